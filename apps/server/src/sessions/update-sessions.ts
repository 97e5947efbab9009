import type { SessionSummary } from '@plumbline/routine-core';
import type { Tx } from '../database/sql.js';
import { emptyProgress, fillProgress } from '../progress/keep/rebuild-progress.js';
import { type SessionChange, updateReadModels } from './read-models.js';
import { recompute } from './recompute.js';
import {
  readSessionRows,
  removeSessionRows,
  type SessionKey,
  sessionKey,
  writeSessionRows,
} from './session-rows.js';

const PAGE = 200;

/** Computes these sessions anew from their entries, for whoever changed something that no entry says. */
export async function recomputeSessions(tx: Tx, sessions: readonly SessionKey[]): Promise<void> {
  const rows = await readSessionRows(tx, sessions);
  const changes: SessionChange[] = [];
  for (const session of sessions) {
    const computed = await recompute(tx, session);
    const before = rows.get(sessionKey(session));
    if (before || computed) changes.push({ before, after: computed?.row, played: computed?.played });
  }
  const gone = changes.flatMap(({ before, after }) => (before && !after ? before : []));
  await removeSessionRows(tx, gone);
  writeSessionRows(tx, changes);
  await updateReadModels(tx, { changes, added: [] });
}

/** Sessions of this version that could not be read because it was not here yet. */
export async function sessionsWithoutRoutine(
  tx: Tx,
  accountId: string,
  { id, version }: { id: string; version: number },
): Promise<SessionKey[]> {
  const sql =
    'SELECT session_id, summary FROM session WHERE account_id = ? AND played = 0 ORDER BY session_id';
  const rows = await tx.all<{ session_id: string; summary: string }>(sql, [accountId]);
  return rows.flatMap((row) => {
    const { routineId, routineVersion } = JSON.parse(row.summary) as SessionSummary;
    return routineId === id && routineVersion === version ? { accountId, sessionId: row.session_id } : [];
  });
}

/** Empties the read models and computes them again from the journals; the rows come out the same. */
export async function rebuildSessions(tx: Tx): Promise<number> {
  await tx.run('DELETE FROM session');
  await emptyProgress(tx);
  const sql = `SELECT DISTINCT account_id, session_id FROM entry_run
    WHERE session_id IS NOT NULL AND quarantined = 0 ORDER BY account_id, session_id`;
  const found = await tx.all<{ account_id: string; session_id: string }>(sql);
  const sessions = found.map((row) => ({ accountId: row.account_id, sessionId: row.session_id }));
  for (let at = 0; at < sessions.length; at += PAGE)
    await recomputeSessions(tx, sessions.slice(at, at + PAGE));
  await fillProgress(tx);
  await noteLaw(tx);
  return sessions.length;
}

/** Raised whenever the same entries would give other rows than before. */
const LAW = 1;

const noteLaw = (tx: Tx) =>
  tx.add(
    'read_model',
    ['name', 'version'],
    [['all', LAW]],
    'ON CONFLICT (name) DO UPDATE SET version = excluded.version',
  );

/** At a start after an upgrade: rows that were computed by another law, or not at all, are computed anew. */
export async function catchUp(tx: Tx): Promise<void> {
  const done = await tx.one<{ version: number }>("SELECT version FROM read_model WHERE name = 'all'");
  if (Number(done?.version) !== LAW) await rebuildSessions(tx);
}
