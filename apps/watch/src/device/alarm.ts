import { cancel, getAllAlarms, set } from '@zos/alarm';
import { guarded } from './log.js';

/** Whole seconds only: that is all the platform's alarms know. Rounded up, so that none comes early. */
const secondsOf = (at: number) => Math.ceil(at / 1000);

/** Wakes the cue service once at `at`; survives a reboot. Undefined when the system refused. */
export function wakeAt(at: number): number | undefined {
  const id = guarded('alarm', 0, () => set({ url: 'app-service/cue', time: secondsOf(at), store: true }));
  return id > 0 ? id : undefined;
}

/** Ids come back as strings on some firmware. */
export function cancelAllWakes(): void {
  guarded('cancel alarms', undefined, () => {
    for (const id of getAllAlarms()) cancel(Number(id));
  });
}
