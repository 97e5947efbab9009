import { cancel, set } from '@zos/alarm';
import { LocalStorage } from '@zos/storage';

const storage = new LocalStorage();

/** The one brew, kept as the instant at which it ends: a page may die at any moment. */
export const brew = {
  get endsAt() {
    return storage.getItem('endsAt', 0);
  },

  /** A stored alarm rings when the page does not live to see the end. */
  begin(minutes) {
    brew.end();
    const endsAt = Date.now() + minutes * 60000;
    storage.setItem('endsAt', endsAt);
    storage.setItem('alarm', set({ url: 'service/ring', time: Math.round(endsAt / 1000) + 1, store: true }));
  },

  end() {
    const alarm = storage.getItem('alarm', 0);
    if (alarm !== 0) cancel(alarm);
    storage.setItem('alarm', 0);
    storage.setItem('endsAt', 0);
  },
};

export function clockOf(ms) {
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
