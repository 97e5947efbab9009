/** The packaged program in the runtime, paired with a real server the way a person does it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Entry } from '@plumbline/routine-core';
import { createWatch } from '@plumbline/zepp-runtime/node';

const root = path.resolve(import.meta.dirname ?? process.cwd(), '..', '..');

/** The very file that a watch would get. */
export const packaged = (): Uint8Array =>
  new Uint8Array(readFileSync(path.join(root, 'apps/watch/dist/plumbline.zab')));

export type Watch = Awaited<ReturnType<typeof createWatch>>;

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Waits in real time until `check` gives something; throws with `what` after the limit. */
export async function until<T>(
  what: string | (() => Promise<string>),
  check: () => T | Promise<T>,
  limitMs = 30_000,
): Promise<NonNullable<T>> {
  const limit = Date.now() + limitMs;
  while (Date.now() < limit) {
    const found = await check();
    if (found) return found;
    await pause(25);
  }
  throw new Error(`waited ${limitMs} ms in vain: ${typeof what === 'string' ? what : await what()}`);
}

export interface PairedWatchOptions {
  readonly device: string;
  /** Whether the phone's engine has a WebSocket; without one the side service goes by HTTP. */
  readonly webSocket: boolean;
  readonly speed: number;
}

/** A running watch whose phone is near and on the real network; nothing is paired yet. */
export async function openWatch({ device, webSocket, speed }: PairedWatchOptions): Promise<Watch> {
  const phone = { webSocket, timers: 'host' as const };
  const watch = await createWatch({ package: packaged(), device, startAt: Date.now(), speed, phone });
  watch.launch();
  await until('the first screen', () => watch.texts().includes('Back and posture'));
  return watch;
}

/** A round watch on a virtual clock that begins at `startAt`; time passes only in `advance`. */
export async function openWatchAt(startAt: number): Promise<Watch> {
  const phone = { webSocket: false, timers: 'watch' as const };
  const watch = await createWatch({
    package: packaged(),
    device: 'balance',
    startAt,
    speed: 'virtual',
    phone,
  });
  watch.launch();
  await watch.advance(1000);
  return watch;
}

/** Types address and code into the phone's settings page, as a person would. */
export async function pairByHand(watch: Watch, url: string, code: string): Promise<void> {
  await until('the phone knows the watch', () => watch.phone.settings.get('journalId'));
  watch.phone.settingsPage();
  watch.phone.type('Server address', url);
  watch.phone.type('Pairing code', code);
  await until('a token on the phone', () => watch.phone.settings.get('token'));
  watch.phone.closeSettingsPage();
}

/** Opens the program (it may have left a dark screen) and goes to the first lead-in; gives the number of presses. */
export async function startRoutine(watch: Watch, name = 'Back and posture'): Promise<number> {
  let presses = 0;
  watch.launch();
  for (const text of [name, 'Understood', 'Start']) {
    const shown = await until(`"${text}" or what follows it`, () =>
      watch.texts().includes(text) ? 'here' : watch.texts().includes('Start') ? 'later' : '',
    );
    if (shown === 'later' && text !== 'Start') continue;
    watch.tapText(text);
    presses += 1;
  }
  await until('the lead-in', () => watch.texts().includes('Get ready'));
  return presses;
}

/** Every entry in the watch's own journal files, in order. Each line is a checksum, a blank and JSON. */
export function journalOf(watch: Watch): Entry[] {
  const names = [...watch.files.keys()].filter((name) => /journal\/j\d+\.txt$/.test(name)).sort();
  const text = names.map((name) => Buffer.from(watch.files.get(name) ?? []).toString('latin1')).join('');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line.slice(9)) as Entry);
}
