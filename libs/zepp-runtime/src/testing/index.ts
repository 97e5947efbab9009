import type { Watch } from '../core/watch.js';

export { motorMs, motorWindows, unfelt } from './motor.js';

export type Patience = {
  /** Of the watch's time; default one minute. */
  withinMs?: number;
  /** How far to go between looks; default 100 ms. */
  stepMs?: number;
  /** What is waited for, in words: for the error. */
  what?: string;
};

/** Lets time pass in steps until `done` is true. Throws with the screen's texts and the last log lines when it never is. */
export async function playUntil(watch: Watch, done: () => boolean, patience: Patience = {}): Promise<void> {
  const { withinMs = 60_000, stepMs = 100, what = 'what was waited for' } = patience;
  const end = watch.now() + withinMs;
  await watch.settled();
  while (!done()) {
    if (watch.now() >= end)
      throw new Error(`${what} did not happen within ${withinMs} ms\n${describe(watch)}`);
    await watch.advance(Math.min(stepMs, end - watch.now()));
  }
}

/** Until a text of the screen holds `text`. */
export const waitForText = (watch: Watch, text: string, patience?: Patience): Promise<void> =>
  playUntil(watch, () => watch.texts().some((shown) => shown.includes(text)), {
    what: `a text "${text}"`,
    ...patience,
  });

/** Until a line of the log, also one that is there already, holds `text`. */
export const waitForLog = (watch: Watch, text: string, patience?: Patience): Promise<void> =>
  playUntil(watch, () => watch.logs.some((line) => line.text.includes(text)), {
    what: `a log line "${text}"`,
    ...patience,
  });

/** Until the motor starts after this call. */
export function waitForMotor(watch: Watch, patience?: Patience): Promise<void> {
  const before = watch.motor.length;
  return playUntil(watch, () => watch.motor.length > before, { what: 'a pulse of the motor', ...patience });
}

/** For what the outside world does: looks every few real milliseconds while the watch's time goes on slowly. */
export async function waitFor(watch: Watch, done: () => boolean, realMs = 5_000): Promise<void> {
  const end = Date.now() + realMs;
  await watch.settled();
  while (!done()) {
    if (Date.now() > end) throw new Error(`it did not happen within ${realMs} real ms\n${describe(watch)}`);
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
