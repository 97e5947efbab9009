import type { Direction, KeyName } from '../core/input.js';
import type { Senses } from '../core/sensors.js';
import type { Watch } from '../core/watch.js';

/** What a script may reach outside the watch. */
export type ScriptHost = { print(line: string): void; screenshot(watch: Watch, file: string): Promise<void> };
type Words = string[];
type Step = (watch: Watch, words: Words, host: ScriptHost) => void | Promise<void>;

/** A line that no step understands. */
export class BadLine extends Error {}

const KEYS = ['back', 'select', 'home', 'up', 'down', 'shortcut'];
const DIRECTIONS = ['up', 'down', 'left', 'right'];

const oneOf = <T extends string>(words: string[], word: string | undefined): T => {
  if (word === undefined || !words.includes(word)) throw new BadLine(`one of ${words.join(', ')} is needed`);
  return word as T;
};

const numberOf = (word: string | undefined): number => {
  const number = Number(word);
  if (word === undefined || Number.isNaN(number)) throw new BadLine(`"${word ?? ''}" is no number`);
  return number;
};

/** `3s`, `500ms`, `2m`, `1h`; a bare number is milliseconds. */
export function durationOf(word: string | undefined): number {
  const [, number, unit = 'ms'] = /^([\d.]+)(ms|s|m|h)?$/.exec(word ?? '') ?? [];
  if (number === undefined) throw new BadLine(`"${word ?? ''}" is no duration`);
  return Number(number) * ({ ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }[unit] ?? 1);
}

/** Words of a line; quoted ones stay together and keep their quote as a mark. */
export const wordsOf = (line: string): Words =>
  [...line.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

const screenSteps: Record<string, Step> = {
  off: (watch) => watch.screenOff(),
  on: (watch) => watch.wake(),
};

function setLink(watch: Watch, change: { loss?: number; duplicate?: number; delayMs?: number }): void {
  Object.assign(watch.link, change);
}

const linkSteps: Record<string, Step> = {
  drop: (watch) => watch.link.drop(),
  restore: (watch) => watch.link.restore(),
  loss: (watch, [share]) => setLink(watch, { loss: numberOf(share) }),
  duplicate: (watch, [share]) => setLink(watch, { duplicate: numberOf(share) }),
  delay: (watch, [ms]) => setLink(watch, { delayMs: numberOf(ms) }),
};

const phoneSteps: Record<string, Step> = {
  kill: (watch) => watch.phone.kill(),
  start: (watch) => void watch.phone.start(),
};

const inside =
  (steps: Record<string, Step>): Step =>
  (watch, [first, ...rest], host) =>
    steps[oneOf<string>(Object.keys(steps), first)]?.(watch, rest, host);

function found(there: boolean, label: string | undefined): void {
  if (!there) throw new BadLine(`the settings page has no "${label ?? ''}"`);
}

/** What follows the `=` of a line. */
const after = (words: Words): string => words.slice(words.indexOf('=') + 1).join(' ');

const STEPS: Record<string, Step> = {
  tap: (watch, [first, second]) =>
    second === undefined ? watch.tapText(first ?? '') : watch.tap(numberOf(first), numberOf(second)),
  long: (watch, [x, y]) => watch.longTap(numberOf(x), numberOf(y)),
  press: (watch, [key, how]) =>
    watch.press(
      oneOf<KeyName>(KEYS, key),
      how === undefined ? 'click' : oneOf(['click', 'long', 'double'], how),
    ),
  turn: (watch, [degrees]) => watch.turn(numberOf(degrees)),
  swipe: (watch, [direction]) => watch.swipe(oneOf<Direction>(DIRECTIONS, direction)),
  wait: (watch, [time]) => watch.advance(durationOf(time)),
  screen: inside(screenSteps),
  wake: (watch) => watch.wake(),
  drop: (watch) => watch.dropWrist(),
  kill: (watch) => watch.kill(),
  launch: (watch, [page]) => watch.launch(page),
  reboot: (watch) => watch.reboot(),
  link: inside(linkSteps),
  phone: inside(phoneSteps),
  sense: (watch, [sensor, reading, value]) =>
    watch.sense(oneOf<keyof Senses>(Object.keys(SENSES), sensor), { [String(reading)]: numberOf(value) }),
  setting: (watch, words) => watch.phone.settings.set(words[0] ?? '', after(words)),
  type: (watch, words) => found(watch.phone.type(words[0] ?? '', after(words)), words[0]),
  click: (watch, [label]) => found(watch.phone.click(label ?? ''), label),
  screenshot: (watch, [file], host) => host.screenshot(watch, file ?? 'screen.svg'),
  show: (watch, _words, host) => host.print(show(watch)),
};

const SENSES = { step: 1, heartRate: 1, battery: 1, stand: 1, calorie: 1, distance: 1, wear: 1 };

/** The watch in a few lines. */
export function show(watch: Watch): string {
  const at = new Date(watch.now()).toISOString();
  const state = watch.running ? watch.pages.join(' > ') : 'watch face';
  const alarms = watch.alarms().map(({ url, at: due }) => `${url} at ${new Date(due).toISOString()}`);
  return [
    `${at}  ${state}${watch.screenOn ? '' : ' (dark)'}`,
    `  texts: ${watch.texts().join(' | ') || '–'}`,
    `  alarms: ${alarms.join(', ') || '–'}`,
    `  motor: ${watch.motor.map(({ kind, onMs }) => `${kind} ${onMs} ms`).join(', ') || '–'}`,
  ].join('\n');
}

/** A JSON line is `["tap", "Start"]`; any other is words. */
function readLine(line: string): Words {
  if (!line.startsWith('[')) return wordsOf(line);
  const parsed = JSON.parse(line) as unknown;
  if (!Array.isArray(parsed)) throw new BadLine('a JSON line is a list of words');
  return parsed.map(String);
}

/** Plays a script. Throws `BadLine` naming the line that cannot be played. */
export async function playScript(watch: Watch, text: string, host: ScriptHost): Promise<void> {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  for (const [i, line] of lines.entries()) {
    if (line === '' || line.startsWith('#')) continue;
    try {
      const [name, ...rest] = readLine(line);
      const step = STEPS[name ?? ''];
      if (step === undefined) throw new BadLine(`there is no step "${name ?? ''}"`);
      await step(watch, rest, host);
      await watch.settled();
    } catch (fault) {
      throw new BadLine(`line ${i + 1} (${line}): ${fault instanceof Error ? fault.message : String(fault)}`);
    }
  }
}
