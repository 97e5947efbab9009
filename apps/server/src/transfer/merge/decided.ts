import type { Reader } from '../../database/database.js';
import type { Prepared } from '../../journal/read-entries.js';
import type { DocumentLine, GapLine, JournalLine, Line } from '../format/lines.js';

/** A line with its number in the file, from 1. */
export type Numbered<L extends Line = Line> = { number: number; line: L };

/** The account as a file meets it. What lies above position `base` came after the file began to be brought in. */
export type Here = { read: Pick<Reader, 'all' | 'one'>; accountId: string; base: number };

/** One entry as it is to lie in the account. */
export type NewEntry = {
  seq: number;
  kind: string | null;
  sessionId: string | null;
  isQuarantined: boolean;
  body: string;
  /** As read models see it; a placeholder without an entry where they see nothing. */
  seen: Prepared;
};

export type Write =
  | { to: 'journal'; journal: JournalLine }
  | { to: 'gap'; gap: GapLine }
  | { to: 'entry'; journalId: string; entry: NewEntry }
  | { to: 'document'; document: DocumentLine };

/** What becomes of a line. `clashes`: what is here stays, and the line is left out. */
export type Decided =
  | { verdict: 'added'; write: Write }
  | { verdict: 'here' }
  | { verdict: 'clashes'; code: string };

export const HERE: Decided = { verdict: 'here' };
export const clashes = (code: string): Decided => ({ verdict: 'clashes', code });
