import type { ExerciseResult, MovementId, Side } from '@plumbline/routine-core';
import { marks, type Tx } from '../../database/sql.js';
import type { Moved, Results } from './session-results.js';

/** All sessions with one movement on one side. */
export type ExerciseTotal = {
  movement: MovementId;
  side?: Side;
  unit: ExerciseResult['unit'];
  sessions: number;
  done: number;
  best: number;
};
/** By movement and side; none without a session. */
export type Totals = Map<string, ExerciseTotal>;
type Row = { account_id: string; totals: string };

const PAGE = 100;
const NOTHING = '[]';
const keyOf = ({ movement, side = '' as Side }: Pick<ExerciseResult, 'movement' | 'side'>): string =>
  `${movement} ${side}`;

/** Moves what is known of these accounts by what went and what came, and writes it. Only where a best may have gone with it, it is looked for anew. */
export async function moveTotals(tx: Tx, { gone, come }: Moved, known: Map<string, Totals>): Promise<void> {
  const accounts = [...new Set([...gone, ...come].map(({ accountId }) => accountId))];
  const rows: [string, string][] = [];
  for (const accountId of accounts) {
    const own = (all: Moved['gone']) =>
      all.flatMap((each) => (each.accountId === accountId ? each.results.exercises : []));
    const totals = known.get(accountId) as Totals;
    const lost = move(totals, own(gone), own(come));
    for (const total of lost) total.best = await bestOf(tx, accountId, total);
    rows.push([accountId, textOf(totals)]);
  }
  const empty = rows.filter(([, text]) => text === NOTHING);
  for (const [accountId] of empty)
    await tx.run('DELETE FROM exercise_total WHERE account_id = ?', [accountId]);
  tx.put(
    'exercise_total',
    ['account_id', 'totals'],
    rows.filter((row) => !empty.includes(row)),
    'ON CONFLICT (account_id) DO UPDATE SET totals = excluded.totals',
  );
}

export async function totalsOf(
  tx: Pick<Tx, 'all'>,
  accounts: readonly string[],
): Promise<Map<string, Totals>> {
  const sql = `SELECT account_id, totals FROM exercise_total WHERE account_id IN (${marks(accounts.length)})`;
  const rows = await tx.all<Row>(sql, [...accounts]);
  return new Map(rows.map(({ account_id, totals }) => [account_id, readTotals(totals)]));
}

/** From the text of an account's row, if it has one. */
export const readTotals = (text = NOTHING): Totals =>
  new Map((JSON.parse(text) as ExerciseTotal[]).map((total) => [keyOf(total), total]));

/** In one order, so that growing and rebuilding end in the same text. */
function textOf(totals: Totals): string {
  const told = [...totals];
  return JSON.stringify(told.sort(([one], [other]) => (one < other ? -1 : 1)).map(([, total]) => total));
}

/** Says which totals may have lost their best. */
function move(
  totals: Totals,
  gone: readonly ExerciseResult[],
  come: readonly ExerciseResult[],
): ExerciseTotal[] {
  for (const result of come) {
    const total = totals.get(keyOf(result)) ?? newTotal(result);
    totals.set(keyOf(result), total);
    total.sessions += 1;
    total.done += result.done;
    total.best = Math.max(total.best, result.best);
  }
  const lost = new Set<ExerciseTotal>();
  for (const result of gone) {
    const total = totals.get(keyOf(result));
    if (total === undefined) continue;
    total.sessions -= 1;
    total.done -= result.done;
    const isReplaced = come.some((other) => keyOf(other) === keyOf(result) && other.best >= result.best);
    if (result.best === total.best && !isReplaced) lost.add(total);
  }
  for (const [key, { sessions }] of totals) if (sessions <= 0) totals.delete(key);
  return [...lost].filter(({ sessions }) => sessions > 0);
}

const newTotal = ({ movement, side, unit }: ExerciseResult): ExerciseTotal => ({
  movement,
  ...(side === undefined ? {} : { side }),
  unit,
  ...{ sessions: 0, done: 0, best: 0 },
});

/** Newest first, and no further than to a session that was as good: there is none better than the best that was. */
async function bestOf(tx: Tx, accountId: string, total: ExerciseTotal): Promise<number> {
  const sql = `SELECT results FROM session_result WHERE account_id = ?
    ORDER BY day DESC, started_at DESC, session_id DESC LIMIT ${PAGE} OFFSET ?`;
  for (let best = 0, offset = 0; ; offset += PAGE) {
    const rows = await tx.all<{ results: string }>(sql, [accountId, offset]);
    for (const { results } of rows) {
      const found = (JSON.parse(results) as Results).exercises.find((each) => keyOf(each) === keyOf(total));
      best = Math.max(best, found?.best ?? 0);
      if (best === total.best) return best;
    }
    if (rows.length < PAGE) return best;
  }
}
