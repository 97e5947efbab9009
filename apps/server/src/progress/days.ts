import type { Read } from '../documents/document-rows.js';
import { weekRowsBetween } from './keep/week-rows.js';
import { weekRules } from './keep/week-rules.js';
import { noOutcomes, type OutcomeNumbers, reminderDays } from './outcome-numbers.js';
import { type Asked, firstDayEver, type Range } from './range.js';
import { standingAsOf } from './week.js';

export type SessionNumbers = { sessions: number; counted: number; workMs: number; totalMs: number };
type Row = { day: string; sessions: number; counted: number; work_ms: number; total_ms: number };
type Day = SessionNumbers & { day: string; reminders: OutcomeNumbers };

const NOTHING: SessionNumbers = { sessions: 0, counted: 0, workMs: 0, totalMs: 0 };
const MOST_WEEKS = 60;

export const sessionNumbers = (row: Omit<Row, 'day'>): SessionNumbers => ({
  sessions: Number(row.sessions),
  counted: Number(row.counted),
  workMs: Number(row.work_ms),
  totalMs: Number(row.total_ms),
});

/** The days that hold something, in order, with the weeks they lie in. */
export async function readDays(read: Read, { accountId, today }: Asked, range: Range) {
  const rules = await weekRules(read, accountId);
  const { from, through } = range;
  const sessions = await sessionDays(read, accountId, range);
  const reminders = await reminderDays(read, accountId, range);
  const rows = await weekRowsBetween(read, accountId, {
    from: rules.weekOf(from),
    to: through,
    limit: MOST_WEEKS,
  });
  const since = await firstDayEver(read, accountId);
  const thisWeek = rules.weekOf(today);
  return {
    ok: true as const,
    from,
    through,
    firstDayOfWeek: rules.firstDayOfWeek,
    ...(since === undefined ? {} : { since }),
    sum: sumOf([...sessions.values()]),
    days: merge(sessions, reminders),
    weeks: rows.map(standingAsOf(thisWeek)),
  };
}

async function sessionDays(
  read: Read,
  accountId: string,
  { from, through }: Range,
): Promise<Map<string, SessionNumbers>> {
  const sql = `SELECT day, sessions, counted, work_ms, total_ms FROM session_day
    WHERE account_id = ? AND day >= ? AND day <= ? ORDER BY day`;
  const rows = await read.all<Row>(sql, [accountId, from, through]);
  return new Map(rows.map((row) => [row.day, sessionNumbers(row)]));
}

function merge(sessions: Map<string, SessionNumbers>, reminders: Map<string, OutcomeNumbers>): Day[] {
  const days = [...new Set([...sessions.keys(), ...reminders.keys()])].sort();
  return days.map((day) => ({
    day,
    ...(sessions.get(day) ?? NOTHING),
    reminders: reminders.get(day) ?? noOutcomes(),
  }));
}

const sumOf = (days: readonly SessionNumbers[]): SessionNumbers =>
  days.reduce(
    (sum, day) => ({
      sessions: sum.sessions + day.sessions,
      counted: sum.counted + day.counted,
      workMs: sum.workMs + day.workMs,
      totalMs: sum.totalMs + day.totalMs,
    }),
    NOTHING,
  );
