import { KnownSessions } from '../sessions/known/known-sessions.js';
import type { JournalRow } from './journal-rows.js';

/** People and watches of a household are few; whoever has more reads rows again. */
const MOST_KNOWN = 2_000;

/**
 * The rows that the last pushes left behind, so that the next need not read them. Its owner forgets everything as soon as
 * somebody else has written, or something written was undone.
 */
export class KnownRows {
  /** By `journalKey`. */
  readonly journals = new Map<string, JournalRow>();
  /** By account. */
  readonly positions = new Map<string, number>();
  readonly sessions = new KnownSessions();
  /** When each device was last noted as seen. One that is here was not removed. */
  readonly seenAt = new Map<string, number>();

  forget(): void {
    this.journals.clear();
    this.positions.clear();
    this.sessions.forget();
    this.seenAt.clear();
  }

  /** Between two groups of pushes: what is known stays small. */
  trim(): void {
    for (const rows of [this.journals, this.positions, this.seenAt]) if (rows.size > MOST_KNOWN) rows.clear();
    this.sessions.trim();
  }
}
