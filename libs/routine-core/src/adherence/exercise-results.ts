import type { LevelName, MovementId } from '../routine/index.js';
import type { SessionState, StepResult } from '../session/index.js';
import type { CompileOptions, Side, Step, Timeline } from '../timeline/index.js';
import { isWork } from '../timeline/index.js';
import { SECOND_MS } from '../units/index.js';
import { meanOf } from './effort.js';

/** One movement on one side in one session: a point of its chart. */
export interface ExerciseResult {
  readonly movement: MovementId;
  readonly side?: Side;
  /** Of `target`, `done` and `best`: milliseconds held, or repetitions. */
  readonly unit: 'ms' | 'reps';
  readonly sets: number;
  readonly setsDone: number;
  /** Sums over the sets. */
  readonly target: number;
  readonly done: number;
  /** The most in a single set. */
  readonly best: number;
  readonly level: number;
  /** 0 … 10, the mean of the efforts told for the blocks it stood in. */
  readonly effort?: number;
  readonly pain: boolean;
}

const LEVEL_OF: Readonly<Record<LevelName, number>> = { low: 1, middle: 2, high: 3 };

/** The progression level a session was played at; a routine's own low, middle and high are 1 to 3 (features.md §3.6). */
export const levelOf = ({ level, progression }: CompileOptions): number =>
  progression === undefined ? LEVEL_OF[level] : progression;

type Work = { readonly step: Step; readonly result: StepResult | undefined };

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** A mark on a gap means what comes next; one without a side means the whole movement. */
function isPainful(timeline: Timeline, { painSteps }: SessionState, { movement, side }: Step): boolean {
  return painSteps.some((index) => {
    const marked = timeline.steps[index];
    return marked?.movement === movement && (marked.side === undefined || marked.side === side);
  });
}

function effortOf({ efforts }: SessionState, works: readonly Work[]): { effort?: number } {
  const blocks = works.map(({ step }) => step.blockId);
  const told = blocks.filter((id, index) => blocks.indexOf(id) === index && efforts[id] !== undefined);
  return told.length > 0 ? { effort: meanOf(told.map((id) => efforts[id] as number)) } : {};
}

function resultOf(timeline: Timeline, state: SessionState, works: readonly Work[]): ExerciseResult {
  const { step } = works[0] as Work;
  const done = works.map(({ result }) => (result ? result.done : 0));
  const target = sum(works.map((work) => work.step.target));
  return {
    movement: step.movement,
    ...(step.side ? { side: step.side } : {}),
    unit: step.kind === 'hold' ? 'ms' : 'reps',
    sets: works.length,
    setsDone: works.filter(({ result }) => result?.status === 'done').length,
    target: step.kind === 'hold' ? target * SECOND_MS : target,
    done: sum(done),
    best: done.reduce((most, each) => Math.max(most, each), 0),
    level: levelOf(state.options),
    ...effortOf(state, works),
    pain: isPainful(timeline, state, step),
  };
}

/** What became of each movement and side, in the order they were planned; work never reached counts as nothing done. */
export function exerciseResults(timeline: Timeline, state: SessionState): readonly ExerciseResult[] {
  const groups: Work[][] = [];
  for (const step of timeline.steps.filter(isWork)) {
    const work = { step, result: state.results.find((result) => result.step === step.index) };
    const same = groups.find(
      ([first]) => first?.step.movement === step.movement && first.step.side === step.side,
    );
    if (same) same.push(work);
    else groups.push([work]);
  }
  return groups.map((works) => resultOf(timeline, state, works));
}
