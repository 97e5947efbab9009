import { type ExerciseResult, exerciseResults } from '@plumbline/routine-core';
import type { Param, Tx } from '../../database/sql.js';
import { isKept, type SessionChange, type SessionFacts } from './news.js';

/** What a session that was kept gave: a point for the chart of every exercise in it, and the efforts told. */
export type Results = {
  exercises: readonly ExerciseResult[];
  /** 0 … 10, by block. */
  efforts: Readonly<Record<string, number>>;
};

/** One row a session, because writing is what costs: charts take a page of sessions and pick their exercise. */
const COLUMNS = [
  'account_id',
  'day',
  'started_at',
  'session_id',
  'counted',
  'work_ms',
  'total_ms',
  'results',
] as const;

export type Gone = { accountId: string; results: Results };

/** Puts what these sessions gave in the place of what they gave before; says what went and what came. */
export async function replaceResults(tx: Tx, changes: readonly SessionChange[]) {
  const gone: Gone[] = [];
  for (const { before } of changes) if (isKept(before)) gone.push(...(await takeAway(tx, before)));
  const come = changes.flatMap((change) => {
    const { after } = change;
    return isKept(after) ? [{ session: after, results: resultsOf(change) }] : [];
  });
  tx.put(
    'session_result',
    COLUMNS,
    come.map(({ session, results }) => cellsOf(session, results)),
  );
  return { gone, come: come.map(({ session, results }) => ({ accountId: session.accountId, results })) };
}

/** A session of an unknown routine counts as a session; nobody knows what was done in it. */
function resultsOf({ played }: SessionChange): Results {
  if (played === undefined) return { exercises: [], efforts: {} };
  return { exercises: exerciseResults(played.timeline, played.state), efforts: played.state.efforts };
}

function cellsOf(
  { accountId, day, startedAt, sessionId, ...facts }: SessionFacts,
  results: Results,
): Param[] {
  const { workMs, totalMs } = JSON.parse(facts.summary) as { workMs: number; totalMs: number };
  const key = [accountId, day, startedAt, sessionId];
  return [...key, facts.counts ? 1 : 0, workMs, totalMs, JSON.stringify(results)];
}

async function takeAway(tx: Tx, { accountId, day, startedAt, sessionId }: SessionFacts): Promise<Gone[]> {
  const where = 'account_id = ? AND day = ? AND started_at = ? AND session_id = ?';
  const key = [accountId, day, startedAt, sessionId];
  const row = await tx.one<{ results: string }>(`SELECT results FROM session_result WHERE ${where}`, key);
  if (row === undefined) return [];
  await tx.run(`DELETE FROM session_result WHERE ${where}`, key);
  return [{ accountId, results: JSON.parse(row.results) as Results }];
}
