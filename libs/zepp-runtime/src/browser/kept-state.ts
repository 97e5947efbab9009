import type { Storage } from '../core/storage.js';
import type { Watch } from '../core/watch.js';
import { fromBase64, toBase64 } from '../wire/base64.js';
import type { Json } from '../wire/json.js';

/** What a watch and its phone keep between two visits: plain data, bytes as base64. */
export type KeptState = {
  storage: [space: string, entries: [key: string, value: unknown][]][];
  files: [path: string, base64: string][];
  settings: Record<string, string>;
};

// A watch shows its memory read-only to tests; this host is the one that puts it back.
const spacesOf = (watch: Watch): Storage => watch.storage as Storage;
const filesOf = (watch: Watch): Map<string, Uint8Array> => watch.files as Map<string, Uint8Array>;

/** What a watch and its phone would still have after a night in a drawer. */
export const keptBy = (watch: Watch): KeptState => ({
  storage: [...spacesOf(watch).local].map(([space, entries]) => [space, [...entries]]),
  files: [...filesOf(watch)].map(([path, bytes]) => [path, toBase64(bytes)]),
  settings: watch.phone.settings.all(),
});

/** Gives it back, before the first launch. */
export function giveBack(watch: Watch, { storage, files, settings }: KeptState): void {
  for (const [space, entries] of storage) {
    for (const [key, value] of entries)
      spacesOf(watch)
        .space(String(space))
        .set(String(key), value as Json);
  }
  for (const [path, bytes] of files) filesOf(watch).set(String(path), fromBase64(String(bytes)));
  for (const [key, value] of Object.entries(settings)) watch.phone.settings.set(key, String(value));
}
