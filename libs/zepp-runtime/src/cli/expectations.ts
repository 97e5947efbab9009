import type { Watch } from '../core/watch.js';
import { afterEquals, BadLine, numberOf, oneOf, textOf } from './words.js';

type Words = readonly string[];
/** Answers what is there instead, or undefined when it holds. */
type Expectation = (watch: Watch, words: Words) => string | undefined;

const holds = (is: boolean, instead: string) => (is ? undefined : instead);

const counted =
  (of: (watch: Watch) => readonly unknown[], what: string): Expectation =>
  (watch, [number]) => {
    const { length } = of(watch);
    return holds(length === numberOf(number), `there are ${length} ${what}`);
  };

const said = (watch: Watch, text: string) => watch.logs.some((line) => line.text.includes(text));
const shows = (watch: Watch, text: string) => watch.texts().some((shown) => shown.includes(text));

const stored = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

const EXPECTATIONS: Record<string, Expectation> = {
  text: (watch, [text]) => holds(shows(watch, textOf(text, 'a text')), `no text "${text}"`),
  no: (watch, [text]) => holds(!shows(watch, textOf(text, 'a text')), `there is a text "${text}"`),
  page: (watch, [page]) => {
    const top = watch.pages[watch.pages.length - 1] ?? watch.systemPage ?? 'the watch face';
    return holds(top === textOf(page, "a page's address"), `it is ${top}`);
  },
  log: (watch, [text]) => holds(said(watch, textOf(text, 'a text')), `no log line has "${text}"`),
  dark: (watch) => holds(!watch.screenOn, 'it is lit'),
  lit: (watch) => holds(watch.screenOn, 'it is dark'),
  running: (watch) => holds(watch.running, 'the program is not on the screen'),
  closed: (watch) => holds(!watch.running, 'the program is on the screen'),
  motor: counted((watch) => watch.motor, 'pulses of the motor'),
  alarms: counted((watch) => watch.alarms(), 'alarms'),
  services: counted((watch) => watch.services, 'services'),
  notifications: counted((watch) => watch.notifications(), 'notifications'),
  storage: (watch, words) => {
    const value = watch.storage.get(textOf(words[0], 'a key'));
    return holds(stored(value) === afterEquals(words), `it holds ${JSON.stringify(value) ?? 'nothing'}`);
  },
  setting: (watch, words) => {
    const value = watch.phone.settings.get(textOf(words[0], 'a name'));
    return holds(value === afterEquals(words), `it is ${JSON.stringify(value) ?? 'not set'}`);
  },
};

/** Names of what can be expected, beside a text in quotes. */
export const expectations = Object.keys(EXPECTATIONS);

/** `expect "Done"`, `expect no "Error"`, `expect page pages/end` … Throws what is there instead. */
export function expectThat(watch: Watch, words: Words): void {
  const [first = '', ...rest] = words;
  const named = Object.hasOwn(EXPECTATIONS, first) && !(rest.length === 0 && shows(watch, first));
  const instead = named ? EXPECTATIONS[first]?.(watch, rest) : EXPECTATIONS.text?.(watch, [first]);
  if (instead !== undefined) throw new BadLine(instead);
}

export const expectationOf = (word: string | undefined): string => oneOf(expectations, word);
