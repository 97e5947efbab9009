import {
  type AwayReason,
  awayIn,
  goalOfWeek,
  type Weekday,
  type WeekFacts,
  weekAround,
} from '@plumbline/routine-core';
import { type Decided, decidedBy } from '../../documents/decided.js';
import type { Read } from '../../documents/document-rows.js';

/** How one account tells its weeks: where they begin, what they aim at, which count neither way. */
export type WeekRules = {
  firstDayOfWeek: Weekday;
  weekOf(day: string): string;
  factsOf(firstDay: string, counted: number): WeekFacts;
  /** The first days of all weeks that are marked as away. */
  awayWeeks(): string[];
};

export async function weekRules(read: Pick<Read, 'all'>, accountId: string): Promise<WeekRules> {
  return rulesBy(await decidedBy(read, accountId));
}

export function rulesBy({ settings, weekPlan, awayWeeks }: Decided): WeekRules {
  const { firstDayOfWeek } = settings;
  const weekOf = (day: string) => weekAround(day, firstDayOfWeek)[0] as string;
  return {
    firstDayOfWeek,
    weekOf,
    factsOf(firstDay, counted) {
      const away = awayIn(awayWeeks, weekAround(firstDay, firstDayOfWeek));
      return {
        firstDay,
        counted,
        goal: goalOfWeek(weekPlan, firstDay),
        ...(away === undefined ? {} : { away }),
      };
    },
    awayWeeks: () => [...new Set(awayWeeks.weeks.map(({ day }) => weekOf(day)))],
  };
}

export const awayText = (away: AwayReason | undefined): string => away ?? '';
export const awayFrom = (text: string): { away?: AwayReason } =>
  text === '' ? {} : { away: text as AwayReason };
