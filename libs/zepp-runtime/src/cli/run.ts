import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { devices } from '../core/devices.js';
import type { LogLine } from '../core/log.js';
import type { Watch } from '../core/watch.js';
import { zoneRules } from '../core/zone.js';
import { CannotRun, createWatch, type PackageSource } from '../node/create-watch.js';
import { HELP, parseArguments, type Wanted } from './arguments.js';
import { BadLine, playScript, show } from './script.js';

export type Output = { out(text: string): void; err(text: string): void };

/** Asked for and impossible; the message is a sentence. */
class Refusal extends Error {}

const deviceTable = () =>
  devices
    .map(
      ({ code, name, shape, width, height, apiLevel }) =>
        `${code.padEnd(18)} ${name.padEnd(32)} ${shape.padEnd(6)} ${width}x${height}  API ${apiLevel}`,
    )
    .join('\n');

function sourceOf(file: string): PackageSource {
  if (!existsSync(file)) throw new Refusal(`There is no file ${file}.`);
  return statSync(file).isDirectory() ? { dir: file } : readFileSync(file);
}

function textOf(file: string): string {
  if (!existsSync(file)) throw new Refusal(`There is no script ${file}.`);
  return readFileSync(file, 'utf8');
}

async function screenshot(watch: Watch, file: string): Promise<void> {
  if (/\.svg$/i.test(file)) writeFileSync(file, watch.svg());
  else if (/\.png$/i.test(file)) writeFileSync(file, await watch.png());
  else throw new Refusal(`${file}: a screenshot ends in .svg or .png.`);
}

function zoneOf(name: string, around: number) {
  try {
    return zoneRules(name, around);
  } catch {
    throw new Refusal(`There is no time zone ${name}.`);
  }
}

const lineOf = ({ at, realm, level, text }: LogLine) =>
  `${new Date(at).toISOString().slice(11, 23)} ${realm} ${level}: ${text}`;

/** Monday noon: a time at which nothing special happens. */
const START = Date.UTC(2026, 0, 5, 12);

async function play(wanted: Wanted, output: Output): Promise<void> {
  const script = wanted.script === undefined ? undefined : textOf(wanted.script);
  const watch = await createWatch({
    package: sourceOf(wanted.package ?? ''),
    device: wanted.device,
    startAt: START,
    seed: wanted.seed,
    ...(wanted.zone === undefined ? {} : { zone: zoneOf(wanted.zone, START) }),
    ...(wanted.quiet ? {} : { log: (line) => output.out(lineOf(line)) }),
  });
  try {
    watch.launch();
    await watch.settled();
    if (script !== undefined) await playScript(watch, script, { print: output.out, screenshot });
    await watch.advance(wanted.forMs ?? 1_000);
    output.out(show(watch));
    if (wanted.screenshot !== undefined) await screenshot(watch, wanted.screenshot);
  } finally {
    watch.close();
  }
}

/** The command. Answers the exit code: 0 done, 1 cannot be done, 2 asked wrongly. */
export async function run(words: readonly string[], output: Output): Promise<number> {
  const parsed = parseArguments(words);
  const refuse = (message: string, code: number) => {
    output.err(message);
    return code;
  };
  if (!parsed.ok) return refuse(parsed.message, 2);
  const { wanted } = parsed;
  if (wanted.help) output.out(HELP);
  else if (wanted.listDevices) output.out(deviceTable());
  else if (wanted.engine === 'quickjs') {
    return refuse('The QuickJS engine is not built yet; --engine node runs the same package in V8.', 2);
  } else if (wanted.package === undefined) return refuse(`A package is needed.\n\n${HELP}`, 2);
  else return attempt(() => play(wanted, output), refuse);
  return 0;
}

async function attempt(
  work: () => Promise<void>,
  refuse: (message: string, code: number) => number,
): Promise<number> {
  try {
    await work();
    return 0;
  } catch (fault) {
    if (fault instanceof CannotRun || fault instanceof Refusal || fault instanceof BadLine) {
      return refuse(fault.message, 1);
    }
    throw fault;
  }
}
