import { type WeekFacts, type WeekVerdict, weeksAfter, weekVerdict } from './streak.js';

/** What a list of weeks says of one: the running week is `open` until it is met or away; it is never missed. */
export type WeekStanding = WeekVerdict | 'open';

/** The verdict of a week as of the running one. */
export function weekStanding(week: WeekFacts, thisWeek: string): WeekStanding {
  const verdict = weekVerdict(week);
  return verdict === 'missed' && week.firstDay >= thisWeek ? 'open' : verdict;
}

export interface WeeksAsked {
  /** The first day of the running week, which is not over. */
  readonly thisWeek: string;
  readonly count: number;
  /** The week of the first session there ever was; undefined when there is none. */
  readonly since?: string;
}

/**
 * The first days of the last weeks that are over, oldest first, at most `count`. Weeks before anybody had begun are not
 * among them: nobody missed those.
 */
export function weeksOver({ thisWeek, count, since }: WeeksAsked): readonly string[] {
  const weeks: string[] = [];
  for (let back = count; back > 0; back -= 1) {
    const firstDay = weeksAfter(thisWeek, -back);
    if (since !== undefined && firstDay >= since) weeks.push(firstDay);
  }
  return weeks;
}
