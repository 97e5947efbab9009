import type { MovementId } from '../routine/index.js';
import type { SessionState, StepResult } from '../session/index.js';
import { isWork, type Side, type Step, type Timeline } from '../timeline/index.js';
import type { Millis } from '../units/index.js';

export interface PlanRow {
  readonly step: number;
  readonly kind: 'hold' | 'reps';
  readonly movement: MovementId;
  readonly side?: Side;
  readonly set: number;
  readonly sets: number;
  readonly unit: 'seconds' | 'reps';
  readonly target: number;
  /** Seconds to a tenth, or repetitions. */
  readonly done: number;
  /** Time of all gaps between the piece of work before and this one. */
  readonly restMs: Millis;
  readonly status: 'done' | 'cut' | 'skipped' | 'missed';
}

/** A session beside its plan. `workMs + restMs + pausedMs = totalMs` once the session has ended. */
export interface PlanAgainstDone {
  readonly rows: readonly PlanRow[];
  readonly workMs: Millis;
  readonly restMs: Millis;
  readonly pausedMs: Millis;
  readonly totalMs: Millis;
  /** 0 … 1: the mean of how much of each piece of work was done. */
  readonly completeShare: number;
}

const doneOf = (step: Step, result: StepResult | undefined): number => {
  if (!result) return 0;
  return step.kind === 'hold' ? Math.round(result.done / 100) / 10 : result.done;
};

function rowOf(step: Step, result: StepResult | undefined, restMs: Millis): PlanRow {
  const row = {
    step: step.index,
    kind: step.kind === 'hold' ? 'hold' : 'reps',
    movement: step.movement,
    set: step.set,
    sets: step.sets,
    unit: step.kind === 'hold' ? 'seconds' : 'reps',
    target: step.target,
    done: doneOf(step, result),
    restMs,
    status: result ? result.status : 'missed',
  } as const;
  return step.side ? { ...row, side: step.side } : row;
}

const tookMs = (results: readonly StepResult[]): Millis =>
  results.reduce((sum, result) => sum + result.tookMs, 0);

/** Every piece of planned work, side by side with what was done of it. Left and right are rows of their own. */
export function planAgainstDone(timeline: Timeline, state: SessionState): PlanAgainstDone {
  const resultOf: (StepResult | undefined)[] = [];
  for (const result of state.results) resultOf[result.step] = result;
  const rows: PlanRow[] = [];
  let restMs = 0;
  for (const step of timeline.steps) {
    const result = resultOf[step.index];
    if (isWork(step)) {
      rows.push(rowOf(step, result, restMs));
      restMs = 0;
    } else restMs += result ? result.tookMs : 0;
  }
  const isWorkResult = ({ step: index }: StepResult): boolean => {
    const step = timeline.steps[index];
    return step !== undefined && isWork(step);
  };
  const workMs = tookMs(state.results.filter(isWorkResult));
  const allRestMs = tookMs(state.results) - workMs;
  const shares = rows.map((row) => (row.target > 0 ? Math.min(1, row.done / row.target) : 1));
  const completeShare = shares.length > 0 ? shares.reduce((sum, share) => sum + share, 0) / shares.length : 1;
  return {
    rows,
    workMs,
    restMs: allRestMs,
    pausedMs: state.pausedMs,
    totalMs: workMs + allRestMs + state.pausedMs,
    completeShare,
  };
}
