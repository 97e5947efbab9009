import type { MovementId } from '../routine/index.js';
import type { SessionState, StepResult } from '../session/index.js';
import { isWork, type Side, type Step, type Timeline } from '../timeline/index.js';
import type { Millis } from '../units/index.js';
import { resultsByStep } from './results-by-step.js';

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

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

const rowsOf = (timeline: Timeline, results: readonly StepResult[]): readonly PlanRow[] => {
  const resultOf = resultsByStep(results);
  const rows: PlanRow[] = [];
  let restMs = 0;
  for (const step of timeline.steps) {
    const result = resultOf[step.index];
    if (isWork(step)) {
      rows.push(rowOf(step, result, restMs));
      restMs = 0;
    } else restMs += result ? result.tookMs : 0;
  }
  return rows;
};

const shareOf = (step: Step, result: StepResult | undefined): number =>
  step.target > 0 ? Math.min(1, doneOf(step, result) / step.target) : 1;

/** What a session beside its plan comes to. */
export type PlanSums = Omit<PlanAgainstDone, 'rows'> & {
  readonly setsPlanned: number;
  readonly setsDone: number;
};

/** Without a row for every piece of work: a server asks for this at every push. */
export function sumsAgainstPlan(timeline: Timeline, { results, pausedMs }: SessionState): PlanSums {
  const resultOf = resultsByStep(results);
  const works = timeline.steps.filter(isWork);
  const isWorkResult = ({ step: index }: StepResult): boolean => {
    const step = timeline.steps[index];
    return step !== undefined && isWork(step);
  };
  const tookMs = sum(results.map((result) => result.tookMs));
  const workMs = sum(results.filter(isWorkResult).map((result) => result.tookMs));
  const shares = sum(works.map((step) => shareOf(step, resultOf[step.index])));
  return {
    workMs,
    restMs: tookMs - workMs,
    pausedMs,
    totalMs: tookMs + pausedMs,
    completeShare: works.length > 0 ? shares / works.length : 1,
    setsPlanned: works.length,
    setsDone: works.filter((step) => resultOf[step.index]?.status === 'done').length,
  };
}

/** Every piece of planned work, side by side with what was done of it. Left and right are rows of their own. */
export function planAgainstDone(timeline: Timeline, state: SessionState): PlanAgainstDone {
  const { workMs, restMs, pausedMs, totalMs, completeShare } = sumsAgainstPlan(timeline, state);
  return { rows: rowsOf(timeline, state.results), workMs, restMs, pausedMs, totalMs, completeShare };
}
