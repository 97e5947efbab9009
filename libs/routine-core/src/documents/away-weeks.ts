export type AwayReason = 'ill' | 'away' | 'paused';

/** The week that holds `day` counts neither way. Any day of it may be named, also long after. */
export interface AwayMark {
  readonly day: string;
  readonly why: AwayReason;
}

/** Weeks that neither break nor lengthen a streak (features.md §3.6, story 41). */
export interface AwayWeeks {
  readonly weeks: readonly AwayMark[];
}

export const NO_AWAY_WEEKS: AwayWeeks = { weeks: [] };

/**
 * Why the week of these days counts neither way, or undefined when it counts. Marks are days, not weeks, so that they
 * keep their meaning when the first day of the week changes; of several the earliest speaks.
 */
export function awayIn(away: AwayWeeks, days: readonly string[]): AwayReason | undefined {
  const inside = away.weeks.filter((mark) => days.indexOf(mark.day) >= 0);
  const first = inside.sort((one, other) => (one.day < other.day ? -1 : 1))[0];
  return first ? first.why : undefined;
}
