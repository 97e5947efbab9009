import { type Entry, SERVER_JOURNAL } from '@plumbline/routine-core';
import type { Reader } from '../database/database.js';
import { entriesIn, type LyingEntry, RUN_COLUMNS, type RunRow } from '../journal/entry-runs.js';

type Span = { journalId: string; low: number; high: number };

/**
 * Journals in the order they were opened, then by number: a continued journal follows the one it continues. What the server
 * wrote about the session is laid over it afterwards; an erased entry says nothing.
 */
const OWN = `SELECT ${RUN_COLUMNS.replaceAll(/\w+/g, 'run.$&')} FROM entry_run run
  JOIN journal ON journal.account_id = run.account_id AND journal.journal_id = run.journal_id
  WHERE run.account_id = ? AND run.session_id = ? AND run.quarantined = 0
  AND run.journal_id <> '${SERVER_JOURNAL}' AND COALESCE(run.kind, '') <> 'erased'
  ORDER BY journal.opened_position, run.journal_id, run.last_seq`;

/** Clock moves name no session, and each stands alone; those between its first and last entry shift it. */
const CLOCK_MOVES = `SELECT ${RUN_COLUMNS} FROM entry_run
  WHERE account_id = ? AND journal_id = ? AND last_seq > ? AND last_seq < ?
  AND kind = 'clock-moved' AND session_id IS NULL AND quarantined = 0 ORDER BY last_seq`;

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
  const lying = (await read.all<RunRow>(OWN, [accountId, sessionId])).flatMap(entriesIn);
  const merged: LyingEntry[] = [];
  for (const { journalId, low, high } of spansOf(lying)) {
    const own = lying.filter((entry) => entry.journalId === journalId);
    // Nothing can lie between neighbours.
    const moves =
      high - low < own.length ? [] : await read.all<RunRow>(CLOCK_MOVES, [accountId, journalId, low, high]);
    merged.push(...[...own, ...moves.flatMap(entriesIn)].sort((one, other) => one.seq - other.seq));
  }
  return merged.map(({ journalId, seq, position, body }) => {
    return { journalId, seq, position, entry: JSON.parse(body) as Entry };
  });
}

const LATER_MOVES = `SELECT bodies FROM entry_run WHERE account_id = ? AND journal_id = ?
  AND last_seq > (SELECT MAX(last_seq) FROM entry_run WHERE account_id = ? AND journal_id = ? AND session_id = ?)
  AND kind = 'clock-moved' AND session_id IS NULL AND quarantined = 0 ORDER BY last_seq`;
type InJournal = { accountId: string; journalId: string; sessionId: string };

/** Clock moves behind the last entry of a session in this journal: they shift it while it runs. */
export async function laterClockMoves(
  read: Pick<Reader, 'all'>,
  { accountId, journalId, sessionId }: InJournal,
): Promise<Entry[]> {
  const params = [accountId, journalId, accountId, journalId, sessionId];
  const rows = await read.all<{ bodies: string }>(LATER_MOVES, params);
  return rows.map(({ bodies }) => JSON.parse(bodies) as Entry);
}

function spansOf(entries: readonly LyingEntry[]): Span[] {
  const spans = new Map<string, Span>();
  for (const { journalId, seq } of entries) {
    const span = spans.get(journalId);
    if (span) span.high = seq;
    else spans.set(journalId, { journalId, low: seq, high: seq });
  }
  return [...spans.values()];
}

/** A position of each account. */
export type Positions = ReadonlyMap<string, number>;

const NEWEST = `SELECT * FROM (SELECT account_id AS "accountId", session_id AS "sessionId" FROM entry_run
  WHERE account_id = ? AND session_id IS NOT NULL AND last_position <= ? ORDER BY session_id DESC LIMIT 1) AS newest`;

/** The highest id of a session that entries up to these positions speak of; none for an account without a session. */
export async function newestSessions(
  read: Pick<Reader, 'all'>,
  before: Positions,
): Promise<Map<string, string>> {
  if (before.size === 0) return new Map();
  const sql = Array.from(before, () => NEWEST).join(' UNION ALL ');
  const rows = await read.all<{ accountId: string; sessionId: string }>(sql, [...before].flat());
  return new Map(rows.map(({ accountId, sessionId }) => [accountId, sessionId]));
}

type Moves = { accountId: string; journalId: string; seqs: readonly number[] };

/** Sessions with an entry behind `seq` of this journal, and how far each reaches in it. */
const REACHING_BEYOND = `SELECT session_id, MIN(last_seq - size + 1) AS low, MAX(last_seq) AS high FROM entry_run
  WHERE account_id = ? AND journal_id = ? AND session_id IN (SELECT session_id FROM entry_run
    WHERE account_id = ? AND journal_id = ? AND last_seq > ? AND session_id IS NOT NULL)
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
