import type { Tx } from '../../database/sql.js';
import { type AccountDay, dayKey, dayParams, pagesOf, pairs } from './account-day.js';
import { addToDays, type CountTable, type DayCounts, replaceDays } from './day-counts.js';

export const SESSION_COUNTS: CountTable = {
  days: 'session_day',
  totals: 'session_total',
  columns: ['sessions', 'counted', 'work_ms', 'total_ms'],
};

type Row = {
  account_id: string;
  day: string;
  sessions: number;
  counted: number;
  work_ms: number;
  total_ms: number;
};
export type DayMove = AccountDay & { by: number };

/** Counts the sessions of these days anew; says by how much the number that reaches for the goal has changed on which. */
export async function updateSessionDays(tx: Tx, days: readonly AccountDay[]): Promise<DayMove[]> {
  const fresh: DayCounts[] = [];
  for (const page of pagesOf(days)) fresh.push(...(await countDays(tx, page)));
  return movesOf(await replaceDays(tx, SESSION_COUNTS, fresh));
}

/** The same where sessions only came: what they gave is added, and nothing needs to be read. */
export const addSessions = async (tx: Tx, come: readonly DayCounts[]): Promise<DayMove[]> =>
  movesOf(await addToDays(tx, SESSION_COUNTS, come));

const movesOf = (moved: readonly DayCounts[]): DayMove[] =>
  moved.flatMap(({ accountId, day, counts: [, by = 0] }) => (by === 0 ? [] : { accountId, day, by }));

async function countDays(tx: Tx, days: readonly AccountDay[]): Promise<DayCounts[]> {
  const sql = `SELECT account_id, day, COUNT(*) AS sessions, SUM(counted) AS counted,
    SUM(work_ms) AS work_ms, SUM(total_ms) AS total_ms FROM session_result
    WHERE (account_id, day) IN ${pairs(days.length)} GROUP BY account_id, day`;
  const rows = await tx.all<Row>(sql, dayParams(days));
  const counted = new Map(
    rows.map((row) => [
      dayKey({ accountId: row.account_id, day: row.day }),
      [row.sessions, row.counted, row.work_ms, row.total_ms].map(Number),
    ]),
  );
  return days.map((day) => ({ ...day, counts: counted.get(dayKey(day)) ?? [0, 0, 0, 0] }));
}
