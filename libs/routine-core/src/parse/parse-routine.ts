import * as v from 'valibot';
import { ok, type Result, refuse } from '../result/index.js';
import { type Block, DEFAULT_PACE, type Exercise, type Routine, type SetPlan } from '../routine/index.js';
import { shapeProblems } from './plain-words.js';
import { ruleProblems } from './routine-rules.js';
import { type RoutineFile, routineSchema } from './routine-schema.js';

const exerciseFrom = (written: RoutineFile['blocks'][number]['exercises'][number]): Exercise =>
  'oneOf' in written ? { oneOf: written.oneOf as SetPlan[] } : { oneOf: [written as SetPlan] };

function routineFrom(file: RoutineFile): Routine {
  const blocks = file.blocks.map((block): Block => {
    const { budgetSeconds, exercises, ...rest } = block;
    return { ...rest, ...(budgetSeconds ? { budgetSeconds } : {}), exercises: exercises.map(exerciseFrom) };
  });
  return { ...file, pace: file.pace || DEFAULT_PACE, blocks };
}

/**
 * Reads a routine file of format 1.
 *
 * @returns the routine, or every reason against it, each with its dotted path and words for a person: fields that are
 * missing, unknown or out of bounds (`shape`), and broken rules of every part whose own shape holds.
 */
export function parseRoutine(input: unknown): Result<Routine> {
  const shaped = v.safeParse(routineSchema, input);
  const problems = (shaped.success ? [] : shapeProblems(shaped.issues)).concat(ruleProblems(input));
  return shaped.success && problems.length === 0 ? ok(routineFrom(shaped.output)) : refuse(...problems);
}
