import type { ProgressExercises } from '../../api/index.js';
import { dayAt, shortDate } from '../../time/moments.js';
import { type EffortPoint, effortPoints, effortRuns, effortWords } from './effort-points.js';

const WIDTH = 360;
const HEIGHT = 136;
/** Room for the words at the left and for half a dot at each edge. */
const LEFT = 64;
const EDGE = 8;
/** Room for the days below. */
const BELOW = 16;
const LINES = [
  { up: 1, name: '10 hard' },
  { up: 0.5, name: '5' },
  { up: 0, name: '0 easy' },
];

const x = (across: number) => LEFT + across * (WIDTH - LEFT - EDGE);
const y = (up: number) => HEIGHT - BELOW - EDGE - up * (HEIGHT - BELOW - 2 * EDGE);

type EffortProps = Pick<ProgressExercises, 'effort' | 'from' | 'through'>;

/** How hard the weeks felt. Who does not see the picture gets the same weeks as a list. */
export function EffortChart({ effort, from, through }: EffortProps) {
  if (effort.weeks.length === 0) return null;
  const points = effortPoints(effort.weeks, { from, through });
  return (
    <figure class="effort">
      <figcaption>Effort, week by week</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {LINES.map(({ up, name }) => (
          <g key={name}>
            <line class="effort-line" x1={LEFT} x2={WIDTH} y1={y(up)} y2={y(up)} />
            <text class="effort-name" x={LEFT - EDGE} y={y(up)} text-anchor="end" dominant-baseline="middle">
              {name}
            </text>
          </g>
        ))}
        <text class="effort-name" x={LEFT} y={HEIGHT - 2}>
          {shortDate(dayAt(from), 0)}
        </text>
        <text class="effort-name" x={WIDTH} y={HEIGHT - 2} text-anchor="end">
          {shortDate(dayAt(through), 0)}
        </text>
        {effortRuns(points).map((run) => (
          <polyline key={run[0]?.firstDay} class="effort-run" points={pathOf(run)} />
        ))}
        {points.map(({ firstDay, across, up }) => (
          <circle
            key={firstDay}
            class="effort-dot"
            cx={x(across)}
            cy={y(up)}
            r={points.length > 26 ? 2 : 4}
          />
        ))}
      </svg>
      <ul class="unseen">
        {effort.weeks.map((week) => (
          <li key={week.firstDay}>{effortWords(week)}</li>
        ))}
      </ul>
    </figure>
  );
}

const pathOf = (run: readonly EffortPoint[]): string =>
  run.map(({ across, up }) => `${x(across)},${y(up)}`).join(' ');
