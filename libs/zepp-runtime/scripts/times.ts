/** How long the runtime takes, by measuring: `npx tsx libs/zepp-runtime/scripts/times.ts`. */
import { pathToFileURL } from 'node:url';
import { reminders, session } from '../fixtures/busy-programs.js';
import { type TinyProgram, tinyProgram } from '../fixtures/tiny-program.js';
import type { Watch } from '../src/core/watch.js';
import { createWatch, type GuardedEngine, type NodeWatchOptions, quickJsEngine } from '../src/node/index.js';
import type { QuickJsFigures } from '../src/quickjs/limits.js';

const DAY = 86_400_000;
const TWENTY_MINUTES = 20 * 60_000;
type EngineName = 'v8' | 'quickjs';

export type Session = { ms: number; pulses: number; texts: string[]; figures: QuickJsFigures[] };
export type Week = { ms: number; rang: number; pulses: number };
export type Frames = { svgMs: number; pngMs: number; bytes: number };

async function open(program: TinyProgram, options: Partial<NodeWatchOptions> = {}): Promise<Watch> {
  const watch = await createWatch({ package: tinyProgram(program), ...options });
  watch.launch();
  await watch.settled();
  return watch;
}

/** In ms. On a busy machine what the processor spent on us is less than what the clock says, and is what counts. */
async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  const spent = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(spent);
  return Math.min(performance.now() - began, (user + system) / 1_000);
}

const engineOf = (name: EngineName): GuardedEngine | undefined =>
  name === 'quickjs' ? quickJsEngine() : undefined;

/** From the package's bytes to the first page at rest, in ms. */
export async function startMs(name: EngineName): Promise<number> {
  const engine = engineOf(name);
  let watch: Watch | undefined;
  const ms = await timed(async () => {
    watch = await open(session, engine === undefined ? {} : { engine });
  });
  watch?.close();
  return ms;
}

/** Twenty minutes of a guided session, repainted four times a second, with a pulse each second. */
export async function twentyMinutes(name: EngineName): Promise<Session> {
  const engine = engineOf(name);
  const watch = await open(session, engine === undefined ? {} : { engine });
  const beat = { at: '1s', every: '1s', times: 1_190, heartRate: 90 };
  watch.scenario.play({ events: [beat, { at: '5m', ramp: { 'step.current': [0, 300] }, over: '10m' }] });
  const ms = await timed(() => watch.advance(TWENTY_MINUTES + 1_000));
  const figures = engine?.figures() ?? [];
  const { motor } = watch;
  const texts = watch.texts();
  watch.close();
  return { ms, pulses: motor.length, texts, figures };
}

/** A week of reminders every twenty minutes, while the wearer walks in the day and sleeps at night. */
export async function week(): Promise<Week> {
  const start = Date.UTC(2026, 0, 5, 6);
  const watch = await open(reminders, { startAt: start });
  watch.press('back');
  const days = Array.from({ length: 7 }, (_, day) => `${day}d`);
  const walks = days.map((day) => ({
    at: day,
    ramp: { 'step.current': [0, 6_000] },
    over: '14h',
    every: '1m',
  }));
  watch.scenario.play({ events: walks });
  const ms = await timed(() => watch.advance(7 * DAY));
  const rang = Number(watch.storage.get('count'));
  const pulses = watch.motor.length;
  watch.close();
  return { ms, rang, pulses };
}

/** Mean time of a picture of a screen in use; the first of each is left out: it loads the painter. */
export async function frames(count = 20): Promise<Frames> {
  const watch = await open(session);
  await watch.png();
  let svgMs = 0;
  let pngMs = 0;
  for (let i = 0; i < count; i += 1) {
    await watch.advance(1_000);
    svgMs += await timed(async () => void watch.svg());
    pngMs += await timed(async () => void (await watch.png()));
  }
  const bytes = watch.svg().length;
  watch.close();
  return { svgMs: svgMs / count, pngMs: pngMs / count, bytes };
}

const kB = (bytes: number) => `${Math.round(bytes / 1024)} kB`;
const whole = (ms: number) => `${Math.round(ms)} ms`;
const row = (what: string, value: string, limit = '') => `${what.padEnd(44)} ${value.padStart(12)}  ${limit}`;

async function report(): Promise<string[]> {
  const v8 = await twentyMinutes('v8');
  const quickjs = await twentyMinutes('quickjs');
  const seven = await week();
  const picture = await frames();
  return [
    row('start, V8, once its code is warm', whole(await startMs('v8'))),
    row('start, QuickJS, with its thread', whole(await startMs('quickjs'))),
    row('20-minute session, V8', whole(v8.ms), 'limit 3000 ms'),
    row('20-minute session, QuickJS', whole(quickjs.ms)),
    ...quickjs.figures.map(({ name, startBytes, heapBytes, peakBytes, turns }) =>
      row(
        `  heap of ${name} (start, end, peak)`,
        [startBytes, heapBytes, peakBytes].map(kB).join(' / '),
        `${turns} turns`,
      ),
    ),
    row(`week of reminders, ${seven.rang} rang`, whole(seven.ms), 'limit 10000 ms'),
    row(`SVG of a frame, ${kB(picture.bytes)}`, `${picture.svgMs.toFixed(1)} ms`),
    row('PNG of a frame', `${picture.pngMs.toFixed(1)} ms`),
    row('memory of this process', kB(process.memoryUsage().rss)),
  ];
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.stdout.write(`${(await report()).join('\n')}\n`);
}
