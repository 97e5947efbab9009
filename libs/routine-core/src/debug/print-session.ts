import { type PlanRow, planAgainstDone } from '../adherence/index.js';
import { movementOf } from '../routine/index.js';
import type { SessionState } from '../session/index.js';
import type { Timeline } from '../timeline/index.js';
import { minutesAndSeconds } from '../units/index.js';

/** What has not been reached is missed only once the session is over. */
const statusWords = (row: PlanRow, isOver: boolean): string =>
  row.status === 'missed' && !isOver ? 'to come' : row.status;

function rowLine(row: PlanRow, isOver: boolean): string {
  const side = row.side ? ` ${row.side}` : '';
  const unit = row.unit === 'seconds' ? 's' : 'reps';
  return `  ${movementOf(row.movement).name}${side}, set ${row.set} of ${row.sets}: ${row.done} of ${row.target} ${unit}, ${statusWords(row, isOver)}`;
}

/** A session as text: its state in a line, then every piece of planned work with what was done. */
export function printSession(timeline: Timeline, state: SessionState): string {
  const { rows, workMs, restMs, pausedMs, totalMs } = planAgainstDone(timeline, state);
  const how = state.how ? ` (${state.how})` : '';
  const lines = rows.map((row) => rowLine(row, state.status === 'ended'));
  const sums = [
    `work ${minutesAndSeconds(workMs)}`,
    `rest ${minutesAndSeconds(restMs)}`,
    `pause ${minutesAndSeconds(pausedMs)}`,
    `all ${minutesAndSeconds(totalMs)}`,
  ];
  return `${[`${timeline.routineName}: ${state.status}${how}`, ...lines, `  ${sums.join(', ')}`].join('\n')}\n`;
}
