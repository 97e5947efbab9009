import type { Entry } from '@plumbline/routine-core';
import type { Reader } from '../database/database.js';

type Row = { journal_id: string; seq: number; body: string };
type Span = { journal_id: string; low: number; high: number };

/** Journals in the order they were opened, then by number: a continued journal follows the one it continues. */
const OWN = `SELECT entry.journal_id, entry.seq, entry.body FROM entry
  JOIN journal ON journal.account_id = entry.account_id AND journal.journal_id = entry.journal_id
  WHERE entry.account_id = ? AND entry.session_id = ? AND entry.quarantined = 0
  ORDER BY journal.opened_position, entry.journal_id, entry.seq`;

/** Clock moves name no session; those between its first and last entry shift it. */
const CLOCK_MOVES = `SELECT journal_id, seq, body FROM entry
  WHERE account_id = ? AND journal_id = ? AND seq > ? AND seq < ?
  AND kind = 'clock-moved' AND session_id IS NULL AND quarantined = 0 ORDER BY seq`;

/** All that is known of one session, in the order it happened. */
export async function entriesOfSession(
  read: Pick<Reader, 'all'>,
  accountId: string,
  sessionId: string,
): Promise<Entry[]> {
  const rows = await read.all<Row>(OWN, [accountId, sessionId]);
  const merged: Row[] = [];
  for (const { journal_id, low, high } of spansOf(rows)) {
    const own = rows.filter((row) => row.journal_id === journal_id);
    // Nothing can lie between neighbours.
    const moves =
      high - low < own.length ? [] : await read.all<Row>(CLOCK_MOVES, [accountId, journal_id, low, high]);
    merged.push(...[...own, ...moves].sort((one, other) => one.seq - other.seq));
  }
  return merged.map(({ body }) => JSON.parse(body) as Entry);
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

/** The session a clock move at `seq` falls into: that of the last entry before it. */
export async function sessionAround(
  read: Pick<Reader, 'all'>,
  { accountId, journalId, seq }: { accountId: string; journalId: string; seq: number },
): Promise<string | undefined> {
  const sql = `SELECT session_id FROM entry WHERE account_id = ? AND journal_id = ? AND seq < ?
    AND session_id IS NOT NULL ORDER BY seq DESC LIMIT 1`;
  const rows = await read.all<{ session_id: string }>(sql, [accountId, journalId, seq]);
  return rows[0]?.session_id;
}
