import { ok, type Result, refuse } from '../result/index.js';
import { movementOf } from './catalogue.js';
import { LEVEL_NAMES, type LevelName } from './movement.js';
import type { Routine, SetPlan } from './routine.js';

/** A progression level: 0 is the first week, 1–3 the range with two sets, 4–6 the range with a third. Ours (§3.6). */
export type ProgressionLevel = 0 | 1 | 2 | 3 | 4 | 5 | 6;

const FIRST_WEEK_BRIDGES = 5;
/** Movements that never gain a third set: their section of the article counts repetitions only. */
const NO_EXTRA_SET = ['cat', 'squeeze'];

const isGradedByRange = (plan: SetPlan): boolean => NO_EXTRA_SET.indexOf(plan.movement) >= 0;

/** One value at all three range names: a plan in which nothing is left to choose. */
const flat = (value: number) => ({ low: value, middle: value, high: value });

function valueAt(plan: SetPlan, level: ProgressionLevel): number {
  const range = isGradedByRange(plan) ? movementOf(plan.movement).range : plan.hold || plan.reps;
  if (!range) return 0;
  if (level === 0) return plan.movement === 'bridge' ? FIRST_WEEK_BRIDGES : range.low;
  return range[LEVEL_NAMES[(level - 1) % 3] as LevelName];
}

function setsAt(plan: SetPlan, level: ProgressionLevel): number {
  if (level === 0) return plan.movement === 'doorway' ? plan.sets : 1;
  return level > 3 && !isGradedByRange(plan) ? plan.sets + 1 : plan.sets;
}

function planAt(plan: SetPlan, level: ProgressionLevel): SetPlan {
  const value = flat(valueAt(plan, level));
  const sets = setsAt(plan, level);
  return plan.hold
    ? { movement: plan.movement, sets, hold: value }
    : { movement: plan.movement, sets, reps: value };
}

/** The range name whose tempo belongs to a progression level. */
export const tempoLevelOf = (level: ProgressionLevel): LevelName =>
  level === 0 ? 'low' : (LEVEL_NAMES[(level - 1) % 3] as LevelName);

/**
 * The routine with every exercise set to one progression level.
 * Level names (`low`, `middle`, `high`) are the routine's own ranges and are not levels in this sense.
 */
export function routineAtLevel(routine: Routine, level: number): Result<Routine> {
  if (Math.floor(level) !== level || level < 0 || level > 6) return refuse({ code: 'level-unknown', level });
  const known = level as ProgressionLevel;
  const blocks = routine.blocks.map((block) => ({
    ...block,
    exercises: block.exercises.map((exercise) => ({
      oneOf: exercise.oneOf.map((plan) => planAt(plan, known)),
    })),
  }));
  return ok({ ...routine, blocks });
}
