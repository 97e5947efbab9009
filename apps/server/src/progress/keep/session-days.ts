import type { SessionSummary } from '@plumbline/routine-core';
import type { Tx } from '../../database/sql.js';
import { type AccountDay, dayKey, dayParams, pagesOf, pairs } from './account-day.js';
import { type CountTable, type DayCounts, replaceDays } from './day-counts.js';

export const SESSION_COUNTS: CountTable = {
  days: 'session_day',
  totals: 'session_total',
  columns: ['sessions', 'counted', 'work_ms', 'total_ms'],
};

type Row = { account_id: string; day: string; counts: number; summary: string };

/** Counts the sessions of these days anew and says which days now have another number that reaches for the goal. */
export async function updateSessionDays(tx: Tx, days: readonly AccountDay[]): Promise<AccountDay[]> {
  const fresh: DayCounts[] = [];
  for (const page of pagesOf(days)) fresh.push(...(await countDays(tx, page)));
  const moved = await replaceDays(tx, SESSION_COUNTS, fresh);
  return moved.filter(({ counts }) => counts[1] !== 0);
}

async function countDays(tx: Tx, days: readonly AccountDay[]): Promise<DayCounts[]> {
  const sql = `SELECT account_id, day, counts, summary FROM session
    WHERE (account_id, day) IN ${pairs(days.length)} AND status = 'ended' AND how <> 'discarded'`;
  const rows = await tx.all<Row>(sql, dayParams(days));
  const counted = new Map(days.map((day) => [dayKey(day), [0, 0, 0, 0]]));
  for (const { account_id: accountId, day, counts, summary } of rows) {
    const { workMs, totalMs } = JSON.parse(summary) as SessionSummary;
    const sum = counted.get(dayKey({ accountId, day })) as number[];
    for (const [index, more] of [1, counts, workMs, totalMs].entries()) sum[index] = (sum[index] ?? 0) + more;
  }
  return days.map((day) => ({ ...day, counts: counted.get(dayKey(day)) as number[] }));
}
