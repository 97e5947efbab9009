import { type ExerciseResult, exerciseResults, MOVEMENT_IDS } from '@plumbline/routine-core';
import { marks, type Param, type Tx } from '../../database/sql.js';
import { isKept, type SessionChange, type SessionFacts } from './news.js';

const COLUMNS = [
  'account_id',
  'movement',
  'side',
  'day',
  'started_at',
  'session_id',
  'unit',
  'sets',
  'sets_done',
  'target',
  'done',
  'best',
  'level',
  'effort',
  'pain',
] as const;
const SIDES = ['', 'left', 'right'] as const;

export type ExerciseKey = { accountId: string; movement: string; side: string };
type Numbers = ExerciseKey & { done: number; best: number };

export const tenths = (value: number): number => Math.round(value * 10);

/** Puts what these sessions say of each exercise in the place of what they said before. */
export async function updateExercises(tx: Tx, changes: readonly SessionChange[]): Promise<void> {
  const gone: Numbers[] = [];
  for (const { before } of changes) if (isKept(before)) gone.push(...(await takeAway(tx, before)));
  const rows = changes.flatMap(({ after, played }) =>
    isKept(after) && played
      ? exerciseResults(played.timeline, played.state).map((result) => ({ session: after, result }))
      : [],
  );
  await tx.add(
    'exercise_session',
    COLUMNS,
    rows.map(({ session, result }) => cellsOf(session, result)),
  );
  const come = rows.map(({ session, result }) => numbersOf(session.accountId, result));
  await addTotals(tx, gone, come);
}

const numbersOf = (accountId: string, { movement, side, done, best }: ExerciseResult): Numbers => ({
  accountId,
  movement,
  side: side ?? '',
  done,
  best,
});

function cellsOf(session: SessionFacts, result: ExerciseResult): Param[] {
  const { accountId, sessionId, day, startedAt } = session;
  const { movement, side, unit, sets, setsDone, target, done, best, level, effort, pain } = result;
  const key = [accountId, movement, side ?? '', day, startedAt, sessionId];
  const told = effort === undefined ? null : tenths(effort);
  return [...key, unit, sets, setsDone, target, done, best, level, told, pain ? 1 : 0];
}

/** Reaches the rows by the front of their key, so that they need no index of their own by session. */
async function takeAway(tx: Tx, session: SessionFacts): Promise<Numbers[]> {
  const { accountId, day, startedAt, sessionId } = session;
  const where = `account_id = ? AND movement IN (${marks(MOVEMENT_IDS.length)}) AND side IN (${marks(SIDES.length)})
    AND day = ? AND started_at = ? AND session_id = ?`;
  const params = [accountId, ...MOVEMENT_IDS, ...SIDES, day, startedAt, sessionId];
  const sql = `SELECT movement, side, done, best FROM exercise_session WHERE ${where}`;
  const rows = await tx.all<Omit<Numbers, 'accountId'>>(sql, params);
  if (rows.length > 0) await tx.run(`DELETE FROM exercise_session WHERE ${where}`, params);
  return rows.map((row) => ({ ...row, accountId, done: Number(row.done), best: Number(row.best) }));
}

type Total = ExerciseKey & { sessions: number; done: number; best: number; lost: number };

/** Adds what came and takes off what went. Only where a best may have gone with it, it is looked for anew. */
async function addTotals(tx: Tx, gone: readonly Numbers[], come: readonly Numbers[]): Promise<void> {
  const totals = new Map<string, Total>();
  const totalOf = ({ accountId, movement, side }: ExerciseKey): Total => {
    const key = `${accountId} ${movement} ${side}`;
    const total = totals.get(key) ?? { accountId, movement, side, sessions: 0, done: 0, best: 0, lost: 0 };
    totals.set(key, total);
    return total;
  };
  for (const one of gone) {
    const total = totalOf(one);
    total.sessions -= 1;
    total.done -= one.done;
    total.lost = Math.max(total.lost, one.best);
  }
  for (const one of come) {
    const total = totalOf(one);
    total.sessions += 1;
    total.done += one.done;
    total.best = Math.max(total.best, one.best);
  }
  await writeTotals(tx, [...totals.values()]);
}

async function writeTotals(tx: Tx, totals: readonly Total[]): Promise<void> {
  const columns = ['account_id', 'movement', 'side', 'sessions', 'done', 'best'];
  const rows = totals.map((each): Param[] => [
    each.accountId,
    each.movement,
    each.side,
    each.sessions,
    each.done,
    each.best,
  ]);
  const further = `ON CONFLICT (account_id, movement, side) DO UPDATE SET
    sessions = exercise_total.sessions + excluded.sessions, done = exercise_total.done + excluded.done,
    best = CASE WHEN excluded.best > exercise_total.best THEN excluded.best ELSE exercise_total.best END`;
  await tx.add('exercise_total', columns, rows, further);
  const isLess = ({ sessions, best, lost }: Total) => sessions < 0 || lost > best;
  for (const total of totals.filter(isLess)) await findBest(tx, total);
}

async function findBest(tx: Tx, { accountId, movement, side }: ExerciseKey): Promise<void> {
  const key = [accountId, movement, side];
  const where = 'account_id = ? AND movement = ? AND side = ?';
  const sql = `SELECT COALESCE(MAX(best), 0) AS best FROM exercise_session WHERE ${where}`;
  const found = await tx.one<{ best: number }>(sql, key);
  await tx.run(`UPDATE exercise_total SET best = ? WHERE ${where}`, [Number(found?.best ?? 0), ...key]);
  await tx.run(`DELETE FROM exercise_total WHERE ${where} AND sessions = 0`, key);
}
