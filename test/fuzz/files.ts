/** Whole files for the addresses that take one: those of the documentation, spoiled inside and signed again. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Chance } from '../simulate/chance.js';
import { mutateBytes, mutateText, mutateValue, randomBytes } from './mutate.js';

const docs = path.resolve(
  import.meta.dirname ?? `${process.cwd()}/test/fuzz`,
  '..',
  '..',
  'docs',
  'protocol',
);
type Made = { bytes: Buffer; type: string };
type Maker = (chance: Chance, mark: string) => Made;

/** The first example of that language in a page. */
function exampleIn(page: string, language: string): string {
  const text = readFileSync(path.join(docs, page), 'utf8');
  const [, example] = new RegExp(`\`\`\`${language} [^\\n]*\\n([^]*?)\`\`\``).exec(text) ?? [];
  if (example === undefined) throw new Error(`${page} has no example in ${language}`);
  return example;
}

const ACCOUNT = exampleIn('transfer.md', 'jsonl');
const TABLE = exampleIn('imports.md', 'csv');
export const digestOf = (bytes: Buffer | string): string =>
  createHash('sha256').update(bytes).digest('base64url');

/** One line is another; the last line's digest fits again, so that the change is read and not only noticed. */
function accountFile(chance: Chance, mark: string): Made {
  const lines = ACCOUNT.trimEnd().split('\n');
  const end = lines.pop() as string;
  const at = chance.between(0, lines.length - 1);
  if (chance.happens(0.8)) lines[at] = spoiledLine(lines[at] as string, chance, mark);
  const body = `${lines.join('\n')}\n`;
  const signed = chance.happens(0.8)
    ? end.replace(/"digest":"[\w-]*"/, `"digest":"${digestOf(body)}"`)
    : spoiledLine(end, chance, mark);
  return { bytes: Buffer.from(`${body}${signed}\n`), type: 'application/x-ndjson' };
}

const spoiledLine = (line: string, chance: Chance, mark: string): string =>
  chance.happens(0.7)
    ? (JSON.stringify(mutateValue(JSON.parse(line), chance, mark)) ?? '')
    : mutateText(line, chance, mark);

const CELLS: ((cell: string, mark: string) => string)[] = [
  (_cell, mark) => mark,
  (cell, mark) => `"${cell}${mark}`,
  (cell) => `"${cell}"`,
  (_cell, mark) => `=HYPERLINK("${mark}")`,
  () => '-1',
  () => '9e999',
  () => '99.99.9999 99:99',
  () => '2026-02-30T25:61:00Z',
  (cell) => `${cell};${cell}`,
  (cell) => `${cell}\n${cell}`,
  (_cell, mark) => mark.repeat(3_000),
  () => '\u0000',
];

function table(chance: Chance, mark: string): Made {
  const cells = TABLE.split(/([;\n])/);
  for (let times = chance.between(0, 3); times > 0; times -= 1) {
    const at = 2 * chance.between(0, Math.floor((cells.length - 1) / 2));
    cells[at] = chance.pick(CELLS)(cells[at] ?? '', mark);
  }
  const text = cells.join('');
  return { bytes: Buffer.from(chance.happens(0.1) ? text.repeat(500) : text), type: 'text/csv' };
}

/** A FIT header that says how much follows, rightly or not, before records of chance. */
function activity(chance: Chance): Made {
  const records = randomBytes(chance, 400);
  const head = Buffer.from([14, 0x20, 0x5c, 0x08, 0, 0, 0, 0, 0x2e, 0x46, 0x49, 0x54, 0, 0]);
  head.writeUInt32LE(chance.happens(0.8) ? Math.max(0, records.length - 2) : 0xffff_ffff, 4);
  // A definition of a message first, mostly: nonsense behind it is taken as its fields.
  if (chance.happens(0.7)) Buffer.from([0x40, 0, 0, chance.between(0, 50), 0, 1, 0, 1, 0]).copy(records);
  return { bytes: Buffer.concat([head, records]), type: 'application/vnd.ant.fit' };
}

const HISTORIES: Maker[] = [table, table, activity];
const TYPES = [
  'text/csv',
  'application/x-ndjson',
  'application/octet-stream',
  'application/json',
  'text/plain',
];

/** Which addresses take a file, by how their path begins. */
export const takesFile = (method: string, path: string): boolean =>
  method === 'POST' && /^\/api\/v1\/(session-imports|import)(\/preview)?$/.test(path);

/** A file for that address, and what it calls itself. */
export function fileFor(path: string, chance: Chance, mark: string): Made {
  const right = path.startsWith('/api/v1/import') ? accountFile : chance.pick(HISTORIES);
  const made = (chance.happens(0.93) ? right : chance.pick([accountFile, ...HISTORIES]))(chance, mark);
  const bytes = chance.happens(0.15) ? mutateBytes(made.bytes, chance) : made.bytes;
  return { bytes, type: chance.happens(0.93) ? made.type : chance.pick(TYPES) };
}
