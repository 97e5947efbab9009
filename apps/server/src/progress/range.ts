import { DAY_MS, dayOf, dayStartAt, weeksAfter } from '@plumbline/routine-core';
import type { Read } from '../documents/document-rows.js';

/** One account's own data, as of a calendar day of its reader. */
export type Asked = { accountId: string; today: string };
/** Calendar days, both included. */
export type Range = { from: string; through: string };

export const daysAfter = (day: string, days: number): string => dayOf(dayStartAt(day) + days * DAY_MS, 0);

/** So many whole weeks, of which the last begins on `thisWeek`. */
export const weeksUpTo = (thisWeek: string, weeks: number): Range => ({
  from: weeksAfter(thisWeek, 1 - weeks),
  through: daysAfter(thisWeek, 6),
});

export const yearOf = (year: string): Range => ({ from: `${year}-01-01`, through: `${year}-12-31` });

/** `month` as `YYYY-MM`; the day before the next one is its last, whatever its length. */
export function monthOf(month: string): Range {
  const from = `${month}-01`;
  const next = `${daysAfter(from, 31).slice(0, 7)}-01`;
  return { from, through: daysAfter(next, -1) };
}

/** The day of the first session that was kept; undefined while there is none. */
export async function firstDayEver(read: Read, accountId: string): Promise<string | undefined> {
  const sql = 'SELECT day FROM session_day WHERE account_id = ? ORDER BY day LIMIT 1';
  return (await read.one<{ day: string }>(sql, [accountId]))?.day;
}
