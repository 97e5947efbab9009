import type { Push } from '@plumbline/routine-core/journal';
import type { Batch, Journal } from '../journal/journal.js';
import type { LinkAnswer } from '../link/link.js';

export const MOST_ENTRIES = 500;
/** Entries as JSON; with the envelope a message stays below 3.4 kB, one frame on the air. */
export const MOST_CHARS = 3000;

export type PushStep = { kind: 'again' } | { kind: 'later'; code: string; waitMs?: number };

export const makePush = (journalId: string, batch: Batch, sentAt: number): Push => ({
  journalId,
  first: batch.first,
  sentAt,
  entries: batch.entries,
});

const throughOf = (answer: LinkAnswer): number | undefined =>
  Number.isInteger(answer.through) ? (answer.through as number) : undefined;

/** What the server's `through` means for the journal: forward, back (all is sent again), or no movement at all. */
export function readAnswer(journal: Journal, answer: LinkAnswer): PushStep {
  if (!answer.ok) {
    const waitMs = typeof answer.retryAfterMs === 'number' ? answer.retryAfterMs : undefined;
    return { kind: 'later', code: answer.code ?? 'refused', ...(waitMs === undefined ? {} : { waitMs }) };
  }
  const through = throughOf(answer);
  if (through === undefined) return { kind: 'later', code: 'bad-answer' };
  const moved = through !== journal.through();
  journal.mark(through);
  return moved ? { kind: 'again' } : { kind: 'later', code: 'no-progress' };
}
