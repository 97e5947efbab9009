import type { Reader } from '../database/roads.js';
import { marks } from '../database/sql.js';
import { entriesIn, type LyingEntry, RUN_COLUMNS, RUN_MOST, type RunRow } from './entry-runs.js';

type Read = Pick<Reader, 'all'>;
export type Stretch = { since: number; through: number; limit: number };
export type JournalKey = { accountId: string; journalId: string };

const BY_POSITION = `SELECT ${RUN_COLUMNS} FROM entry_run
  WHERE account_id = ? AND last_position > ? AND last_position < ? ORDER BY last_position`;

/** The first `limit` entries with positions above `since`, none above `through`, in their order. */
export async function entriesBetween(
  read: Read,
  accountId: string,
  { since, through, limit }: Stretch,
): Promise<LyingEntry[]> {
  const found: LyingEntry[] = [];
  // Documents take positions too: a window as wide as what is wanted may hold less.
  for (let from = since; from < through && found.length < limit; ) {
    const to = Math.min(through, from + limit);
    const rows = await read.all<RunRow>(BY_POSITION, [accountId, from, to + RUN_MOST]);
    for (const entry of rows.flatMap(entriesIn))
      if (entry.position > from && entry.position <= to) found.push(entry);
    from = to;
  }
  return found.slice(0, limit);
}

const BY_NUMBER = `SELECT ${RUN_COLUMNS} FROM entry_run
  WHERE account_id = ? AND journal_id = ? AND last_seq >= ? AND last_seq < ? ORDER BY last_seq`;
/** Numbers further apart than this are looked for apart, so that what lies between is not read. */
const FAR = 500;

/** The bodies that lie under these numbers, which ascend. */
export async function bodiesUnder(
  read: Read,
  { accountId, journalId }: JournalKey,
  seqs: readonly number[],
): Promise<Map<number, string>> {
  const wanted = new Set(seqs);
  const bodies = new Map<number, string>();
  for (const { low, high } of spansOf(seqs)) {
    const rows = await read.all<RunRow>(BY_NUMBER, [accountId, journalId, low, high + RUN_MOST]);
    for (const { seq, body } of rows.flatMap(entriesIn)) if (wanted.has(seq)) bodies.set(seq, body);
  }
  return bodies;
}

function spansOf(seqs: readonly number[]): { low: number; high: number }[] {
  const spans: { low: number; high: number }[] = [];
  for (const seq of seqs) {
    const last = spans.at(-1);
    if (last && seq - last.high < FAR) last.high = seq;
    else spans.push({ low: seq, high: seq });
  }
  return spans;
}

const NUMBERS = `SELECT last_seq, size FROM entry_run
  WHERE account_id = ? AND journal_id = ? AND last_seq > ? ORDER BY last_seq LIMIT ?`;

/** The numbers above `above` under which entries lie, of at most `runs` rows; `isAll` when there are no more. */
export async function numbersAbove(
  read: Read,
  { accountId, journalId }: JournalKey,
  { above, runs }: { above: number; runs: number },
): Promise<{ seqs: number[]; isAll: boolean }> {
  const rows = await read.all<Pick<RunRow, 'last_seq' | 'size'>>(NUMBERS, [
    accountId,
    journalId,
    above,
    runs,
  ]);
  const seqs = rows.flatMap((row) => {
    const first = Number(row.last_seq) - Number(row.size) + 1;
    return Array.from({ length: Number(row.size) }, (_, index) => first + index);
  });
  return { seqs: seqs.filter((seq) => seq > above), isAll: rows.length < runs };
}

/** How many numbers from `from` to `to` have an entry. */
export async function countBetween(
  read: Read,
  { accountId, journalId }: JournalKey,
  { from, to }: { from: number; to: number },
): Promise<number> {
  const sql = `SELECT last_seq, size FROM entry_run
    WHERE account_id = ? AND journal_id = ? AND last_seq >= ? AND last_seq < ?`;
  const params = [accountId, journalId, from, to + RUN_MOST];
  const rows = await read.all<Pick<RunRow, 'last_seq' | 'size'>>(sql, params);
  return rows.reduce((sum, { last_seq, size }) => {
    const last = Math.min(to, Number(last_seq));
    const first = Math.max(from, Number(last_seq) - Number(size) + 1);
    return sum + Math.max(0, last - first + 1);
  }, 0);
}

/** All entries of these sessions, in the order they came here. */
export async function entriesOfSessions(
  read: Read,
  accountId: string,
  sessionIds: readonly string[],
): Promise<LyingEntry[]> {
  if (sessionIds.length === 0) return [];
  const sql = `SELECT ${RUN_COLUMNS} FROM entry_run
    WHERE account_id = ? AND session_id IN (${marks(sessionIds.length)}) ORDER BY last_position`;
  return (await read.all<RunRow>(sql, [accountId, ...sessionIds])).flatMap(entriesIn);
}
