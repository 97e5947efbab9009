import type { StandingWeek, WeekProgress } from '../../api/index.js';
import { dayAt, shortDate } from '../../time/moments.js';

const weeks = (count: number): string => (count === 1 ? '1 week' : `${count} weeks`);

/** The streak in one sentence; nobody is told that they broke anything. */
export function streakSentence({ streak }: Pick<WeekProgress, 'streak'>): string {
  const { current, best } = streak;
  if (best === 0) return 'The first week with its goal met begins a streak.';
  if (current === 0) return `A new streak can begin this week. The longest was ${weeks(best)}.`;
  if (current === best) return `${weeks(current)} in a row, the longest so far.`;
  return `${weeks(current)} in a row. The longest was ${weeks(best)}.`;
}

/** What the number is made of. */
export function streakReason({ streak, week }: Pick<WeekProgress, 'streak' | 'week'>): string {
  const rule = 'Weeks count, not days. Ill, away and paused weeks neither add nor end.';
  const open = week.standing === 'open' ? ' This week is still open.' : '';
  if (streak.current === 0 || streak.since === undefined) return `${rule}${open}`;
  return `Since the week of ${shortDate(dayAt(streak.since), 0)}. ${rule}${open}`;
}

const AWAY = { ill: 'ill', away: 'away', paused: 'paused' } as const;

/** One week in words: "2 of 3". */
export function weekWord({ counted, goal, away, standing }: StandingWeek): string {
  const done = `${counted} of ${goal}`;
  if (standing === 'met') return `${done}, goal met`;
  return away === undefined ? done : `${done}, ${AWAY[away]}`;
}
