import { type Entry, SERVER_JOURNAL } from '@plumbline/routine-core';
import type { Reader } from '../database/database.js';

type Row = { journal_id: string; seq: number; position: number; body: string };
type Span = { journal_id: string; low: number; high: number };

/**
 * Journals in the order they were opened, then by number: a continued journal follows the one it continues. What the server
 * wrote about the session is laid over it afterwards; an erased entry says nothing.
 */
const OWN = `SELECT entry.journal_id, entry.seq, entry.position, entry.body FROM entry
  JOIN journal ON journal.account_id = entry.account_id AND journal.journal_id = entry.journal_id
  WHERE entry.account_id = ? AND entry.session_id = ? AND entry.quarantined = 0
  AND entry.journal_id <> '${SERVER_JOURNAL}' AND entry.kind <> 'erased'
  ORDER BY journal.opened_position, entry.journal_id, entry.seq`;

/** Clock moves name no session; those between its first and last entry shift it. */
const CLOCK_MOVES = `SELECT journal_id, seq, position, body FROM entry
  WHERE account_id = ? AND journal_id = ? AND seq > ? AND seq < ?
  AND kind = 'clock-moved' AND session_id IS NULL AND quarantined = 0 ORDER BY seq`;

/** An entry of a session, and where it lies. */
export type PlacedEntry = { journalId: string; seq: number; position: number; entry: Entry };

/** All that is known of one session, in the order it happened. */
export async function entriesOfSession(
  read: Pick<Reader, 'all'>,
  accountId: string,
  sessionId: string,
): Promise<Entry[]> {
  return (await placedEntriesOfSession(read, accountId, sessionId)).map(({ entry }) => entry);
}

export async function placedEntriesOfSession(
  read: Pick<Reader, 'all'>,
  accountId: string,
  sessionId: string,
): Promise<PlacedEntry[]> {
  const rows = await read.all<Row>(OWN, [accountId, sessionId]);
  const merged: Row[] = [];
  for (const { journal_id, low, high } of spansOf(rows)) {
    const own = rows.filter((row) => row.journal_id === journal_id);
    // Nothing can lie between neighbours.
    const moves =
      high - low < own.length ? [] : await read.all<Row>(CLOCK_MOVES, [accountId, journal_id, low, high]);
    merged.push(...[...own, ...moves].sort((one, other) => one.seq - other.seq));
  }
  return merged.map(({ journal_id: journalId, seq, position, body }) => {
    return { journalId, seq, position, entry: JSON.parse(body) as Entry };
  });
}

const LATER_MOVES = `SELECT body FROM entry WHERE account_id = ? AND journal_id = ?
  AND seq > (SELECT MAX(seq) FROM entry WHERE account_id = ? AND journal_id = ? AND session_id = ?)
  AND kind = 'clock-moved' AND session_id IS NULL AND quarantined = 0 ORDER BY seq`;
type InJournal = { accountId: string; journalId: string; sessionId: string };

/** Clock moves behind the last entry of a session in this journal: they shift it while it runs. */
export async function laterClockMoves(
  read: Pick<Reader, 'all'>,
  { accountId, journalId, sessionId }: InJournal,
): Promise<Entry[]> {
  const params = [accountId, journalId, accountId, journalId, sessionId];
  const rows = await read.all<{ body: string }>(LATER_MOVES, params);
  return rows.map(({ body }) => JSON.parse(body) as Entry);
}

function spansOf(rows: readonly Row[]): Span[] {
  const spans = new Map<string, Span>();
  for (const { journal_id, seq } of rows) {
    const span = spans.get(journal_id);
    if (span) span.high = seq;
    else spans.set(journal_id, { journal_id, low: seq, high: seq });
  }
  return [...spans.values()];
}

type Moves = { accountId: string; journalId: string; seqs: readonly number[] };

/** Sessions with an entry behind `seq` of this journal, and how far each reaches in it. */
const REACHING_BEYOND = `SELECT session_id, MIN(seq) AS low, MAX(seq) AS high FROM entry
  WHERE account_id = ? AND journal_id = ? AND session_id IN (SELECT session_id FROM entry
    WHERE account_id = ? AND journal_id = ? AND seq > ? AND session_id IS NOT NULL)
  GROUP BY session_id`;

/** Every session that a clock move at one of `seqs` falls into; two may lie across each other. */
export async function sessionsAround(
  read: Pick<Reader, 'all'>,
  { accountId, journalId, seqs }: Moves,
): Promise<string[]> {
  if (seqs.length === 0) return [];
  type Reach = { session_id: string; low: number; high: number };
  const reaches = await read.all<Reach>(REACHING_BEYOND, [
    ...[accountId, journalId, accountId, journalId],
    Math.min(...seqs),
  ]);
  const isInside = ({ low, high }: Reach) => seqs.some((seq) => low < seq && seq < high);
  return reaches.filter(isInside).map(({ session_id }) => session_id);
}
