import { type Entry, sessionIdOf } from '@plumbline/routine-core/journal';
import type { Marks } from '../journal/journal.js';

/** Where the running session lies in the journal. Written before its first entry, taken away after its last. */
export type Pointer = { sessionId: string; firstSeq: number };

const KEY = 'session';
const SEEN = 'seen';

const isPointer = (value: unknown): value is Pointer =>
  typeof value === 'object' &&
  value !== null &&
  typeof (value as Pointer).sessionId === 'string' &&
  Number.isInteger((value as Pointer).firstSeq);

export function readPointer(marks: Marks): Pointer | undefined {
  const value = marks.read(KEY);
  return isPointer(value) ? value : undefined;
}

export const writePointer = (marks: Marks, pointer: Pointer | null): boolean => marks.write(KEY, pointer);

/** The last instant at which the page was alive; services read it to stay silent beside a living page. */
export const writeSeen = (marks: Marks, at: number): boolean => marks.write(SEEN, at);

export function readSeen(marks: Marks): number | undefined {
  const at = marks.read(SEEN);
  return typeof at === 'number' ? at : undefined;
}

/** The entries of one session among those from its first on; moves of the clock while it ran belong to it. */
export const entriesOf = (entries: readonly Entry[], sessionId: string): Entry[] =>
  entries.filter((entry) => sessionIdOf(entry) === sessionId || entry.kind === 'clock-moved');
