import type { Entry } from '@plumbline/routine-core/journal';

/** FNV-1a, 32 bits, over ASCII: enough to tell a torn line from a whole one. */
function checksum(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return `0000000${(hash >>> 0).toString(16)}`.slice(-8);
}

/** JSON whose characters are bytes: sizes can be counted, and a disk needs no text encoder. */
export const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (letter) => `\\u${`000${letter.charCodeAt(0).toString(16)}`.slice(-4)}`,
  );

/** One entry as one line: checksum, blank, JSON, line feed. */
export function makeLine(entry: Entry): string {
  const json = asciiJson(entry);
  return `${checksum(json)} ${json}\n`;
}

/** The entry of one line without its line feed; undefined when the line is damaged. */
export function parseLine(line: string): Entry | undefined {
  const json = line.slice(9);
  if (line.charAt(8) !== ' ' || checksum(json) !== line.slice(0, 8)) return undefined;
  const entry = JSON.parse(json) as Entry;
  return Number.isInteger(entry.seq) ? entry : undefined;
}

export type Lines = {
  entries: Entry[] /** True when every line was whole, the last one too. */;
  sound: boolean;
};

/** Every whole line of a file, in order; damaged ones are left out. */
export function parseLines(text: string): Lines {
  const lines = text.split('\n');
  const tail = lines.pop() ?? '';
  const entries = lines.map(parseLine).filter((entry): entry is Entry => entry !== undefined);
  return { entries, sound: tail === '' && entries.length === lines.length };
}
