import type { Push } from '@plumbline/routine-core/journal';
import type { Batch, Journal } from '../journal/journal.js';
import type { LinkAnswer } from '../link/link.js';

export const MOST_ENTRIES = 500;
/** Entries as JSON; with the envelope a message stays below 3.4 kB, one frame on the air. */
export const MOST_CHARS = 3000;

export type PushStep = { kind: 'again' | 'new-journal' } | { kind: 'later'; code: string; waitMs?: number };

export const makePush = (batch: Batch, sentAt: number): Push => ({
  journalId: batch.journalId,
  first: batch.first,
  sentAt,
  entries: batch.entries,
});

const throughOf = (answer: LinkAnswer): number | undefined =>
  Number.isInteger(answer.through) ? (answer.through as number) : undefined;

type Problem = { code?: unknown; seq?: unknown };

/** The number under which the server holds another body, when it says so. */
function forkedAt(answer: LinkAnswer): number | undefined {
  const problems = Array.isArray(answer.problems) ? (answer.problems as Problem[]) : [];
  const seq = problems.find(({ code }) => code === 'journal-forked')?.seq;
  return Number.isInteger(seq) ? (seq as number) : undefined;
}

/** `through` is not marked: behind the fork it speaks of somebody else's entries. */
const readFork = (journal: Journal, seq: number): PushStep =>
  journal.fork(seq) ? { kind: 'new-journal' } : { kind: 'later', code: 'journal-forked' };

/**
 * What the server's word means for the journal: forward, back (all is sent again), no movement at all, or a fork, which
 * goes on in a new journal.
 */
export function readAnswer(journal: Journal, { journalId }: Batch, answer: LinkAnswer): PushStep {
  if (!answer.ok) {
    const waitMs = typeof answer.retryAfterMs === 'number' ? answer.retryAfterMs : undefined;
    return { kind: 'later', code: answer.code ?? 'refused', ...(waitMs === undefined ? {} : { waitMs }) };
  }
  const fork = forkedAt(answer);
  if (fork !== undefined && journalId === journal.id) return readFork(journal, fork);
  // An earlier journal ends before its fork: here it gets no further.
  const through = fork === undefined ? throughOf(answer) : 0;
  if (through === undefined) return { kind: 'later', code: 'bad-answer' };
  return journal.mark(through) ? { kind: 'again' } : { kind: 'later', code: 'no-progress' };
}
