import type { Weekday } from './settings.js';

/** A day of the week on which a routine is meant to happen. `atMinute` counts from local midnight; absent: any time. */
export interface PlannedDay {
  readonly weekday: Weekday;
  readonly routineId: string;
  readonly atMinute?: number;
}

/** The goal of all weeks up to and with the one that holds `through`, a calendar day. */
export interface EarlierGoal {
  readonly through: string;
  readonly goal: number;
}

/** How many sessions a week, and when. Earlier goals stay, so that a new one judges no week that is over. */
export interface WeekPlan {
  readonly goal: number;
  readonly earlierGoals: readonly EarlierGoal[];
  readonly days: readonly PlannedDay[];
}

/** Three times a week: the article's own number (features.md §3.3). No day is planned until somebody does. */
export const DEFAULT_WEEK_PLAN: WeekPlan = { goal: 3, earlierGoals: [], days: [] };

/**
 * The goal of the week that begins on `firstDay` (`YYYY-MM-DD`): the earliest of the earlier goals that still reaches
 * it, else the present one. The order in which they are written does not matter.
 */
export function goalOfWeek(plan: WeekPlan, firstDay: string): number {
  let found: EarlierGoal | undefined;
  for (const each of plan.earlierGoals)
    if (each.through >= firstDay && (!found || each.through < found.through)) found = each;
  return found ? found.goal : plan.goal;
}
