import {
  awayIn,
  compileTimeline,
  DAY_MS,
  dayOf,
  dayStartAt,
  findRoutine,
  ONLY_ID,
  type PlannedDay as PlannedWeekday,
  parseRoutine,
  type Routine,
  weekAround,
  weekdayOf,
} from '@plumbline/routine-core';
import { type Decided, decidedBy } from '../documents/decided.js';
import { newestRow, type Read } from '../documents/document-rows.js';
import type { PlannedDay } from './calendar-text.js';

type Range = { from: string; days: number };

/**
 * The days from `from` on that the week plan names, as they are decided now. A day of a week away is not planned, nor is one
 * on which a session that counts was done already.
 */
export async function plannedDays(read: Read, accountId: string, range: Range): Promise<PlannedDay[]> {
  const decided = await decidedBy(read, accountId);
  if (decided.weekPlan.days.length === 0) return [];
  const plan = await newestRow(read, { accountId, kind: 'week-plan', id: ONLY_ID });
  const done = await doneDays(read, accountId, range.from);
  const routines = new Map<string, Routine | undefined>();
  for (const { routineId } of decided.weekPlan.days)
    routines.set(routineId, await newestRoutine(read, accountId, routineId));
  return daysOf(range).flatMap((day) =>
    done.has(day)
      ? []
      : plansOn(decided, day).map((planned) =>
          eventOf(planned, { day, routines, since: plan?.made_at ?? 0 }),
        ),
  );
}

const daysOf = ({ from, days }: Range): string[] =>
  Array.from({ length: days }, (_, index) => dayOf(dayStartAt(from) + index * DAY_MS, 0));

function plansOn({ weekPlan, awayWeeks, settings }: Decided, day: string): PlannedWeekday[] {
  if (awayIn(awayWeeks, weekAround(day, settings.firstDayOfWeek)) !== undefined) return [];
  const own = weekPlan.days.filter(({ weekday }) => weekday === weekdayOf(day));
  const isSame = (one: PlannedWeekday, other: PlannedWeekday) =>
    one.routineId === other.routineId && one.atMinute === other.atMinute;
  return own.filter((each, index) => own.findIndex((other) => isSame(each, other)) === index);
}

async function doneDays(read: Read, accountId: string, from: string): Promise<Set<string>> {
  const sql = 'SELECT day FROM session_day WHERE account_id = ? AND day >= ? AND counted > 0';
  return new Set((await read.all<{ day: string }>(sql, [accountId, from])).map(({ day }) => day));
}

/** Withdrawn ones are planned no more by name: then the id has to do. */
async function newestRoutine(read: Read, accountId: string, id: string): Promise<Routine | undefined> {
  const own = await newestRow(read, { accountId, kind: 'routine', id });
  if (own === undefined) return findRoutine(id);
  const parsed = parseRoutine(JSON.parse(own.body));
  return parsed.ok ? parsed.value : undefined;
}

type Place = { day: string; routines: ReadonlyMap<string, Routine | undefined>; since: number };

function eventOf({ routineId, atMinute }: PlannedWeekday, { day, routines, since }: Place): PlannedDay {
  const routine = routines.get(routineId);
  const planned = { day, routineId, name: routine?.name ?? routineId, since };
  return atMinute === undefined ? planned : { ...planned, atMinute, lastsMs: lengthOf(routine) };
}

const HALF_HOUR_MS = 30 * 60_000;

/** At the middle of its ranges; half an hour where the routine is not known. */
const lengthOf = (routine: Routine | undefined): number =>
  routine === undefined
    ? HALF_HOUR_MS
    : compileTimeline(routine, { level: 'middle', withOptional: false }).totalMs;
