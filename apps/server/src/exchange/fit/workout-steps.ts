import { isWork, movementOf, type Step, type Timeline } from '@plumbline/routine-core';
import { exerciseWords, FIT_EXERCISES, intensityOf } from './exercises.js';
import type { FitFile } from './fit-file.js';
import { fitMs } from './fit-time.js';
import { FIT } from './messages.js';

type Numbers = {
  durationType: number;
  durationValue: number;
  targetValue?: number;
  intensity?: number;
  exerciseCategory?: number;
  exerciseName?: number;
};
export type WorkoutStep = { wktStepName: string; notes: string } & Numbers;

/** One step of the file for each step of the timeline, in its order. */
export const workoutSteps = ({ steps }: Timeline): WorkoutStep[] => steps.map(stepOf);

function stepOf(step: Step): WorkoutStep {
  if (!isWork(step))
    return {
      wktStepName: gapWords(step),
      notes: gapNotes(step),
      ...timed(step),
      intensity: FIT.intensity.rest,
    };
  const { category, name } = FIT_EXERCISES[step.movement];
  return {
    wktStepName: exerciseWords(step.movement, step.side),
    ...(step.kind === 'hold' ? { notes: '', ...timed(step) } : repeated(step)),
    intensity: intensityOf(step.movement),
    exerciseCategory: category,
    exerciseName: name,
  };
}

const timed = ({ durationMs }: Step): Numbers => ({
  durationType: FIT.duration.time,
  durationValue: fitMs(durationMs),
});

/** Another watch counts repetitions by itself; how slow they are meant to be is for its wearer to read. */
const repeated = ({ target, durationMs }: Step) => ({
  notes: `Slowly: ${durationMs / 1000 / Math.max(1, target)} s each, ${durationMs / 1000} s in all`,
  durationType: FIT.duration.reps,
  durationValue: target,
});

function gapWords({ kind, movement, side }: Step): string {
  if (kind === 'rest') return 'Rest';
  if (kind === 'switch') return `Switch to ${side}`;
  return `${kind === 'lead-in' ? 'Get ready' : 'Change'}: ${exerciseWords(movement, side)}`;
}

const gapNotes = ({ kind, movement }: Step): string =>
  kind === 'lead-in' || kind === 'change' ? movementOf(movement).positionName : '';

/** Writes the workout and its steps, with the names that we have for their exercises. */
export function addWorkout(file: FitFile, timeline: Timeline, steps: readonly WorkoutStep[]): void {
  file.add('workout', {
    messageIndex: 0,
    sport: FIT.sport,
    subSport: FIT.subSport,
    numValidSteps: steps.length,
    wktName: timeline.routineName,
  });
  for (const [messageIndex, step] of steps.entries())
    file.add('workoutStep', { messageIndex, targetType: FIT.target, targetValue: 0, ...step });
  const movements = [...new Set(timeline.steps.filter(isWork).map(({ movement }) => movement))];
  for (const [messageIndex, movement] of movements.entries()) {
    const { category, name } = FIT_EXERCISES[movement];
    const title = { exerciseCategory: category, exerciseName: name, wktStepName: exerciseWords(movement) };
    file.add('exerciseTitle', { messageIndex, ...title });
  }
}
