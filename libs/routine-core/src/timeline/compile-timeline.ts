/**
 * Turns a routine into the flat list of steps that a watch can follow.
 *
 * Compiling happens once, before the session, so that nobody has to understand blocks and sides while someone is lying
 * on the floor. The result depends on nothing but its arguments.
 */
import {
  type Block,
  choiceKey,
  type Exercise,
  isFloor,
  type LevelName,
  type Movement,
  movementOf,
  type Pace,
  type Position,
  type Routine,
  routineAtLevel,
  type SetPlan,
} from '../routine/index.js';
import { secondsToMs } from '../units/index.js';
import type { CompileOptions, Side, Step, StepKind, Timeline } from './step.js';

type Draft = Omit<Step, 'index'>;

/** One bout of work, before the gaps around it are known. */
interface Bout {
  readonly work: Draft;
  readonly exercise: string;
}

const chosenPlan = (block: Block, exercise: Exercise, index: number, options: CompileOptions): SetPlan => {
  const wanted = options.choices ? options.choices[choiceKey(block.id, index)] : undefined;
  const plan = exercise.oneOf.find((each) => each.movement === wanted) || exercise.oneOf[0];
  if (!plan) throw new Error('an exercise without a plan');
  return plan;
};

const tempoOf = (movement: Movement, level: LevelName) => (movement.tempo ? movement.tempo[level] : []);
const sumMs = (parts: readonly { readonly durationMs: number }[]): number =>
  parts.reduce((sum, part) => sum + part.durationMs, 0);

function measured(
  plan: SetPlan,
  movement: Movement,
  options: CompileOptions,
): Pick<Draft, 'kind' | 'durationMs' | 'target'> & Pick<Step, 'tempo' | 'open'> {
  if (plan.hold) {
    const target = plan.hold[options.level];
    return { kind: 'hold', target, durationMs: secondsToMs(target) };
  }
  const target = plan.reps ? plan.reps[options.level] : 0;
  const tempo = tempoOf(movement, options.level);
  const open = options.advance === 'tap' ? ({ open: true } as const) : {};
  return { kind: 'reps', target, durationMs: target * sumMs(tempo), tempo, ...open };
}

const sidesOf = (movement: Movement, options: CompileOptions): readonly (Side | undefined)[] => {
  if (movement.sides === 'both') return [undefined];
  return options.firstSide === 'right' ? ['right', 'left'] : ['left', 'right'];
};

function boutsOf(block: Block, options: CompileOptions): Bout[] {
  const bouts: Bout[] = [];
  for (let round = 0; round < block.rounds; round += 1) {
    block.exercises.forEach((exercise, index) => {
      const plan = chosenPlan(block, exercise, index, options);
      const movement = movementOf(plan.movement);
      for (let set = 1; set <= plan.sets; set += 1) {
        for (const side of sidesOf(movement, options)) {
          const work: Draft = {
            ...measured(plan, movement, options),
            blockId: block.id,
            movement: plan.movement,
            position: movement.position,
            set: round * plan.sets + set,
            sets: plan.sets * block.rounds,
            ...(side ? { side } : {}),
          };
          bouts.push({ work, exercise: `${round}/${index}` });
        }
      }
    });
  }
  return bouts;
}

/** Seconds that getting down or up adds; nothing is known, and nothing added, before the first block. */
const positionSeconds = (from: Position | undefined, to: Position, pace: Pace): number =>
  from !== undefined && isFloor(from) !== isFloor(to) ? pace.positionChangeSeconds : 0;

function gapKind(previous: Bout | undefined, next: Bout): StepKind {
  if (!previous) return 'lead-in';
  if (previous.exercise !== next.exercise) return 'change';
  return previous.work.set === next.work.set ? 'switch' : 'rest';
}

function gapBefore(previous: Bout | undefined, next: Bout, from: Position | undefined, pace: Pace): Draft {
  const kind = gapKind(previous, next);
  const { blockId, movement, position, set, sets, side } = next.work;
  const seconds = {
    'lead-in': pace.leadInSeconds,
    change: pace.changeSeconds,
    rest: pace.restSeconds,
    switch: pace.switchSeconds,
  };
  const moving = positionSeconds(from, position, pace);
  const durationMs = secondsToMs(seconds[kind as keyof typeof seconds] + moving);
  return { kind, blockId, movement, position, set, sets, ...(side ? { side } : {}), durationMs, target: 0 };
}

function blockSteps(block: Block, from: Position | undefined, pace: Pace, options: CompileOptions): Draft[] {
  const drafts: Draft[] = [];
  let previous: Bout | undefined;
  for (const bout of boutsOf(block, options)) {
    drafts.push(gapBefore(previous, bout, previous ? previous.work.position : from, pace), bout.work);
    previous = bout;
  }
  return drafts;
}

const atProgression = (routine: Routine, options: CompileOptions): Routine => {
  if (options.progression === undefined) return routine;
  const raised = routineAtLevel(routine, options.progression);
  return raised.ok ? raised.value : routine;
};

/**
 * Compiles a routine for the given choices. Total: an unknown choice falls back to the first of its exercise.
 *
 * @returns steps whose durations are integer milliseconds and add up to `totalMs`; gaps of zero length stay, so that the
 * number of steps depends on the routine alone.
 */
export function compileTimeline(routine: Routine, options: CompileOptions): Timeline {
  const { pace, blocks, ...named } = atProgression(routine, options);
  const steps: Step[] = [];
  const compiled = blocks
    .filter((block) => options.withOptional || !block.optional)
    .map((block) => {
      const last = steps[steps.length - 1];
      const drafts = blockSteps(block, last ? last.position : undefined, pace, options);
      for (const draft of drafts) steps.push({ index: steps.length, ...draft });
      const budget = block.budgetSeconds ? { budgetSeconds: block.budgetSeconds } : {};
      return { id: block.id, name: block.name, durationMs: sumMs(drafts), ...budget };
    });
  const { id: routineId, version: routineVersion, name: routineName } = named;
  return { routineId, routineVersion, routineName, options, steps, blocks: compiled, totalMs: sumMs(steps) };
}
