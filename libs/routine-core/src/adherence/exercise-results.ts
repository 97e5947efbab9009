import type { LevelName, MovementId } from '../routine/index.js';
import type { SessionState, StepResult } from '../session/index.js';
import type { CompileOptions, Side, Step, Timeline } from '../timeline/index.js';
import { isWork } from '../timeline/index.js';
import { SECOND_MS } from '../units/index.js';
import { meanOf } from './effort.js';
import { resultsByStep } from './results-by-step.js';

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

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };
type Work = { readonly step: Step; readonly result: StepResult | undefined };

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** A mark on a gap means what comes next; one without a side means the whole movement. */
function isPainful(timeline: Timeline, { painSteps }: SessionState, { movement, side }: Step): boolean {
  return painSteps.some((index) => {
    const marked = timeline.steps[index];
    return marked?.movement === movement && (marked.side === undefined || marked.side === side);
  });
}

function effortOf({ efforts }: SessionState, works: readonly Work[]): number | undefined {
  const blocks = works.map(({ step }) => step.blockId);
  const told = blocks.filter((id, index) => blocks.indexOf(id) === index && efforts[id] !== undefined);
  return told.length > 0 ? meanOf(told.map((id) => efforts[id] as number)) : undefined;
}

/** Field by field: a server does it for every session that ends, and spreading costs several times as much. */
function exerciseOf(timeline: Timeline, state: SessionState, works: readonly Work[]): ExerciseResult {
  const { step } = works[0] as Work;
  const isHold = step.kind === 'hold';
  const done = works.map(({ result }) => (result ? result.done : 0));
  const target = sum(works.map((work) => work.step.target));
  const exercise: Writable<ExerciseResult> = {
    movement: step.movement,
    unit: isHold ? 'ms' : 'reps',
    sets: works.length,
    setsDone: works.filter(({ result }) => result?.status === 'done').length,
    target: isHold ? target * SECOND_MS : target,
    done: sum(done),
    best: done.reduce((most, each) => Math.max(most, each), 0),
    level: levelOf(state.options),
    pain: isPainful(timeline, state, step),
  };
  const effort = effortOf(state, works);
  if (step.side) exercise.side = step.side;
  if (effort !== undefined) exercise.effort = effort;
  return exercise;
}

/** What became of each movement and side, in the order they were planned; work never reached counts as nothing done. */
export function exerciseResults(timeline: Timeline, state: SessionState): readonly ExerciseResult[] {
  const resultOf = resultsByStep(state.results);
  const groups: Work[][] = [];
  for (const step of timeline.steps.filter(isWork)) {
    const work = { step, result: resultOf[step.index] };
    const same = groups.find(
      ([first]) => first?.step.movement === step.movement && first.step.side === step.side,
    );
    if (same) same.push(work);
    else groups.push([work]);
  }
  return groups.map((works) => exerciseOf(timeline, state, works));
}
