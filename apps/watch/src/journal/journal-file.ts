import type { Entry } from '@plumbline/routine-core/journal';
import type { Files } from './files.js';
import { parseLines } from './line.js';

/** Bytes after which a new file begins. */
export const FILE_BYTES = 32 * 1024;

const NAME = /^j(\d{8})\.txt$/;
const SPARE = /\.new$/;

export const fileName = (firstSeq: number): string => `j${`0000000${firstSeq}`.slice(-8)}.txt`;
export const firstSeqOf = (name: string): number => Number(NAME.exec(name)?.[1] ?? 0);

/** A kill between “remove the old” and “rename the new” leaves only the spare: it is the file. */
export function healSpares(files: Files): void {
  const names = files.names();
  for (const spare of names.filter((name) => SPARE.test(name))) {
    const name = spare.replace(SPARE, '');
    const text = names.includes(name) ? '' : files.read(spare);
    if (text !== undefined && text !== '') files.append(name, text);
    files.remove(spare);
  }
}

/** The journal's files, oldest first. */
export function journalFiles(files: Files): string[] {
  healSpares(files);
  return files
    .names()
    .filter((name) => NAME.test(name))
    .sort();
}

/**
 * The entries of one file. A file that followed a torn or failed write begins with the first number that was free
 * again, so what the older file says of that number or later was never told to anyone: it is cut.
 */
export function readJournalFile(
  files: Files,
  name: string,
  before: number,
): { entries: Entry[]; sound: boolean } {
  const text = files.read(name) ?? '';
  const { entries, sound } = parseLines(text);
  return { entries: entries.filter((entry) => entry.seq < before), sound };
}
