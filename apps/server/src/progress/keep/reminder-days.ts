import type { OutcomeKind } from '@plumbline/routine-core';
import type { Tx } from '../../database/sql.js';
import { type AccountDay, dayKey, dayParams, pagesOf, pairs } from './account-day.js';
import { type CountTable, type DayCounts, replaceDays } from './day-counts.js';

/** In the order of the columns. */
export const OUTCOME_COLUMNS: readonly OutcomeKind[] = [
  'done',
  'late',
  'snoozed',
  'not-now',
  'no-answer',
  'silent',
];
export const REMINDER_COUNTS: CountTable = {
  days: 'reminder_day',
  totals: 'reminder_total',
  columns: ['done', 'late', 'snoozed', 'not_now', 'no_answer', 'silent'],
};

type Row = { account_id: string; day: string; outcome: OutcomeKind; count: number };

/** Counts the reminders of these days anew: those told one by one and those that were folded into numbers. */
export async function updateReminderDays(tx: Tx, days: readonly AccountDay[]): Promise<void> {
  const fresh: DayCounts[] = [];
  for (const page of pagesOf(days)) fresh.push(...(await countDays(tx, page)));
  await replaceDays(tx, REMINDER_COUNTS, fresh);
}

async function countDays(tx: Tx, days: readonly AccountDay[]): Promise<DayCounts[]> {
  const counts = new Map(days.map((day) => [dayKey(day), OUTCOME_COLUMNS.map(() => 0)]));
  for (const { account_id: accountId, day, outcome, count } of await rowsOf(tx, days)) {
    const own = counts.get(dayKey({ accountId, day })) as number[];
    const column = OUTCOME_COLUMNS.indexOf(outcome);
    own[column] = (own[column] ?? 0) + Number(count);
  }
  return days.map((day) => ({ ...day, counts: counts.get(dayKey(day)) as number[] }));
}

async function rowsOf(tx: Tx, days: readonly AccountDay[]): Promise<Row[]> {
  const told = `SELECT account_id, day, outcome, COUNT(*) AS count FROM reminder
    WHERE (account_id, day) IN ${pairs(days.length)} GROUP BY account_id, day, outcome`;
  const folded = `SELECT account_id, day, 'silent' AS outcome, SUM(count) AS count FROM reminder_fold
    WHERE (account_id, day) IN ${pairs(days.length)} GROUP BY account_id, day`;
  const params = dayParams(days);
  return [...(await tx.all<Row>(told, params)), ...(await tx.all<Row>(folded, params))];
}
