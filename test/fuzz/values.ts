/** Valid messages, made from the schemas that the server publishes, and the pool of values that spoil them. */
import type { Chance } from '../simulate/chance.js';

export type Schema = {
  type?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  minLength?: number;
  minItems?: number;
};

/** Every text a run sends carries this and a number, so that an echo can be found wherever it turns up. */
export const MARK = 'ZqXmRk';

export type Known = Record<string, string[]>;

/** A value that fits the schema; texts and numbers of known names come from what really exists. */
export function valueFor(schema: Schema, chance: Chance, known: Known, name = ''): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return chance.pick(schema.enum);
  const choice = schema.anyOf ?? schema.oneOf;
  if (choice) return valueFor(chance.pick(choice), chance, known, name);
  if (schema.properties) return objectFor(schema, chance, known);
  if (schema.items) return listFor(schema, chance, known);
  return plainFor(schema, chance, known, name);
}

function objectFor({ properties = {}, required = [] }: Schema, chance: Chance, known: Known) {
  const names = Object.keys(properties).filter((name) => required.includes(name) || chance.happens(0.5));
  return Object.fromEntries(
    names.map((name) => [name, valueFor(properties[name] as Schema, chance, known, name)]),
  );
}

const listFor = ({ items = {}, minItems = 0 }: Schema, chance: Chance, known: Known): unknown[] =>
  Array.from({ length: chance.between(minItems, minItems + 3) }, () => valueFor(items, chance, known));

function plainFor({ type, minLength = 0 }: Schema, chance: Chance, known: Known, name: string): unknown {
  if (type === 'boolean') return chance.happens(0.5);
  if (type === 'integer' || type === 'number') return chance.pick([0, 1, 2, 3, 30, 60, 1_794_816_000_000]);
  if (type === 'array') return [];
  if (type === 'object') return {};
  const samples = known[name];
  if (samples && chance.happens(0.9)) return chance.pick(samples);
  return type === 'string' ? 'x'.repeat(Math.max(minLength, 1)) : entryFor(chance, known);
}

const KINDS = [
  'session-started',
  'step-done',
  'step-skipped',
  'paused',
  'resumed',
  'session-ended',
  'effort',
  'pain',
  'clock-moved',
  'session-imported',
  'sets-imported',
  'import-begun',
  'levitated',
];

/** Something like an entry of a journal. */
export function entryFor(chance: Chance, known: Known): unknown {
  const sessionId = chance.pick(known.sessionId ?? ['x']);
  return {
    seq: chance.between(1, 5_000),
    at: 1_794_816_000_000 + chance.between(0, 1_000_000),
    zone: chance.pick([0, 60, -720, 840]),
    kind: chance.pick(KINDS),
    sessionId,
    ...chance.pick<object>([
      { routineId: 'first-week', routineVersion: 1, options: { level: 'low', withOptional: false } },
      { step: chance.between(0, 60), reps: 8 },
      { how: 'complete' },
      { byMs: 1_000 },
      { leadMs: 3_000 },
      { blockId: 'a', value: 5 },
    ]),
  };
}

const nested = (depth: number): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = level % 2 ? { a: value } : [value];
  return value;
};

/** What spoils a message, by name. `mark` goes into every text. */
const SPOILERS: Record<string, (chance: Chance, mark: string) => unknown> = {
  nothing: () => null,
  yes: () => true,
  zero: () => 0,
  negative: () => -1,
  'minus zero': () => -0,
  fraction: () => 0.1,
  'beyond safe': () => 2 ** 53 + 2,
  immense: () => 1e308,
  'smallest step': () => 5e-324,
  'empty text': () => '',
  'a mark': (_chance, mark) => mark,
  figures: () => '12',
  'long text': (chance, mark) => mark + 'a'.repeat(chance.pick([200, 2_000, 20_000])),
  'many bytes': (_chance, mark) => `${mark}${'🧘🏽‍♀️'.repeat(50)}`,
  'lone surrogate': (_chance, mark) => `${mark}\ud800`,
  'null sign': (_chance, mark) => `${mark}\u0000${mark}`,
  'right to left': (_chance, mark) => `\u202e${mark}\u2066`,
  combining: (_chance, mark) => `${mark}${'\u0301'.repeat(500)}`,
  statement: (_chance, mark) => `'; DROP TABLE account; -- ${mark}`,
  'a share of all': (_chance, mark) => `%' OR '1'='1' ${mark}`,
  markup: (_chance, mark) => `<script>${mark}</script>`,
  template: (_chance, mark) => `\${${mark}} {{${mark}}} %s%n`,
  path: (_chance, mark) => `../../../../etc/passwd${mark}`,
  'an address': (_chance, mark) => `http://127.0.0.1:1/${mark}`,
  'line breaks': (_chance, mark) => `${mark}\r\nSet-Cookie: ${mark}=1\r\n\r\n`,
  'a regular expression’s trap': (_chance, mark) => `${'a'.repeat(40)}!${mark}`,
  list: () => [],
  'list of lists': () => [[[[]]]],
  'long list': (chance) => Array.from({ length: chance.pick([501, 5_000]) }, () => 0),
  object: () => ({}),
  'like a text': (_chance, mark) => ({ length: 3, toString: mark, valueOf: mark }),
  'a prototype': (_chance, mark) => JSON.parse(`{"__proto__":{"ok":true,"accountId":"${mark}"}}`),
  'a constructor': (_chance, mark) => ({ constructor: { prototype: { admin: mark } } }),
  deep: (chance) => nested(chance.pick([33, 100, 1_000])),
  'a promise': (_chance, mark) => Object.fromEntries([['then', mark]]),
  'a placeholder': () => ({ _placeholder: true, num: 0 }),
};
const SPOILER_LIST = Object.values(SPOILERS);

export const spoiled = (chance: Chance, mark: string): unknown => chance.pick(SPOILER_LIST)(chance, mark);
