import { writeFileSync } from 'node:fs';
import { BadScenario } from '../core/scenario-kinds.js';
import { instantOf, zoneNamed } from '../core/scenario-times.js';
import type { Watch } from '../core/watch.js';
import { fixedZone } from '../core/zone.js';
import { CannotRun, createWatch, type NodeWatchOptions } from '../node/create-watch.js';
import { type GuardedEngine, quickJsEngine } from '../node/quickjs-thread.js';
import type { QuickJsFigures } from '../quickjs/limits.js';
import { parseArguments, type Wanted } from './arguments.js';
import { deviceFor, deviceTable, packageFrom, Refusal, textFrom, writer } from './files.js';
import { HELP } from './help.js';
import { playScript, readScript, stepList } from './script.js';
import { show } from './show.js';
import type { ScriptHost } from './step-kit.js';
import { pass } from './steps.js';
import { Tally } from './tally.js';
import { BadLine } from './words.js';

/** `note` is for the person who waits: progress, figures. */
export type Output = { out(text: string): void; err(text: string): void; note?(text: string): void };

export const EXIT = { played: 0, script: 1, wrong: 2, package: 3, program: 4, limit: 5, ours: 6 } as const;

/** Monday noon: a time at which nothing special happens. */
const START = Date.UTC(2026, 0, 5, 12);

async function screenshot(watch: Watch, file: string): Promise<void> {
  if (/\.svg$/i.test(file)) writer(file)(watch.svg());
  else if (/\.png$/i.test(file)) writer(file)(await watch.png());
  else throw new Refusal(`${file}: a screenshot ends in .svg or .png.`);
}

/** When and where the watch begins, as far as the command line says. */
function placeOf({ zone: name, start }: Wanted): Pick<NodeWatchOptions, 'zone' | 'startAt'> {
  const around = (start === undefined ? undefined : instantOf(start, fixedZone(0))) ?? START;
  const zone = name === undefined ? undefined : zoneNamed(name, around);
  if (name !== undefined && zone === undefined) throw new Refusal(`There is no time zone ${name}.`);
  const startAt = start === undefined ? undefined : instantOf(start, zone ?? fixedZone(0));
  if (start !== undefined && startAt === undefined) {
    throw new Refusal(`--start needs a time such as 2026-03-29T08:00, not ${start}.`);
  }
  return { ...(zone === undefined ? {} : { zone }), ...(startAt === undefined ? {} : { startAt }) };
}

function open(wanted: Wanted, tally: Tally, engine: GuardedEngine | undefined): Promise<Watch> {
  const { seed, language, scenario, device } = wanted;
  return createWatch({
    package: packageFrom(wanted.package ?? ''),
    ...placeOf(wanted),
    ...(seed === undefined ? {} : { seed }),
    ...(language === undefined ? {} : { language }),
    ...(device === undefined ? {} : { device: deviceFor(device) }),
    ...(scenario === undefined ? {} : { scenario: textFrom(scenario, 'scenario') }),
    ...(engine === undefined ? {} : { engine }),
    log: (line) => tally.hear(line),
  });
}

const kB = (bytes: number) => `${Math.round(bytes / 1024)} kB`;
const told = ({ name, startBytes, heapBytes, peakBytes, turns, longestTurnTicks }: QuickJsFigures) =>
  `QuickJS ${name}: heap ${kB(startBytes)} at start, ${kB(heapBytes)} now, ${kB(peakBytes)} at most; ` +
  `${turns} turns, the longest ${longestTurnTicks} ticks`;

function checkOutputs({ screenshot: picture, motor, log }: Wanted): void {
  if (picture !== undefined && !/\.(svg|png)$/i.test(picture)) {
    throw new Refusal(`${picture}: a screenshot ends in .svg or .png.`);
  }
  for (const file of [picture, motor, log]) if (file !== undefined) writer(file);
}

async function playOut(watch: Watch, wanted: Wanted, { script, host }: { script: string; host: ScriptHost }) {
  watch.launch();
  await watch.settled();
  await playScript(watch, script, host);
  await pass(watch, wanted.forMs, host);
  host.print(show(watch));
  if (wanted.screenshot !== undefined) await screenshot(watch, wanted.screenshot);
}

async function play(wanted: Wanted, output: Output): Promise<number> {
  checkOutputs(wanted);
  const script = wanted.script === undefined ? '' : textFrom(wanted.script, 'script');
  readScript(script);
  const tally = new Tally(wanted.quiet ? undefined : output.out);
  const engine = wanted.engine === 'quickjs' ? quickJsEngine() : undefined;
  const note = (text: string) => output.note?.(text);
  const read = (file: string) => textFrom(file, 'scenario');
  const watch = await open(wanted, tally, engine);
  try {
    await playOut(watch, wanted, { script, host: { print: output.out, progress: note, screenshot, read } });
    for (const figures of engine?.figures() ?? []) note(told(figures));
  } finally {
    if (wanted.motor !== undefined)
      writeFileSync(wanted.motor, `${JSON.stringify(watch.motorTimeline(), null, 2)}\n`);
    if (wanted.log !== undefined) writeFileSync(wanted.log, tally.json());
    watch.close();
  }
  const failure = tally.failure();
  if (failure !== undefined) output.err(failure);
  return failure !== undefined && (wanted.strict || tally.ended) ? EXIT.program : EXIT.played;
}

/** The command. Answers its exit code; every refusal is a sentence in `err`. */
export async function run(words: readonly string[], output: Output): Promise<number> {
  const parsed = parseArguments(words);
  const wrong = (message: string) => {
    output.err(message);
    return EXIT.wrong;
  };
  if (!parsed.ok) return wrong(parsed.message);
  const { wanted } = parsed;
  if (wanted.help || words.length === 0) output.out(HELP);
  else if (wanted.devices) output.out(deviceTable());
  else if (wanted.steps) output.out(stepList());
  else if (wanted.package === undefined) return wrong('A package is needed; --help tells how to call zepp.');
  else return attempt(() => play(wanted, output), output);
  return words.length === 0 ? EXIT.wrong : EXIT.played;
}

const CODES: [new (...args: never[]) => Error, number][] = [
  [BadLine, EXIT.script],
  [Refusal, EXIT.wrong],
  [BadScenario, EXIT.wrong],
  [CannotRun, EXIT.package],
];

async function attempt(work: () => Promise<number>, output: Output): Promise<number> {
  try {
    return await work();
  } catch (fault) {
    const code = CODES.find(([kind]) => fault instanceof kind)?.[1];
    const { message, stack } = fault instanceof Error ? fault : new Error(String(fault));
    output.err(
      code === undefined ? `The runtime itself failed; that is no fault of the program.\n${stack}` : message,
    );
    return code ?? EXIT.ours;
  }
}
