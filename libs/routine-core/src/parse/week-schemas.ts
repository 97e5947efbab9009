import * as v from 'valibot';
import { DEFAULT_WEEK_PLAN } from '../documents/index.js';
import { dayStartAt } from '../units/index.js';

/** A session each day, twice: nobody plans more. */
const MOST_GOAL = 14;
const MOST_DAYS = 21;
const MOST_GOALS = 200;
/** Twenty years of weeks. */
const MOST_WEEKS = 1_040;

const isCalendarDay = (day: string): boolean => day >= '1000' && !Number.isNaN(dayStartAt(day));
const calendarDay = v.pipe(v.string(), v.check(isCalendarDay, 'must be a day such as 2026-11-16'));
const goal = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(MOST_GOAL));

/** A list is an object too, as JavaScript sees it; here it is a mistake. */
const plain = <E extends v.ObjectEntries>(entries: E) =>
  v.pipe(
    v.unknown(),
    v.check((value) => !Array.isArray(value), 'must be an object, not a list'),
    v.looseObject(entries),
  );

const plannedDay = v.looseObject({
  weekday: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7)),
  routineId: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/, 'must be the id of a routine')),
  atMinute: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(24 * 60 - 1))),
});

export const weekPlanSchema = plain({
  goal: v.optional(goal, DEFAULT_WEEK_PLAN.goal),
  earlierGoals: v.optional(
    v.pipe(v.array(v.looseObject({ through: calendarDay, goal })), v.maxLength(MOST_GOALS)),
    [],
  ),
  days: v.optional(v.pipe(v.array(plannedDay), v.maxLength(MOST_DAYS)), []),
});

export const awayWeeksSchema = plain({
  weeks: v.optional(
    v.pipe(
      v.array(v.looseObject({ day: calendarDay, why: v.picklist(['ill', 'away', 'paused']) })),
      v.maxLength(MOST_WEEKS),
    ),
    [],
  ),
});
