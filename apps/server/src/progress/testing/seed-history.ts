import { DAY_MS, dayOf, dayStartAt, weeksAfter } from '@plumbline/routine-core';
import type { Param, Tx } from '../../database/sql.js';

/** Where a history that is written at once ends: the first day of its last week. */
const LAST_WEEK = '2026-11-09';
export const LAST_DAY = '2026-11-15';
export const WEEKS_A_YEAR = 52;

const HOUR_MS = 3_600_000;
const side = { unit: 'ms', sets: 2, setsDone: 2, target: 20_000, done: 19_000, best: 10_000, level: 1 };
const RESULTS = JSON.stringify({
  exercises: ['left', 'right'].map((each) => ({
    movement: 'side',
    side: each,
    ...side,
    effort: 4,
    pain: false,
  })),
  efforts: { core: 4 },
});

const idOf = (day: string) => `01JD3Z5X8QSESS0000${day.replaceAll('-', '')}`;
const summaryOf = (day: string) =>
  JSON.stringify({
    sessionId: idOf(day),
    routineId: 'first-week',
    routineVersion: 1,
    startedAt: dayStartAt(day),
    zone: 0,
    status: 'ended',
  });

/** Of each table its columns beside account and day, and the rows of one day. */
const TABLES: Record<string, { columns: string; rows: (day: string, at: number) => Param[][] }> = {
  session: {
    columns: 'started_at session_id journal_id position status how counts last_at played summary',
    rows: (day, at) => [[at, idOf(day), 'J', at / DAY_MS, 'ended', 'complete', 1, at, 1, summaryOf(day)]],
  },
  session_day: { columns: 'sessions counted work_ms total_ms', rows: () => [[1, 1, 60_000, 90_000]] },
  session_result: {
    columns: 'started_at session_id counted work_ms total_ms results',
    rows: (day, at) => [[at, idOf(day), 1, 60_000, 90_000, RESULTS]],
  },
  reminder: {
    columns: 'due_at reminder hour zone outcome reason told_at',
    rows: (_day, at) =>
      [9, 10, 11, 12].map((hour) => {
        const dueAt = at + hour * HOUR_MS;
        const became = hour === 12 ? ['silent', 'dnd'] : ['done', ''];
        return [dueAt, 'shoulder-reset', hour, 0, ...became, dueAt];
      }),
  },
  reminder_day: { columns: 'done late snoozed not_now no_answer silent', rows: () => [[3, 0, 0, 0, 0, 3]] },
  reminder_fold: {
    columns: 'told_at reminder reason count',
    rows: (_day, at) => [[at, 'squeezes', 'sleep', 2]],
  },
};

/** A session, four reminders and a fold on every day for so many years, as the tables would hold them. */
export async function seedHistory(tx: Tx, accountId: string, years: number): Promise<void> {
  const weeks = years * WEEKS_A_YEAR;
  const days = Array.from({ length: weeks * 7 }, (_, back) => dayOf(dayStartAt(LAST_DAY) - back * DAY_MS, 0));
  for (const [table, { columns, rows }] of Object.entries(TABLES)) {
    const cells = days.flatMap((day) =>
      rows(day, dayStartAt(day)).map((row): Param[] => [accountId, day, ...row]),
    );
    await tx.add(table, ['account_id', 'day', ...columns.split(' ')], cells);
  }
  const runs = Array.from({ length: weeks }, (_, back): Param[] => [
    accountId,
    weeksAfter(LAST_WEEK, -back),
    7,
    3,
    '',
    weeks - back,
  ]);
  await tx.add('week_total', ['account_id', 'first_day', 'counted', 'goal', 'away', 'run'], runs);
}
