import { adherenceShare, type ExerciseResult, type WeekFacts, weeksAfter } from '@plumbline/routine-core';
import type { Read } from '../../documents/document-rows.js';
import { readExercises } from '../../progress/exercises.js';
import { weekRowsBetween } from '../../progress/keep/week-rows.js';
import { type WeekRules, weekRules } from '../../progress/keep/week-rules.js';
import { type Range, weeksUpTo } from '../../progress/range.js';
import { readReminders } from '../../progress/reminders.js';
import { standingAsOf } from '../../progress/week.js';
import { levelsIn, type Mark, marksIn, type Note, notesIn, type SessionRow } from './session-facts.js';

export type ReportAsked = { accountId: string; today: string; weeks: number };
export type Report = Awaited<ReturnType<typeof readReport>>;

/** More sessions than a report's weeks can hold. */
const AT_MOST = 500;

/** Some weeks as somebody who helps a person would ask about them (story 50): what was planned, done, hard, painful, noted. */
export async function readReport(read: Read, { accountId, today, weeks }: ReportAsked) {
  const rules = await weekRules(read, accountId);
  const thisWeek = rules.weekOf(today);
  const range = weeksUpTo(thisWeek, weeks);
  const sessions = await sessionsIn(read, accountId, range);
  const { exercises, effort } = await readExercises(read, { accountId, today, weeks });
  const { sum, reminders } = await readReminders(read, { accountId, today, weeks });
  const levels = levelsIn(sessions);
  return {
    ok: true as const,
    name: await nameOf(read, accountId),
    ...range,
    weeks,
    today,
    adherence: await adherenceIn(read, { accountId, thisWeek, weeks, rules, sessions }),
    exercises: exercises.map((exercise) => ({
      ...exercise,
      sides: exercise.sides.map((side) => ({ ...side, ...levels(exercise.movement, side.side) })),
    })),
    effort,
    pain: marksIn(sessions) satisfies Mark[],
    notes: notesIn(sessions) satisfies Note[],
    reminders: {
      ...sum,
      habits: reminders.map(({ reminder, shown, done, late }) => ({ reminder, shown, done, late })),
    },
  };
}

type Row = {
  day: string;
  counted: number;
  work_ms: number;
  total_ms: number;
  results: string;
  summary: string;
};

async function sessionsIn(read: Read, accountId: string, { from, through }: Range): Promise<SessionRow[]> {
  const sql = `SELECT result.day, result.counted, result.work_ms, result.total_ms, result.results, session.summary
    FROM session_result result JOIN session
    ON session.account_id = result.account_id AND session.session_id = result.session_id
    WHERE result.account_id = ? AND result.day >= ? AND result.day <= ?
    ORDER BY result.day DESC, result.started_at DESC, result.session_id DESC LIMIT ${AT_MOST}`;
  const rows = await read.all<Row>(sql, [accountId, from, through]);
  return rows.reverse().map(({ day, counted, work_ms, total_ms, results, summary }) => ({
    day,
    counted: Number(counted) === 1,
    workMs: Number(work_ms),
    totalMs: Number(total_ms),
    exercises: (JSON.parse(results) as { exercises: ExerciseResult[] }).exercises,
    note: (JSON.parse(summary) as { note?: string }).note ?? '',
  }));
}

async function nameOf(read: Read, accountId: string): Promise<string> {
  const row = await read.one<{ name: string }>('SELECT name FROM account WHERE id = ?', [accountId]);
  return row?.name ?? '';
}

type Weeks = {
  accountId: string;
  thisWeek: string;
  weeks: number;
  rules: WeekRules;
  sessions: readonly SessionRow[];
};

/** The running week is told, but no share is reckoned with it before it is over. */
async function adherenceIn(read: Read, { accountId, thisWeek, weeks, rules, sessions }: Weeks) {
  const first = weeksAfter(thisWeek, 1 - weeks);
  const rows = await weekRowsBetween(read, accountId, { from: first, to: thisWeek, limit: weeks });
  const counted = new Map(rows.map((row) => [row.firstDay, row.counted]));
  const told = Array.from({ length: weeks }, (_, index): WeekFacts => {
    const firstDay = weeksAfter(first, index);
    return rules.factsOf(firstDay, counted.get(firstDay) ?? 0);
  });
  const share = adherenceShare(told.filter(({ firstDay }) => firstDay < thisWeek));
  return {
    sessions: sessions.length,
    counted: sessions.filter((session) => session.counted).length,
    workMs: sessions.reduce((sum, { workMs }) => sum + workMs, 0),
    totalMs: sessions.reduce((sum, { totalMs }) => sum + totalMs, 0),
    weeks: told.map(standingAsOf(thisWeek)),
    ...(share === undefined ? {} : { share }),
  };
}
