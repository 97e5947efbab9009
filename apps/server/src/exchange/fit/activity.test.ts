import { describe, expect, test } from '@jest/globals';
import {
  bundledRoutines,
  type CompileOptions,
  findRoutine,
  isWork,
  LEVEL_NAMES,
  planAgainstDone,
  type Routine,
} from '@plumbline/routine-core';
import fc from 'fast-check';
import { decoded, type Message, secondOpinion } from '../../testing/decoded.js';
import { type Act, playActs, toldOf } from '../../testing/played.js';
import { activityFile } from './activity.js';

const AT = Date.UTC(2026, 10, 16, 8, 0, 0, 250);
const LOW: CompileOptions = { level: 'low', withOptional: true };
const BACK = findRoutine('back-posture') as Routine;

const everyLevel: CompileOptions[] = [
  ...LEVEL_NAMES.map((level) => ({ level, withOptional: true })),
  ...[0, 1, 2, 3, 4, 5, 6].map((progression) => ({ ...LOW, progression })),
];
const everyWay = bundledRoutines.flatMap((routine) =>
  everyLevel.map((options) => ({
    name: `${routine.id} at ${options.progression ?? options.level}`,
    routine,
    options,
  })),
);

const fileOf = (routine: Routine, setting: Partial<Parameters<typeof playActs>[1]> = {}) => {
  const player = playActs(routine, { options: LOW, at: AT, zone: 60, ...setting });
  return { ...player, bytes: activityFile(toldOf(routine, player)) };
};
const startOf = ([session]: Message[] = []) => session?.startTime as Date;
const active = (sets: Message[] = []) => sets.filter(({ setType }) => setType === 'active');
const sumOf = (sets: Message[] = [], field = 'duration') =>
  Math.round(1000 * sets.reduce((sum, each) => sum + Number(each[field] ?? 0), 0));

describe('a FIT activity, read by Garmin’s decoder', () => {
  test.each(everyWay)('of $name holds every set that was done', ({ routine, options }) => {
    const { bytes, timeline, state } = fileOf(routine, { options });
    const { fileIdMesgs, sessionMesgs, setMesgs, workoutStepMesgs } = decoded(bytes);
    const work = timeline.steps.filter(isWork);
    expect(fileIdMesgs).toMatchObject([{ type: 'activity', manufacturer: 'development' }]);
    expect(sessionMesgs).toMatchObject([{ sport: 'training', subSport: 'strengthTraining' }]);
    expect(active(setMesgs).map(({ wktStepIndex }) => wktStepIndex)).toEqual(work.map(({ index }) => index));
    expect(active(setMesgs).map(({ repetitions }) => repetitions ?? 0)).toEqual(
      work.map(({ kind, target }) => (kind === 'reps' ? target : 0)),
    );
    expect(workoutStepMesgs).toHaveLength(timeline.steps.length);
    expect(sumOf(setMesgs)).toBe(planAgainstDone(timeline, state).totalMs);
  });

  test.each(everyWay)('of $name is read the same by another decoder', async ({ routine, options }) => {
    const { bytes } = fileOf(routine, { options });
    const { sessionMesgs, setMesgs = [] } = decoded(bytes);
    const { sets = [], sessions = [] } = (await secondOpinion(bytes)) as unknown as {
      sets: Message[];
      sessions: Message[];
    };
    expect(sets.map(({ duration, repetitions }) => [duration, repetitions ?? 0])).toEqual(
      setMesgs.map(({ duration, repetitions }) => [duration, repetitions ?? 0]),
    );
    expect(sessions[0]).toMatchObject({ sport: 'training', sub_sport: 'strength_training' });
    expect(sessions[0]?.total_timer_time).toBe(sessionMesgs?.[0]?.totalTimerTime);
  });

  test('names each exercise by the numbers of the field study, and its side in the step', () => {
    const { setMesgs, workoutStepMesgs = [], exerciseTitleMesgs } = decoded(fileOf(BACK).bytes);
    const named = active(setMesgs).map(
      ({ category, categorySubtype, wktStepIndex }) =>
        `${category} ${categorySubtype} ${workoutStepMesgs[Number(wktStepIndex)]?.wktStepName}`,
    );
    expect([...new Set(named)]).toEqual([
      'warmUp 70 Doorway stretch',
      'warmUp 38 Cat stretch',
      'plank 92 High plank',
      'plank 66 Side plank, left',
      'plank 66 Side plank, right',
      'hipRaise 11 Glute bridge',
      'shrug 11 Blade squeeze',
      'bandedExercises 35 Band row',
      'hyperextension 29 Superman',
      'unknown 0 Isometric pull',
    ]);
    expect(exerciseTitleMesgs).toContainEqual(
      expect.objectContaining({
        exerciseCategory: 'unknown',
        exerciseName: 0,
        wktStepName: 'Isometric pull',
      }),
    );
  });
});

const act = fc.record<Act>({
  afterMs: fc.integer({ min: 0, max: 40_000 }),
  does: fc.constantFrom('pause', 'resume', 'skip', 'restart', 'tap', 'move', 'save'),
});
const scripts = fc.record({
  routine: fc.constantFrom(...bundledRoutines),
  options: fc.constantFrom(...everyLevel, { ...LOW, advance: 'tap' as const }),
  acts: fc.array(act, { maxLength: 12 }),
  at: fc.integer({ min: AT, max: AT + 400 * 24 * 3_600_000 }),
  zone: fc.constantFrom(-720, -210, 0, 60, 345, 825, 840),
});

