import { LocalStorage } from '@zos/storage';
import { guarded } from './log.js';

/** Small values under keys, shared by pages and services. Everything goes in as JSON text: some firmware stringifies objects. */
export type Store = {
  read(key: string): unknown;
  write(key: string, value: unknown): boolean;
  remove(key: string): void;
};

const parsed = (raw: unknown): unknown => {
  if (typeof raw !== 'string' || raw === '') return undefined;
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
};

export function openStore(): Store {
  const storage = new LocalStorage();
  return {
    read: (key) => guarded(`read ${key}`, undefined, () => parsed(storage.getItem(key))),
    write: (key, value) =>
      guarded(`write ${key}`, false, () => {
        storage.setItem(key, JSON.stringify(value));
        return true;
      }),
    remove: (key) => guarded(`remove ${key}`, undefined, () => storage.removeItem(key)),
  };
}
