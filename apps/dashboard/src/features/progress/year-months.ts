import type { ProgressDay, ProgressYear } from '../../api/index.js';
import { roughLength } from '../../time/durations.js';
import { dayAt, daysAfter, longDate, monthOf, weekdayOf } from '../../time/moments.js';

/** A place of a month's table; without a day it lies outside the month. */
export type Cell = { day: string; facts: ProgressDay | undefined } | undefined;
export type MonthTable = { name: string; weekdays: string[]; rows: Cell[][] };

/** The twelve months of a year as rows of weeks, each from the person's own first day. */
export function monthTables(year: ProgressYear): MonthTable[] {
  const facts = new Map(year.days.map((day) => [day.day, day]));
  const number = year.from.slice(0, 4);
  return Array.from({ length: 12 }, (_, index) => {
    const first = `${number}-${String(index + 1).padStart(2, '0')}-01`;
    return { name: monthOf(dayAt(first), 0), ...tableOf(first, year.firstDayOfWeek, facts) };
  });
}

function tableOf(first: string, firstDayOfWeek: number, facts: Map<string, ProgressDay>) {
  const weekday = new Date(dayAt(first)).getUTCDay() || 7;
  const start = daysAfter(first, -((weekday - firstDayOfWeek + 7) % 7));
  const cells: Cell[] = Array.from({ length: 42 }, (_, index) => {
    const day = daysAfter(start, index);
    return day.slice(0, 7) === first.slice(0, 7) ? { day, facts: facts.get(day) } : undefined;
  });
  const rows = Array.from({ length: 6 }, (_, row) => cells.slice(7 * row, 7 * row + 7));
  const weekdays = Array.from({ length: 7 }, (_, index) => weekdayOf(daysAfter(start, index)));
  return { weekdays, rows: rows.filter((row) => row.some((cell) => cell !== undefined)) };
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;

/** A day in words: what a square cannot say. */
export function dayWords(day: string, facts: ProgressDay | undefined): string {
  const date = longDate(dayAt(day), 0);
  if (facts === undefined) return `${date}: nothing`;
  const { sessions, totalMs, reminders } = facts;
  const answered = reminders.done + reminders.late;
  const shown = answered + reminders.snoozed + reminders.notNow + reminders.noAnswer;
  const parts = [
    ...(sessions > 0 ? [`${counted(sessions, 'session')}, ${roughLength(totalMs)}`] : []),
    ...(shown > 0 ? [`${answered} of ${counted(shown, 'reminder')} done`] : []),
  ];
  return `${date}: ${parts.join('; ') || 'reminders kept quiet'}`;
}
