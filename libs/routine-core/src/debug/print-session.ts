import { type PlanRow, planAgainstDone } from '../adherence/index.js';
import { movementOf } from '../routine/index.js';
import type { SessionState } from '../session/index.js';
import type { Timeline } from '../timeline/index.js';
import { minutesAndSeconds } from '../units/index.js';

function rowLine(row: PlanRow): string {
  const side = row.side ? ` ${row.side}` : '';
  const unit = row.unit === 'seconds' ? 's' : 'reps';
  return `  ${movementOf(row.movement).name}${side}, set ${row.set} of ${row.sets}: ${row.done} of ${row.target} ${unit}, ${row.status}`;
}

/** A session as text: its state in a line, then every piece of planned work with what was done. */
export function printSession(timeline: Timeline, state: SessionState): string {
  const { rows, workMs, restMs, pausedMs, totalMs } = planAgainstDone(timeline, state);
  const how = state.how ? ` (${state.how})` : '';
  const sums = [
    `work ${minutesAndSeconds(workMs)}`,
    `rest ${minutesAndSeconds(restMs)}`,
    `pause ${minutesAndSeconds(pausedMs)}`,
    `all ${minutesAndSeconds(totalMs)}`,
  ];
  return `${[`${timeline.routineName}: ${state.status}${how}`, ...rows.map(rowLine), `  ${sums.join(', ')}`].join('\n')}\n`;
}
