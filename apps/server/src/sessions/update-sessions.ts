import type { Entry, SessionSummary } from '@plumbline/routine-core';
import type { Tx } from '../database/sql.js';
import { routineOf } from '../documents/routine-of.js';
import { type Projected, projectSession } from './project-session.js';
import { entriesOfSession } from './session-entries.js';

const SESSION_COLUMNS = [
  'account_id',
  'session_id',
  'journal_id',
  'started_at',
  'day',
  'status',
  'how',
  'counts',
  'last_at',
  'summary',
  'totals',
] as const;
const STEP_COLUMNS = [
  'account_id',
  'session_id',
  'step',
  'movement',
  'side',
  'status',
  'target',
  'done',
  'row',
] as const;

/** Computes these sessions anew from their entries, in the transaction that brought the entries. */
export async function updateSessions(tx: Tx, accountId: string, sessionIds: string[]): Promise<void> {
  for (const sessionId of sessionIds) await updateSession(tx, accountId, sessionId);
}

async function updateSession(tx: Tx, accountId: string, sessionId: string): Promise<void> {
  const key = [accountId, sessionId];
  const entries = await entriesOfSession(tx, accountId, sessionId);
  if (entries.length === 0) return;
  const journal = `SELECT journal_id FROM entry WHERE account_id = ? AND session_id = ?
    ORDER BY position DESC LIMIT 1`;
  const { journal_id } = (await tx.one<{ journal_id: string }>(journal, key)) as { journal_id: string };
  const session = projectSession(sessionId, entries, await routinePlayed(tx, accountId, entries));
  await tx.run('DELETE FROM session WHERE account_id = ? AND session_id = ?', key);
  await tx.add('session', SESSION_COLUMNS, [[...key, journal_id, ...sessionCells(session)]]);
  const steps = session.rows.map((row) => [
    ...key,
    row.step,
    row.movement,
    row.side ?? null,
    row.status,
    row.target,
    row.done,
    JSON.stringify(row),
  ]);
  await tx.add('session_step', STEP_COLUMNS, steps);
}

/** The version the session began with, whatever has become of the routine since. */
function routinePlayed(tx: Tx, accountId: string, entries: readonly Entry[]) {
  const started = entries.find((entry) => entry.kind === 'session-started');
  if (started?.kind !== 'session-started') return undefined;
  return routineOf(tx, accountId, { id: started.routineId, version: started.routineVersion });
}

/** Sessions of this version that could not be read because it was not here yet. */
export async function sessionsWithoutRoutine(
  tx: Tx,
  accountId: string,
  { id, version }: { id: string; version: number },
): Promise<string[]> {
  const sql =
    'SELECT session_id, summary FROM session WHERE account_id = ? AND totals IS NULL ORDER BY session_id';
  const rows = await tx.all<{ session_id: string; summary: string }>(sql, [accountId]);
  return rows.flatMap((row) => {
    const { routineId, routineVersion } = JSON.parse(row.summary) as SessionSummary;
    return routineId === id && routineVersion === version ? row.session_id : [];
  });
}

const sessionCells = (session: Projected) => [
  session.startedAt,
  session.day,
  session.status,
  session.how,
  session.counts ? 1 : 0,
  session.lastAt,
  JSON.stringify(session.summary),
  session.totals === undefined ? null : JSON.stringify(session.totals),
];

/** Empties the read models and computes them again from the journals; the rows come out the same. */
export async function rebuildSessions(tx: Tx): Promise<number> {
  await tx.run('DELETE FROM session');
  const sql = `SELECT DISTINCT account_id, session_id FROM entry
    WHERE session_id IS NOT NULL AND quarantined = 0 ORDER BY account_id, session_id`;
  const found = await tx.all<{ account_id: string; session_id: string }>(sql);
  for (const { account_id, session_id } of found) await updateSession(tx, account_id, session_id);
  return found.length;
}
