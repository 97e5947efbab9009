import type { Timeline } from '@plumbline/routine-core';
import { FitFile } from './fit-file.js';
import { fitTime } from './fit-time.js';
import { folded } from './folded.js';
import { FIT } from './messages.js';
import { addWorkout, type WorkoutStep, workoutSteps } from './workout-steps.js';

/** A timeline as a workout for another watch: the same steps, written once where they repeat. */
export function workoutFile(timeline: Timeline, madeAt: number): Buffer {
  const file = new FitFile();
  file.add('fileId', {
    type: FIT.file.workout,
    manufacturer: FIT.manufacturer,
    product: 0,
    serialNumber: timeline.routineVersion,
    timeCreated: fitTime(madeAt),
  });
  addWorkout(file, timeline, withRepeats(workoutSteps(timeline)));
  return file.bytes();
}

/** The protocol counts how often the steps are done in all, the first time included. */
const withRepeats = (steps: readonly WorkoutStep[]): WorkoutStep[] =>
  folded(steps).map((each) =>
    'step' in each
      ? each.step
      : {
          wktStepName: '',
          notes: '',
          durationType: FIT.duration.repeat,
          durationValue: each.from,
          targetValue: each.times,
        },
  );
