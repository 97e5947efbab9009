import * as v from 'valibot';
import { ExercisesAnswer, RemindersAnswer } from '../../progress/forms.js';
import { isDay } from '../../sessions/day.js';

const MOST_WEEKS = 26;
const weeks = v.pipe(
  v.string(),
  v.regex(/^\d{1,2}$/),
  v.transform(Number),
  v.minValue(1),
  v.maxValue(MOST_WEEKS),
);

/** So many weeks, the last of which holds `day`: the reader's own calendar day, or the server's by UTC. */
export const ReportQuery = v.object({
  weeks: v.optional(weeks, '4'),
  day: v.optional(v.pipe(v.string(), v.check(isDay))),
});

const count = v.number();
const side = v.optional(v.picklist(['left', 'right']));
const { exercises, effort } = ExercisesAnswer.entries;
const { sides, ...exercise } = exercises.item.entries;

export const ReportAnswer = v.object({
  ok: v.literal(true),
  name: v.string(),
  from: v.string(),
  through: v.string(),
  weeks: count,
  today: v.string(),
  adherence: v.object({
    sessions: count,
    counted: count,
    workMs: v.number(),
    totalMs: v.number(),
    weeks: v.array(
      v.object({
        firstDay: v.string(),
        counted: count,
        goal: count,
        away: v.optional(v.picklist(['ill', 'away', 'paused'])),
        standing: v.picklist(['met', 'neutral', 'missed', 'open']),
      }),
    ),
    share: v.optional(v.number()),
  }),
  exercises: v.array(
    v.object({
      ...exercise,
      sides: v.array(v.object({ ...sides.item.entries, levelFrom: count, levelTo: count })),
    }),
  ),
  effort,
  pain: v.array(v.object({ day: v.string(), movement: v.string(), side })),
  notes: v.array(v.object({ day: v.string(), note: v.string() })),
  reminders: v.object({
    ...RemindersAnswer.entries.sum.entries,
    habits: v.array(v.object({ reminder: v.string(), shown: count, done: count, late: count })),
  }),
});