describe('a FIT activity of any session', () => {
  test('is whole, and its sets, pauses and sums agree', () => {
    fc.assert(
      fc.property(scripts, ({ routine, ...setting }) => {
        const { bytes, state } = fileOf(routine, setting);
        const { sessionMesgs, lapMesgs, activityMesgs, setMesgs, eventMesgs = [] } = decoded(bytes);
        const endedAt = state.endedAt as number;
        const timerMs = endedAt - state.startedAt - state.pausedMs;
        expect(sumOf(sessionMesgs, 'totalElapsedTime')).toBe(endedAt - state.startedAt);
        for (const sums of [sessionMesgs, lapMesgs, activityMesgs])
          expect(sumOf(sums, 'totalTimerTime')).toBe(timerMs);
        expect(sumOf(setMesgs)).toBe(timerMs);
        expect(eventMesgs.at(0)?.eventType).toBe('start');
        expect(eventMesgs.at(-1)?.eventType).toBe('stopAll');
        eventMesgs.forEach(({ eventType }, index) => {
          expect(eventType).toBe(index % 2 === 0 ? 'start' : 'stopAll');
        });
      }),
      { numRuns: 300 },
    );
  });

  test('is the same bytes whenever it is made', () => {
    expect(fileOf(BACK).bytes.equals(fileOf(BACK).bytes)).toBe(true);
  });
});

describe('a FIT activity', () => {
  test('stops its timer for a pause, which is in no set', () => {
    const acts: Act[] = [
      { afterMs: 15_000, does: 'pause' },
      { afterMs: 60_000, does: 'resume' },
    ];
    const { bytes, state } = fileOf(BACK, { acts });
    const { eventMesgs = [], sessionMesgs } = decoded(bytes);
    const secondsIn = ({ timestamp }: Message) =>
      ((timestamp as Date).getTime() - Math.floor(AT / 1000) * 1000) / 1000;
    expect(eventMesgs.slice(0, 3).map((each) => [each.eventType, secondsIn(each)])).toEqual([
      ['start', 0],
      ['stopAll', 15],
      ['start', 78],
    ]);
    expect(state.pausedMs).toBe(63_000);
    const session = sessionMesgs?.[0];
    expect(Number(session?.totalElapsedTime) - Number(session?.totalTimerTime)).toBe(63);
  });

  test('counts a skipped piece of work as rest, and one begun anew twice', () => {
    const first = decoded(fileOf(BACK).bytes);
    const skipped = decoded(fileOf(BACK, { acts: [{ afterMs: 20_000, does: 'skip' }] }).bytes);
    expect(active(skipped.setMesgs)).toHaveLength(active(first.setMesgs).length - 1);
    const again = fileOf(BACK, {
      acts: [
        { afterMs: 20_000, does: 'tap' },
        { afterMs: 100, does: 'restart' },
      ],
    });
    expect(active(decoded(again.bytes).setMesgs)).toHaveLength(active(first.setMesgs).length + 1);
  });

  test.each([
    ['east of Greenwich', 825],
    ['at Greenwich', 0],
    ['west of it', -210],
  ])('over midnight tells the time on the wall %s', (_name, zone) => {
    const at = Date.UTC(2026, 10, 16, 23, 55) - zone * 60_000;
    const { bytes, state } = fileOf(BACK, { at, zone });
    const { activityMesgs, sessionMesgs } = decoded(bytes);
    const [activity = {}] = activityMesgs ?? [];
    const { timestamp, localTimestamp } = activity as { timestamp: Date; localTimestamp: number };
    const fitSeconds = (timestamp.getTime() - Date.UTC(1989, 11, 31)) / 1000;
    expect(localTimestamp - fitSeconds).toBe(zone * 60);
    const wall = new Date(Date.UTC(1989, 11, 31) + 1000 * localTimestamp).toISOString();
    expect(wall.slice(0, 10)).toBe('2026-11-17');
    expect(startOf(sessionMesgs).getTime()).toBe(at);
    expect(timestamp.getTime()).toBe(Math.floor((state.endedAt as number) / 1000) * 1000);
  });

  test.each([
    ['long before FIT began', 0, '1998-07-03'],
    ['beyond its last second', 8_640_000_000_000_000, '2126-02-05'],
  ])('of a watch whose clock stands %s lies at the edge', (_name, at, day) => {
    const told = toldOf(BACK, playActs(BACK, { options: LOW, at: AT, zone: 60 }));
    const summary = { ...told.summary, startedAt: at, endedAt: at };
    const bytes = activityFile({ ...told, summary, played: undefined });
    const { sessionMesgs, setMesgs } = decoded(bytes);
    expect(startOf(sessionMesgs).toISOString().slice(0, 10)).toBe(day);
    expect(setMesgs).toBeUndefined();
  });

  test('tells the effort as its mean', () => {
    const player = playActs(BACK, { options: LOW, at: AT, zone: 60 });
    const told = toldOf(BACK, player);
    const state = { ...player.state, efforts: { a: 4, b: 7 } };
    const { sessionMesgs } = decoded(activityFile({ ...told, played: { ...told.played, state } }));
    expect(sessionMesgs?.[0]?.workoutRpe).toBe(55);
  });
});
