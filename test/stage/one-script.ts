/** One evening with the watch, as plain data, so that any host of the runtime can play it and tell the same things. */
import type { Watch } from './paired-watch.js';

export type ScriptStep =
  | { tap: string }
  | { advance: number }
  | { press: 'back' | 'home' }
  | { turn: number }
  | { do: 'wake' | 'screenOff' | 'kill' | 'launch' | 'dropWrist' | 'settled' };

/** First start, a session with a pause, a dark screen, a kill and a return, and a look at the summary. */
export const script: readonly ScriptStep[] = [
  { do: 'launch' },
  { do: 'settled' },
  { tap: 'Back and posture' },
  { do: 'settled' },
  { tap: 'Understood' },
  { do: 'settled' },
  { tap: 'Start' },
  { advance: 3_000 },
  { advance: 30_500 },
  { press: 'back' },
  { advance: 2_000 },
  { turn: 30 },
  { advance: 20_000 },
  { do: 'kill' },
  { advance: 40_000 },
  { do: 'launch' },
  { advance: 500 },
  { tap: 'Continue' },
  { advance: 61_000 },
  { do: 'screenOff' },
  { advance: 5_000 },
  { do: 'wake' },
  { advance: 15_000 },
  { do: 'dropWrist' },
  { advance: 30_000 },
  { do: 'launch' },
  { advance: 600_000 },
];

export type Told = { logs: string[]; pictures: string[]; motor: unknown; alarms: unknown; files: string[] };

async function doStep(watch: Watch, step: ScriptStep): Promise<void> {
  if ('tap' in step) watch.tapText(step.tap);
  else if ('advance' in step) await watch.advance(step.advance);
  else if ('press' in step) watch.press(step.press);
  else if ('turn' in step) watch.turn(step.turn);
  else await watch[step.do]();
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** Plays the script and tells everything that could be seen, felt or read. */
export async function playScript(watch: Watch): Promise<Told> {
  const pictures: string[] = [];
  for (const step of script) {
    await doStep(watch, step);
    pictures.push(watch.svg());
  }
  return {
    logs: watch.logs.map((line) => JSON.stringify(line)),
    pictures,
    motor: watch.motor,
    alarms: watch.alarms(),
    files: [...watch.files].map(([path, bytes]) => `${path} ${hex(bytes)}`),
  };
}
