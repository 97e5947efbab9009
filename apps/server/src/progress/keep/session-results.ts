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

type Gave = { accountId: string; results: Results };
/** `counts` as the columns of a day: one session, whether it counts, its work and its time in milliseconds. */
type Came = Gave & {
  day: string;
  counts: readonly [sessions: 1, counted: number, work: number, total: number];
};
export type Moved = { gone: readonly Gave[]; come: readonly Came[] };

/** Puts what these sessions gave in the place of what they gave before; says what went and what came. */
export async function replaceResults(tx: Tx, changes: readonly SessionChange[]): Promise<Moved> {
  const gone: Gave[] = [];
  for (const { before } of changes) if (isKept(before)) gone.push(...(await takeAway(tx, before)));
  const come = changes.flatMap((change) =>
    isKept(change.after) ? [{ session: change.after, came: cameWith(change.after, change) }] : [],
  );
  tx.put(
    'session_result',
    COLUMNS,
    come.map(({ session, came }) => cellsOf(session, came)),
  );
  return { gone, come: come.map(({ came }) => came) };
}

function cameWith({ accountId, day, counts, summary }: SessionFacts, change: SessionChange): Came {
  const { workMs, totalMs } = JSON.parse(summary) as { workMs: number; totalMs: number };
  return { accountId, day, counts: [1, counts ? 1 : 0, workMs, totalMs], results: resultsOf(change) };
}

/** A session of an unknown routine counts as a session; nobody knows what was done in it. */
function resultsOf({ played }: SessionChange): Results {
  if (played === undefined) return { exercises: [], efforts: {} };
  return { exercises: exerciseResults(played.timeline, played.state), efforts: played.state.efforts };
}

function cellsOf({ startedAt, sessionId }: SessionFacts, { accountId, day, counts, results }: Came): Param[] {
  const [, ...numbers] = counts;
  return [accountId, day, startedAt, sessionId, ...numbers, JSON.stringify(results)];
}

async function takeAway(tx: Tx, { accountId, day, startedAt, sessionId }: SessionFacts): Promise<Gave[]> {
  const where = 'account_id = ? AND day = ? AND started_at = ? AND session_id = ?';
  const key = [accountId, day, startedAt, sessionId];
  const row = await tx.one<{ results: string }>(`SELECT results FROM session_result WHERE ${where}`, key);
  if (row === undefined) return [];
  await tx.run(`DELETE FROM session_result WHERE ${where}`, key);
  return [{ accountId, results: JSON.parse(row.results) as Results }];
}
