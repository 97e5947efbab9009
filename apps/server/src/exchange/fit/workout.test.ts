import { describe, expect, test } from '@jest/globals';
import {
  bundledRoutines,
  compileTimeline,
  findRoutine,
  isWork,
  LEVEL_NAMES,
  type ProgressionLevel,
  type Routine,
  tempoLevelOf,
} from '@plumbline/routine-core';
import fc from 'fast-check';
import { decoded, type Message, secondOpinion } from '../../testing/decoded.js';
import { FIT_EXERCISES } from './exercises.js';
import { folded } from './folded.js';
import { workoutFile } from './workout.js';

const AT = Date.UTC(2026, 10, 16, 8);
const BACK = findRoutine('back-posture') as Routine;
const levels = [
  ...LEVEL_NAMES.map((level) => ({ name: level, options: { level, withOptional: true } })),
  ...([0, 1, 2, 3, 4, 5, 6] as ProgressionLevel[]).map((progression) => ({
    name: String(progression),
    options: { level: tempoLevelOf(progression), progression, withOptional: true },
  })),
];
const everyWay = bundledRoutines.flatMap((routine) =>
  levels.map(({ name, options }) => ({ name: `${routine.id} at ${name}`, routine, options })),
);

/** A workout as another watch does it: repeats done as often as they say. */
function unfolded(steps: readonly Message[]): Message[] {
  const done: Message[] = [];
  for (const [index, step] of steps.entries()) {
    if (step.durationType !== 'repeatUntilStepsCmplt') done.push(step);
    else {
      const again = steps.slice(Number(step.durationStep), index);
      for (let time = 1; time < Number(step.repeatSteps); time += 1) done.push(...again);
    }
  }
  return done;
}

/** Milliseconds: of the clock, or of the slow repetitions that the note describes. */
function lengthOf({ durationTime, durationReps, notes }: Message): number {
  if (durationTime !== undefined) return 1000 * Number(durationTime);
  const [, each] = /([\d.]+) s each/.exec(String(notes)) ?? [];
  return 1000 * Number(each) * Number(durationReps);
}

describe('a FIT workout, read by Garmin’s decoder', () => {
  test.each(everyWay)('of $name has the timeline’s steps and length', ({ routine, options }) => {
    const timeline = compileTimeline(routine, options);
    const { fileIdMesgs, workoutMesgs, workoutStepMesgs = [] } = decoded(workoutFile(timeline, AT));
    const steps = unfolded(workoutStepMesgs);
    expect(fileIdMesgs?.[0]?.type).toBe('workout');
    expect(workoutMesgs).toMatchObject([
      { wktName: routine.name, numValidSteps: workoutStepMesgs.length, sport: 'training' },
    ]);
    expect(workoutStepMesgs.map(({ messageIndex }) => messageIndex)).toEqual([...workoutStepMesgs.keys()]);
    expect(steps).toHaveLength(timeline.steps.length);
    expect(steps.reduce((sum, step) => sum + lengthOf(step), 0)).toBeCloseTo(timeline.totalMs, 3);
    expect(steps.map(({ intensity }) => intensity === 'rest')).toEqual(
      timeline.steps.map((step) => !isWork(step)),
    );
    expect(steps.map(({ durationReps }) => durationReps ?? 0)).toEqual(
      timeline.steps.map(({ kind, target }) => (kind === 'reps' ? target : 0)),
    );
    expect(steps.map(({ wktStepName }) => /left|right/.exec(String(wktStepName))?.[0])).toEqual(
      timeline.steps.map(({ kind, side }) => (kind === 'rest' ? undefined : side)),
    );
  });

  test.each(everyWay)('of $name is whole to another decoder as well', async ({ routine, options }) => {
    const bytes = workoutFile(compileTimeline(routine, options), AT);
    const other = (await secondOpinion(bytes)) as unknown as { file_ids?: Message[] };
    expect(other.file_ids?.[0]?.type).toBe('workout');
  });

  test('is, step by step', () => {
    const timeline = compileTimeline(BACK, { level: 'high', progression: 4, withOptional: false });
    const { workoutStepMesgs = [] } = decoded(workoutFile(timeline, AT));
    const said = workoutStepMesgs.map(
      ({
        wktStepName = '',
        durationTime,
        durationReps,
        repeatSteps,
        durationStep,
        intensity = '',
        notes = '',
      }) =>
        repeatSteps === undefined
          ? [
              wktStepName,
              durationTime === undefined ? `${durationReps} reps` : `${durationTime} s`,
              intensity,
              notes,
            ]
              .filter((word) => word !== '')
              .join(' · ')
          : `from ${durationStep}, ${repeatSteps} times`,
    );
    expect(said.slice(0, 18)).toEqual([
      'Get ready: Doorway stretch · 10 s · rest · Stand in a doorway',
      'Doorway stretch · 20 s · warmup',
      'Rest · 15 s · rest',
      'from 1, 2 times',
      'Doorway stretch · 20 s · warmup',
      'Change: Cat stretch · 25 s · rest · Hands and knees',
      'Cat stretch · 3 reps · warmup · Slowly: 10 s each, 30 s in all',
      'Get ready: High plank · 10 s · rest · On your hands',
      'High plank · 10 s · active',
      'Rest · 15 s · rest',
      'from 8, 2 times',
      'High plank · 10 s · active',
      'Change: Side plank, left · 15 s · rest · On your side',
      'Side plank, left · 10 s · active',
      'Switch to right · 5 s · rest',
      'Side plank, right · 10 s · active',
      'Rest · 15 s · rest',
      'from 13, 2 times',
    ]);
  });

  test('knows each exercise of the field study by name', () => {
    const timelines = ['row', 'apart'].map((movement) =>
      compileTimeline(BACK, { level: 'low', withOptional: true, choices: { 'back/1': movement as 'row' } }),
    );
    const titles = timelines.flatMap(
      (timeline) => decoded(workoutFile(timeline, AT)).exerciseTitleMesgs ?? [],
    );
    const named = new Set(titles.map((each) => `${each.exerciseCategory} ${each.exerciseName}`));
    expect(named.size).toBe(Object.keys(FIT_EXERCISES).length - 1);
  });
});

describe('folded steps', () => {
  test('unfold to the steps they were', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 60 }), (steps) => {
        const out: string[] = [];
        const written = folded(steps);
        written.forEach((each, index) => {
          if ('step' in each) out.push(each.step);
          else {
            const again = written.slice(each.from, index) as { step: string }[];
            for (let time = 1; time < each.times; time += 1) out.push(...again.map(({ step }) => step));
          }
        });
        expect(out).toEqual(steps);
        expect(written.length).toBeLessThanOrEqual(steps.length);
      }),
    );
  });

  test('of a thousand sets are found in time', () => {
    const steps = Array.from({ length: 2_000 }, (_, index) =>
      index % 2 === 0 ? `work ${index % 7}` : 'rest',
    );
    const before = Date.now();
    expect(folded(steps).length).toBeLessThan(100);
    expect(Date.now() - before).toBeLessThan(2_000);
  });
});
