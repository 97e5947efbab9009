import type { Watch } from '../core/watch.js';

type Patience = {
  /** Of the watch's time; default one minute. */
  withinMs?: number;
  /** How far to go between looks; default 100 ms. */
  stepMs?: number;
};

/** Lets time pass in steps until `done` is true. Throws with the screen's texts and the last log lines when it never is. */
export async function playUntil(watch: Watch, done: () => boolean, patience: Patience = {}): Promise<void> {
  const { withinMs = 60_000, stepMs = 100 } = patience;
  const end = watch.now() + withinMs;
  await watch.settled();
  while (!done()) {
    if (watch.now() >= end) throw new Error(`not within ${withinMs} ms\n${describe(watch)}`);
    await watch.advance(Math.min(stepMs, end - watch.now()));
  }
}

/** Until a text is on the screen. */
export const waitForText = (watch: Watch, text: string, patience?: Patience): Promise<void> =>
  playUntil(watch, () => watch.texts().some((shown) => shown.includes(text)), patience);

/** For what the outside world does: looks every few real milliseconds while the watch's time goes on slowly. */
export async function waitFor(watch: Watch, done: () => boolean, realMs = 5_000): Promise<void> {
  const end = Date.now() + realMs;
  await watch.settled();
  while (!done()) {
    if (Date.now() > end) throw new Error(`not within ${realMs} real ms\n${describe(watch)}`);
    await new Promise((next) => setTimeout(next, 5));
    await watch.advance(10);
  }
}

/** What a failing test wants to know: open pages, texts, last lines of the log. */
export function describe(watch: Watch): string {
  const lines = watch.logs.slice(-15).map(({ realm, level, text }) => `  ${realm} ${level}: ${text}`);
  return [
    `pages: ${watch.pages.join(' > ')}${watch.screenOn ? '' : ' (dark)'}`,
    `texts: ${watch.texts().join(' | ')}`,
    'log:',
    ...lines,
  ].join('\n');
}
