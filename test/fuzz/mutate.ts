/** Spoils a message: first as a value, then as text, then as bytes. */
import type { Chance } from '../simulate/chance.js';
import { spoiled } from './values.js';

type Container = Record<string, unknown> | unknown[];
type Place = { within: Container; key: string };

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

function placesIn(value: unknown, found: Place[] = [], depth = 0): Place[] {
  if (!isContainer(value) || depth > 6 || found.length > 200) return found;
  for (const key of Object.keys(value)) {
    found.push({ within: value, key });
    placesIn((value as Record<string, unknown>)[key], found, depth + 1);
  }
  return found;
}

const put = ({ within, key }: Place, value: unknown): void => {
  Object.defineProperty(within, key, { value, enumerable: true, configurable: true, writable: true });
};

/** Replaces, removes, renames or adds in one to three places; now and then the whole. */
export function mutateValue(value: unknown, chance: Chance, mark: string): unknown {
  if (!isContainer(value) || chance.happens(0.08)) return spoiled(chance, mark);
  const copy = structuredClone(value);
  for (let times = chance.between(1, 3); times > 0; times -= 1) mutateOnce(copy, chance, mark);
  return copy;
}

function mutateOnce(copy: Container, chance: Chance, mark: string): void {
  const places = placesIn(copy);
  const place = places.length > 0 ? chance.pick(places) : { within: copy, key: mark };
  const way = chance.between(0, 9);
  if (way < 6) put(place, spoiled(chance, mark));
  else if (way === 6) Reflect.deleteProperty(place.within, place.key);
  else if (way === 7)
    put({ within: place.within, key: chance.pick([mark, 'as', 'accountId', 'ok', '0']) }, mark);
  else if (way === 8) put(place, [(place.within as Record<string, unknown>)[place.key]]);
  else put({ within: copy, key: '__proto__' }, { [mark]: mark });
}

const TEXTS: ((text: string, chance: Chance, mark: string) => string)[] = [
  (text, chance) => text.slice(0, chance.between(0, text.length)),
  (text, _chance, mark) => `${text}${mark}`,
  (text) => `\ufeff${text}`,
  (text) => `${text}${text}`,
  (text) => text.replaceAll('"', "'"),
  (text) => text.replace('{', '{"first":1e999,'),
  (text, _chance, mark) => text.replace(/"(\w+)":/, `"$1":"${mark}","$1":`),
  (text, _chance, mark) => text.replace('{', `{"__proto__":{"x":"${mark}"},`),
  (text, _chance, mark) => text.replace('}', `,"\\u0000${mark}":1}`),
  (text) => text.replace(/\d/, '$&e400'),
  (text) => text.replace(/:/, ':,'),
  (text, _chance, mark) => `/*${mark}*/${text}`,
  (_text, chance, mark) => `${'['.repeat(chance.pick([100, 10_000, 100_000]))}"${mark}"`,
  (_text, chance) => '{"a":'.repeat(chance.pick([100, 20_000])),
  (_text, chance, mark) => `"${mark}${'x'.repeat(chance.pick([1_000, 70_000, 270_000]))}"`,
  () => '',
  () => 'null',
  () => 'NaN',
  (_text, _chance, mark) => `a=${mark}&b[]=1`,
];

export const mutateText = (text: string, chance: Chance, mark: string): string =>
  chance.pick(TEXTS)(text, chance, mark);

/** Flips, drops or repeats a few bytes. */
export function mutateBytes(bytes: Buffer, chance: Chance): Buffer {
  const copy = Buffer.from(bytes);
  for (let times = chance.between(1, 8); times > 0 && copy.length > 0; times -= 1) {
    copy[chance.between(0, copy.length - 1)] = chance.between(0, 255);
  }
  if (chance.happens(0.2)) return copy.subarray(0, chance.between(0, copy.length));
  return copy;
}

export function randomBytes(chance: Chance, most: number): Buffer {
  const bytes = Buffer.alloc(chance.between(1, most));
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = chance.between(0, 255);
  return bytes;
}
