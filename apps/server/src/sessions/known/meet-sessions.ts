import type { Tx } from '../../database/sql.js';
import { correctedAmong } from '../../journal/server-journal.js';
import { newestSessions, type Positions } from '../session-entries.js';
import { readSessionRows, type SessionKey, sessionKey } from '../session-rows.js';
import type { KnownSessions } from './known-sessions.js';

/** A session that new entries speak of. `begins` when the first of them begins it. */
export type Met = SessionKey & { begins: boolean };

/**
 * Learns the rows of sessions that entries of this transaction speak of, and says which of those without a row were
 * corrected or deleted. Ids begin with the time: one beyond all that were ever spoken of is new, and there is nothing to read.
 * `before`: where accounts stood before these entries; of one that is missing nothing is taken for new.
 */
export async function meetSessions(
  tx: Tx,
  { met, before }: { met: readonly Met[]; before: Positions },
  known: KnownSessions,
): Promise<Set<string>> {
  const isStrange = (session: Met) => !known.rows.has(sessionKey(session));
  const isBeyond = ({ accountId, sessionId }: Met) => {
    const newest = known.newest.get(accountId);
    return newest !== undefined && sessionId > newest;
  };
  await learnNewest(tx, { met: met.filter(isStrange), before }, known);
  const older = met.filter((session) => isStrange(session) && !isBeyond(session));
  for (const [key, row] of await readSessionRows(tx, older)) known.rows.set(key, row);
  for (const session of met) if (isBeyond(session)) known.newest.set(session.accountId, session.sessionId);
  return correctedAmong(tx, older.filter(isStrange));
}

async function learnNewest(
  tx: Tx,
  { met, before }: { met: readonly Met[]; before: Positions },
  { newest }: KnownSessions,
): Promise<void> {
  const begun = new Set(met.filter(({ begins }) => begins).map(({ accountId }) => accountId));
  const asked = new Map([...before].filter(([id]) => begun.has(id) && !newest.has(id)));
  const found = await newestSessions(tx, asked);
  for (const id of asked.keys()) newest.set(id, found.get(id) ?? '');
}
