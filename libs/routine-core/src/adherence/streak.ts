import type { AwayReason } from '../documents/index.js';
import { DAY_MS, dayOf, dayStartAt } from '../units/index.js';

/** What decides a week. `firstDay` is the calendar day it begins on, `counted` the sessions that reach for its goal. */
export interface WeekFacts {
  readonly firstDay: string;
  readonly counted: number;
  readonly goal: number;
  readonly away?: AwayReason;
}

export type WeekVerdict = 'met' | 'neutral' | 'missed';

/** A week and the length of the streak at its end. */
export interface WeekRun {
  readonly firstDay: string;
  readonly run: number;
}

/**
 * Whether a week extends a streak, leaves it as it is, or ends it (features.md §3.6). A goal that was met counts even
 * in a week marked as away: a mark never takes away what was done.
 */
export function weekVerdict({ counted, goal, away }: WeekFacts): WeekVerdict {
  if (counted >= goal) return 'met';
  return away === undefined ? 'missed' : 'neutral';
}

/** The day `weeks` weeks after `firstDay`. */
export const weeksAfter = (firstDay: string, weeks: number): string =>
  dayOf(dayStartAt(firstDay) + 7 * weeks * DAY_MS, 0);

const isNext = (before: string, firstDay: string): boolean => weeksAfter(before, 1) === firstDay;

/**
 * The run of each of these weeks, given in order. A week that is not named was missed. `before`: the week the list goes
 * on from, so that a change needs no look at all that came earlier.
 */
export function runsOf(weeks: readonly WeekFacts[], before?: WeekRun): readonly WeekRun[] {
  let last = before;
  return weeks.map((week) => {
    const verdict = weekVerdict(week);
    const carried = last && isNext(last.firstDay, week.firstDay) ? last.run : 0;
    last = {
      firstDay: week.firstDay,
      run: verdict === 'met' ? carried + 1 : verdict === 'neutral' ? carried : 0,
    };
    return last;
  });
}

/** The streak as of the running week: it may extend the streak, it never breaks it. `weeks` end with the running one. */
export function currentRun(weeks: readonly (WeekFacts & WeekRun)[], thisWeek: string): number {
  const running = weeks.find(({ firstDay }) => firstDay === thisWeek);
  if (running && weekVerdict(running) !== 'missed') return running.run;
  const before = weeks.find(({ firstDay }) => isNext(firstDay, thisWeek));
  return before ? before.run : 0;
}

export interface Streak {
  readonly current: number;
  readonly best: number;
}

const inOrder = (weeks: readonly WeekFacts[]): readonly WeekFacts[] =>
  weeks.slice().sort((one, other) => (one.firstDay < other.firstDay ? -1 : 1));

/** The streak in weeks, from weeks in any order; those after `thisWeek` do not count yet. */
export function streakInWeeks(weeks: readonly WeekFacts[], thisWeek: string): Streak {
  const known = inOrder(weeks.filter(({ firstDay }) => firstDay <= thisWeek));
  const runs = runsOf(known);
  const current = currentRun(
    known.map((week, index) => ({ ...week, run: (runs[index] as WeekRun).run })),
    thisWeek,
  );
  return { current, best: runs.reduce((most, { run }) => Math.max(most, run), current) };
}

/**
 * How much of what was planned was done in weeks that are over, 0 … 1: more than the goal does not make up for another
 * week. Weeks away leave the reckoning, unless their goal was met. Undefined when no week is left.
 */
export function adherenceShare(weeks: readonly WeekFacts[]): number | undefined {
  const counting = weeks.filter((week) => weekVerdict(week) !== 'neutral');
  const planned = counting.reduce((sum, { goal }) => sum + goal, 0);
  const done = counting.reduce((sum, { counted, goal }) => sum + Math.min(counted, goal), 0);
  return planned > 0 ? done / planned : undefined;
}
