import type { WeekFacts, WeekRun } from '@plumbline/routine-core';
import type { Param, Tx } from '../../database/sql.js';
import type { Read } from '../../documents/document-rows.js';
import { dayParams, pairs } from './account-day.js';
import { awayFrom, awayText } from './week-rules.js';

export type WeekRow = WeekFacts & WeekRun;
type Cells = {
  account_id: string;
  first_day: string;
  counted: number;
  goal: number;
  away: string;
  run: number;
};

const COLUMNS = ['account_id', 'first_day', 'counted', 'goal', 'away', 'run'] as const;
const NEWEST = COLUMNS.slice(2)
  .map((column) => `${column} = excluded.${column}`)
  .join(', ');

const rowOf = ({ first_day, counted, goal, away, run }: Cells): WeekRow => ({
  firstDay: first_day,
  counted: Number(counted),
  goal: Number(goal),
  run: Number(run),
  ...awayFrom(away),
});

/** Weeks named by their first day, of several accounts in one read. */
export async function weekRowsOf(
  read: Pick<Read, 'all'>,
  asked: readonly { accountId: string; day: string }[],
): Promise<OwnWeek[]> {
  if (asked.length === 0) return [];
  const sql = `SELECT ${COLUMNS.join(', ')} FROM week_total WHERE (account_id, first_day) IN ${pairs(asked.length)}`;
  const rows = await read.all<Cells>(sql, dayParams(asked));
  return rows.map((cells) => ({ accountId: cells.account_id, row: rowOf(cells) }));
}

/** The weeks of one account from one first day to another, in order, at most `limit`. */
export async function weekRowsBetween(
  read: Pick<Read, 'all'>,
  accountId: string,
  { from, to, limit }: { from: string; to: string; limit: number },
): Promise<WeekRow[]> {
  const sql = `SELECT ${COLUMNS.join(', ')} FROM week_total
    WHERE account_id = ? AND first_day >= ? AND first_day <= ? ORDER BY first_day LIMIT ?`;
  return (await read.all<Cells>(sql, [accountId, from, to, limit])).map(rowOf);
}

export type OwnWeek = { accountId: string; row: WeekRow };

export function writeWeekRows(tx: Tx, weeks: readonly OwnWeek[]): void {
  const cells = weeks.map(({ accountId, row: { firstDay, counted, goal, away, run } }): Param[] => [
    accountId,
    firstDay,
    counted,
    goal,
    awayText(away),
    run,
  ]);
  tx.put('week_total', COLUMNS, cells, `ON CONFLICT (account_id, first_day) DO UPDATE SET ${NEWEST}`);
}

export async function removeWeekRow(tx: Tx, accountId: string, firstDay: string): Promise<void> {
  await tx.run('DELETE FROM week_total WHERE account_id = ? AND first_day = ?', [accountId, firstDay]);
}
