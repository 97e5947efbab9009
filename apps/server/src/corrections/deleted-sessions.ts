import { type CorrectionEntry, correctionsOf, eraseAfter, SERVER_JOURNAL } from '@plumbline/routine-core';
import type { Reader } from '../database/database.js';

/** A session that was deleted and not yet erased. `seq` is what an undo names. */
export type DeletedSession = { sessionId: string; seq: number; deletedAt: number; undoUntil: number };

/** In the server's journal every entry stands alone. */
const DELETES = `SELECT bodies FROM entry_run WHERE account_id = ? AND journal_id = '${SERVER_JOURNAL}'
  AND kind IN ('session-deleted', 'correction-undone', 'session-erased') ORDER BY last_seq`;

/** The server journal of an account, session by session, without what only changes sessions. */
async function entriesBySession(read: Pick<Reader, 'all'>, accountId: string) {
  const rows = await read.all<{ bodies: string }>(DELETES, [accountId]);
  const sessions = new Map<string, CorrectionEntry[]>();
  for (const { bodies } of rows) {
    const entry = JSON.parse(bodies) as CorrectionEntry;
    sessions.set(entry.sessionId, [...(sessions.get(entry.sessionId) ?? []), entry]);
  }
  return sessions;
}

/** Latest deleted first. */
export async function deletedSessions(
  read: Pick<Reader, 'all'>,
  accountId: string,
): Promise<DeletedSession[]> {
  const deleted: DeletedSession[] = [];
  for (const [sessionId, entries] of await entriesBySession(read, accountId)) {
    const corrections = correctionsOf(sessionId, entries);
    const undoUntil = eraseAfter(corrections);
    const past = corrections.history.find((each) => !each.undone && each.undoUntil === undoUntil);
    if (past && undoUntil !== undefined)
      deleted.push({ sessionId, seq: past.seq, deletedAt: past.at, undoUntil });
  }
  return deleted.sort((one, other) => other.deletedAt - one.deletedAt);
}

/** Sessions of which nothing but digests may be left. */
export async function erasedSessions(read: Pick<Reader, 'all'>, accountId: string): Promise<string[]> {
  const sessions = await entriesBySession(read, accountId);
  return [...sessions].flatMap(([sessionId, entries]) =>
    correctionsOf(sessionId, entries).erased ? sessionId : [],
  );
}
