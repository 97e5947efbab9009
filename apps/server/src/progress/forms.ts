import { MOVEMENT_IDS, OUTCOME_KINDS, REMINDER_IDS, SILENCE_REASONS } from '@plumbline/routine-core';
import * as v from 'valibot';
import { isDay } from '../sessions/day.js';

const day = v.pipe(v.string(), v.check(isDay));
const year = v.pipe(v.string(), v.regex(/^[12]\d{3}$/));
const month = v.pipe(
  v.string(),
  v.regex(/^[12]\d{3}-\d\d$/),
  v.check((text) => isDay(`${text}-01`)),
);
/** A year has 53 weeks at most; nobody looks at more in one page. */
const weeks = v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number), v.minValue(1), v.maxValue(53));

/** `day` is the reader's own calendar day; without it the server's, by UTC. */
export const WeekQuery = v.object({ day: v.optional(day) });
export const YearQuery = v.object({ year: v.optional(year) });
export const MonthQuery = v.object({ month: v.optional(month) });
/** So many weeks, the last of which holds `day`. */
export const RangeQuery = v.object({ day: v.optional(day), weeks: v.optional(weeks, '12') });
export const MovementPath = v.object({ movement: v.picklist(MOVEMENT_IDS) });
export const DayPath = v.object({ day });

const count = v.number();
/** 0 … 1. */
const share = v.number();
const away = v.picklist(['ill', 'away', 'paused']);
const side = v.optional(v.picklist(['left', 'right']));
const unit = v.picklist(['ms', 'reps']);
const effort = v.optional(v.number());

const WeekFacts = v.object({
  firstDay: v.string(),
  counted: count,
  goal: count,
  away: v.optional(away),
  standing: v.picklist(['met', 'neutral', 'missed', 'open']),
});

export const WeekAnswer = v.object({
  ok: v.literal(true),
  week: WeekFacts,
  streak: v.object({
    current: count,
    since: v.optional(v.string()),
    best: count,
    bestFrom: v.optional(v.string()),
    bestThrough: v.optional(v.string()),
  }),
  /** The twelve weeks before, oldest first. */
  before: v.array(WeekFacts),
  share: v.object({ last4: v.optional(share), last12: v.optional(share) }),
});

const sessionCounts = { sessions: count, counted: count, workMs: v.number(), totalMs: v.number() };
const shownCounts = { done: count, late: count, snoozed: count, notNow: count, noAnswer: count };
const outcomeCounts = { ...shownCounts, silent: count };

export const DaysAnswer = v.object({
  ok: v.literal(true),
  from: v.string(),
  through: v.string(),
  firstDayOfWeek: v.number(),
  since: v.optional(v.string()),
  sum: v.object(sessionCounts),
  days: v.array(v.object({ day: v.string(), ...sessionCounts, reminders: v.object(outcomeCounts) })),
  weeks: v.array(WeekFacts),
});

const range = { from: v.string(), through: v.string(), weeks: count };
const LastPoint = v.object({
  day: v.string(),
  target: v.number(),
  done: v.number(),
  best: v.number(),
  level: count,
  effort,
});

export const ExercisesAnswer = v.object({
  ok: v.literal(true),
  ...range,
  sessions: count,
  exercises: v.array(
    v.object({
      movement: v.string(),
      unit,
      sides: v.array(
        v.object({
          side,
          sessions: count,
          sets: count,
          setsDone: count,
          target: v.number(),
          done: v.number(),
          best: v.number(),
          effort,
          pain: count,
          last: LastPoint,
        }),
      ),
      balance: v.optional(v.object({ share, less: side })),
    }),
  ),
  effort: v.object({
    mean: v.optional(v.number()),
    weeks: v.array(v.object({ firstDay: v.string(), count, mean: v.number() })),
    blocks: v.array(
      v.object({ key: v.string(), count, mean: v.number(), least: v.number(), most: v.number() }),
    ),
  }),
});

export const ExerciseAnswer = v.object({
  ok: v.literal(true),
  ...range,
  movement: v.string(),
  points: v.array(
    v.object({
      sessionId: v.string(),
      startedAt: v.number(),
      day: v.string(),
      side,
      unit,
      sets: count,
      setsDone: count,
      target: v.number(),
      done: v.number(),
      best: v.number(),
      level: count,
      effort,
      pain: v.boolean(),
    }),
  ),
});

const reasons = v.object({
  sleep: count,
  dnd: count,
  'not-worn': count,
  moved: count,
  paused: count,
  workout: count,
  calendar: count,
  late: count,
} satisfies Record<(typeof SILENCE_REASONS)[number], typeof count>);
const addedUp = { scheduled: count, shown: count, ...outcomeCounts, reasons, share: v.optional(share) };

export const RemindersAnswer = v.object({
  ok: v.literal(true),
  ...range,
  sum: v.object(addedUp),
  hours: v.array(v.object({ hour: count, ...outcomeCounts })),
  days: v.array(v.object({ day: v.string(), ...outcomeCounts })),
  reminders: v.array(v.object({ reminder: v.picklist(REMINDER_IDS), ...addedUp })),
});

const reason = v.picklist(SILENCE_REASONS);
export const ReminderDayAnswer = v.object({
  ok: v.literal(true),
  day: v.string(),
  reminders: v.array(
    v.object({
      reminder: v.picklist(REMINDER_IDS),
      dueAt: v.number(),
      zone: v.number(),
      hour: count,
      outcome: v.picklist(OUTCOME_KINDS),
      reason: v.optional(reason),
      toldAt: v.number(),
    }),
  ),
  folded: v.array(v.object({ reminder: v.picklist(REMINDER_IDS), reason, count })),
});

export const TotalsAnswer = v.object({
  ok: v.literal(true),
  since: v.optional(v.string()),
  sessions: v.object(sessionCounts),
  reminders: v.object({ ...outcomeCounts, share: v.optional(share) }),
  exercises: v.array(
    v.object({ movement: v.string(), side, unit, sessions: count, done: v.number(), best: v.number() }),
  ),
});
