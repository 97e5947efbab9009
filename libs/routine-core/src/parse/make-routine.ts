import type { Exercise, Routine } from '../routine/index.js';

const exerciseToJson = (exercise: Exercise): unknown =>
  exercise.oneOf.length === 1 ? exercise.oneOf[0] : exercise;

/** The mirror of `parseRoutine`: a routine as plain JSON that parses to the same routine. */
export function makeRoutine(routine: Routine): unknown {
  const blocks = routine.blocks.map((block) => ({
    ...block,
    exercises: block.exercises.map(exerciseToJson),
  }));
  return JSON.parse(JSON.stringify({ ...routine, blocks }));
}
