import type { ProgressExercises } from '../../api/index.js';
import { dayAt, dayOf, shortDate } from '../../time/moments.js';

type EffortWeek = ProgressExercises['effort']['weeks'][number];
/** `across` and `up` are shares of the picture, from its lower left. */
export type EffortPoint = { firstDay: string; across: number; up: number };

const WEEK_MS = 7 * 86_400_000;
/** Effort is told from 0 to 10. */
const HARDEST = 10;

/** Each week where it stands between `from` and `through`; one week alone stands in the middle. */
export function effortPoints(weeks: readonly EffortWeek[], range: { from: string; through: string }) {
  const first = dayAt(range.from);
  const span = Math.max(WEEK_MS, dayAt(range.through) - first);
  return weeks.map(
    ({ firstDay, mean }): EffortPoint => ({
      firstDay,
      across: Math.min(1, Math.max(0, (dayAt(firstDay) - first + WEEK_MS / 2) / span)),
      up: mean / HARDEST,
    }),
  );
}

/** Runs of weeks that follow each other: a week that told nothing is a gap, never a line drawn over it. */
export function effortRuns(points: readonly EffortPoint[]): EffortPoint[][] {
  const runs: EffortPoint[][] = [];
  let due = '';
  for (const point of points) {
    if (point.firstDay === due) runs.at(-1)?.push(point);
    else runs.push([point]);
    due = dayOf(dayAt(point.firstDay) + WEEK_MS, 0);
  }
  return runs;
}

/** "Mon 2 Feb: effort 4.5, told 6 times". */
export const effortWords = ({ firstDay, mean, count }: EffortWeek): string =>
  `${shortDate(dayAt(firstDay), 0)}: effort ${mean}, told ${count === 1 ? 'once' : `${count} times`}`;
