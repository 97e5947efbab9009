import type { Reader } from '../../database/database.js';
import type { Found } from '../read/found.js';
import { SAME_MS } from '../read/limits.js';

/** Why a session of a file is taken for one that is there: in the account, or further up in the file. */
export type Duplicate = { sessionId: string } | { number: number };
type Row = { session_id: string; started_at: number; day: string };
type Here = { sessionId: string; startedAt: number; day: string };
export type Among = { accountId: string; journalId?: string };

/** A day on either side, for days without a time. */
const AROUND_MS = 48 * 3_600_000;

async function sessionsHere(
  read: Pick<Reader, 'all'>,
  { accountId, journalId = '' }: Among,
  { from, to }: { from: number; to: number },
): Promise<Here[]> {
  const sql = `SELECT session_id, started_at, day FROM session
    WHERE account_id = ? AND started_at >= ? AND started_at <= ? AND journal_id <> ? ORDER BY started_at, session_id`;
  const rows = await read.all<Row>(sql, [accountId, from, to, journalId]);
  return rows.map(({ session_id: sessionId, started_at, day }) => ({
    sessionId,
    startedAt: Number(started_at),
    day,
  }));
}

/** The place of the first one that begins at `at` or later, in a list by start. */
function firstFrom(sorted: readonly { startedAt: number }[], at: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle]?.startedAt ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * For each session of a file, given oldest first, the one it is taken for: in this account it begins less than two minutes
 * away, or on the same day where the file knows no time; or it stands further up in the file. Sessions of `journalId` do not count: they
 * are this file's own.
 */
export async function duplicatesOf(
  read: Pick<Reader, 'all'>,
  among: Among,
  sessions: readonly (Found & { day: string })[],
): Promise<(Duplicate | undefined)[]> {
  const [first, last] = [sessions[0], sessions.at(-1)];
  if (first === undefined || last === undefined) return [];
  const around = { from: first.startedAt - AROUND_MS, to: last.startedAt + AROUND_MS };
  const here = await sessionsHere(read, among, around);
  const days = new Map(here.map((session) => [session.day, session]));
  return sessions.map((found, index) => {
    const near = here[firstFrom(here, found.startedAt - SAME_MS)];
    if (near && near.startedAt <= found.startedAt + SAME_MS) return { sessionId: near.sessionId };
    const sameDay = found.isDayOnly && days.get(found.day);
    if (sameDay) return { sessionId: sameDay.sessionId };
    const before = sessions[index - 1];
    return before && found.startedAt - before.startedAt <= SAME_MS ? { number: index } : undefined;
  });
}
