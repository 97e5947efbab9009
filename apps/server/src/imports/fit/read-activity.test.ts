import { Encoder, Profile } from '@garmin/fitsdk';
import { describe, expect, test } from '@jest/globals';
import {
  bundledRoutines,
  type Entry,
  exerciseResults,
  findRoutine,
  importedSession,
  planAgainstDone,
  type Routine,
  type Timeline,
} from '@plumbline/routine-core';
import fc from 'fast-check';
import { activityFile } from '../../exchange/fit/activity.js';
import { fitCrc } from '../../exchange/fit/crc.js';
import { type Act, playActs, toldOf } from '../../testing/played.js';
import type { ReadOptions } from '../csv/read-table.js';
import type { Found } from '../read/found.js';
import { readHistory } from '../read/read-history.js';
import { factsOf } from '../write/facts.js';

const AT = Date.UTC(2026, 10, 16, 8, 0, 0);
const NOW = AT + 30 * 86_400_000;
const LOW = { level: 'low', withOptional: true } as const;
const BACK = findRoutine('back-posture') as Routine;

const read = (bytes: Buffer, options: ReadOptions = {}) => readHistory(bytes, options, NOW);
async function historyOf(bytes: Buffer, options: ReadOptions = {}) {
  const answer = await read(bytes, options);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.history;
}
async function refusalOf(bytes: Buffer) {
  const answer = await read(bytes);
  return answer.ok ? 'taken' : answer.problems[0]?.code;
}
/** As it will be read back from the journal. */
function playedBack(found: Found) {
  const facts = factsOf(found, { sessionId: '01JD3Z5X8QSESS10N000000001', source: 'fit' });
  const played = importedSession(facts.map((fact, index) => ({ seq: index + 1, ...fact }) as Entry));
  if (!played) throw new Error('no session');
  return played;
}
const ownFile = (routine: Routine, acts: Act[] = [], zone = 60) => {
  const player = playActs(routine, { options: LOW, at: AT, zone, acts });
  return { ...player, bytes: activityFile(toldOf(routine, player)) };
};
const bestsOf = (timeline: Timeline, state: Parameters<typeof exerciseResults>[1]) =>
  exerciseResults(timeline, state).map(({ movement, side = '', unit, done, best, sets, target }) =>
    [movement, side, unit, done, best, sets, target].join(' '),
  );

describe('our own FIT activity', () => {
  test.each(bundledRoutines.map((routine) => ({ name: routine.id, routine })))(
    'of $name comes back with every set, side, amount and length',
    async ({ routine }) => {
      const { bytes, timeline, state } = ownFile(routine);
      const { form, sessions, remarks } = await historyOf(bytes);
      expect([form, sessions.length, remarks.list, remarks.strangers]).toEqual(['fit', 1, [], []]);
      const [found] = sessions as [Found];
      const { endedAt = AT } = state;
      expect(found).toMatchObject({ startedAt: AT, zone: 60, routineName: routine.name });
      expect(Math.abs(found.endedAt - endedAt)).toBeLessThan(1_000);
      const back = playedBack(found);
      expect(bestsOf(back.timeline, back.state)).toEqual(bestsOf(timeline, state));
      const [before, after] = [planAgainstDone(timeline, state), planAgainstDone(back.timeline, back.state)];
      expect([after.workMs, after.restMs]).toEqual([before.workMs, before.restMs]);
    },
  );

  test('that was paused and saved early keeps its pause and what was done', async () => {
    const acts: Act[] = [
      { afterMs: 60_000, does: 'pause' },
      { afterMs: 90_000, does: 'resume' },
      { afterMs: 120_000, does: 'save' },
    ];
    const { bytes, timeline, state } = ownFile(BACK, acts, -210);
    const [found] = (await historyOf(bytes)).sessions as [Found];
    const back = playedBack(found);
    const plan = planAgainstDone(back.timeline, back.state);
    const { workMs, pausedMs } = planAgainstDone(timeline, state);
    expect(found.zone).toBe(-210);
    expect(plan.workMs).toBe(workMs);
    expect(Math.abs(plan.pausedMs - pausedMs)).toBeLessThan(2_000);
  });
});

type Messages = [number, Record<string, unknown>][];
const { fileId, session, set, activity, exerciseTitle } = {
  fileId: Profile.MesgNum.FILE_ID,
  session: Profile.MesgNum.SESSION,
  set: Profile.MesgNum.SET,
  activity: Profile.MesgNum.ACTIVITY,
  exerciseTitle: Profile.MesgNum.EXERCISE_TITLE,
} as Record<string, number>;
const at = (seconds: number) => new Date(AT + seconds * 1000);
function fileOf(messages: Messages): Buffer {
  const encoder = new Encoder();
  for (const [num, fields] of messages) encoder.onMesg(num, fields as never);
  return Buffer.from(encoder.close());
}
const activityOf = (more: Messages, told: object = {}): Buffer =>
  fileOf([
    [fileId as number, { type: 'activity', manufacturer: 'garmin', product: 1, timeCreated: at(0) }],
    ...more,
    [
      session as number,
      {
        startTime: at(0),
        timestamp: at(600),
        totalElapsedTime: 600,
        totalTimerTime: 590,
        sport: 'training',
        ...told,
      },
    ],
  ]);
const setAt = (seconds: number, fields: object): [number, Record<string, unknown>] => [
  set as number,
  { startTime: at(seconds), timestamp: at(seconds + 30), duration: 30, setType: 'active', ...fields },
];

describe('an activity of another watch, written by Garmin’s encoder', () => {
  test('comes with the sets whose exercises are ours; others are strangers until somebody says what they are', async () => {
    const bytes = activityOf([
      [
        exerciseTitle as number,
        { messageIndex: 0, exerciseCategory: 28, exerciseName: 3, wktStepName: 'Squat' },
      ],
      setAt(10, { category: ['plank'], categorySubtype: [66], repetitions: 0xffff }),
      setAt(60, { category: ['hipRaise'], categorySubtype: [11], repetitions: 12 }),
      setAt(100, { category: [28], categorySubtype: [3], repetitions: 8 }),
      setAt(140, { setType: 'rest', duration: 20 }),
    ]);
    const first = await historyOf(bytes, { zone: 'Europe/Berlin' });
    expect(first.remarks.strangers).toEqual([{ name: 'Squat', sets: 1 }]);
    expect(first.sessions[0]?.sets).toEqual([
      { movement: 'side', unit: 'ms', done: 30_000, tookMs: 30_000 },
      { movement: 'bridge', unit: 'reps', done: 12, tookMs: 30_000 },
    ]);
    expect(first.sessions[0]).toMatchObject({ zone: 60, restMs: 20_000, endedAt: AT + 600_000 });
    const said = await historyOf(bytes, { movements: { Squat: 'superman' } });
    expect(said.sessions[0]?.sets[2]).toMatchObject({ movement: 'superman', unit: 'reps', done: 8 });
    expect(said.remarks.strangers).toEqual([{ name: 'Squat', sets: 1, movement: 'superman' }]);
  });

  test('of a run raises a doubt', async () => {
    const { sessions } = await historyOf(activityOf([], { sport: 'running' }));
    expect(sessions).toMatchObject([{ doubt: 'other-sport', sets: [] }]);
  });

  test('takes its zone from the watch’s own clock', async () => {
    const local = Math.floor((AT - Date.UTC(1989, 11, 31)) / 1000) + 600 + 345 * 60;
    const bytes = activityOf([
      [activity as number, { timestamp: at(600), localTimestamp: local, numSessions: 1 }],
    ]);
    expect((await historyOf(bytes)).sessions[0]?.zone).toBe(345);
  });

  test('that is a workout or a course is none', async () => {
    const bytes = fileOf([
      [fileId as number, { type: 'workout', manufacturer: 'garmin', timeCreated: at(0) }],
    ]);
    expect(await refusalOf(bytes)).toBe('no-activity');
  });
});

/** The same bytes with a check sum that fits them. */
function sealed(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt16LE(fitCrc(copy.subarray(0, -2)), copy.length - 2);
  return copy;
}
/** A whole file around these messages. */
function raw(data: number[]): Buffer {
  const head = Buffer.alloc(14);
  head.writeUInt8(14, 0);
  head.writeUInt32LE(data.length, 4);
  head.write('.FIT', 8, 'latin1');
  return sealed(Buffer.concat([head, Buffer.from(data), Buffer.alloc(2)]));
}

describe('a FIT file that is not as it should be', () => {
  const { bytes } = ownFile(findRoutine('micro-bridge') as Routine);

  test('cut at any byte is refused', async () => {
    for (let length = 12; length < bytes.length; length += 7)
      expect([length, await refusalOf(bytes.subarray(0, length))]).toEqual([length, 'cut-off']);
  });

  test('with any byte changed is refused', async () => {
    for (let place = 14; place < bytes.length; place += 11) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] as number) ^ 4;
      expect([place, await refusalOf(changed)]).toEqual([place, 'fit-damaged']);
    }
  });

  test('with something behind it is refused', async () => {
    expect(await refusalOf(Buffer.concat([bytes, bytes]))).toBe('fit-joined');
  });

  test.each([
    ['a message that nothing defined', [0x03, 1, 2, 3], 'fit-broken'],
    ['a definition of 255 fields that are not there', [0x40, 0, 0, 0, 0, 255], 'fit-broken'],
    ['a definition of developers’ fields that are not there', [0x60, 0, 0, 0, 0, 0], 'fit-broken'],
    ['nothing at all', [], 'no-activity'],
    ['fields larger than the file', [0x40, 0, 0, 18, 0, 1, 2, 255, 0x86, 0x00, 1], 'fit-broken'],
  ])('with %s is refused', async (_name, data, code) => {
    expect(await refusalOf(raw(data))).toBe(code);
  });

  test('reads numbers of the other byte order, and passes compressed times and developers’ fields over', async () => {
    const start = Math.floor((AT - Date.UTC(1989, 11, 31)) / 1000);
    const four = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
    const data = [
      ...[0x40, 0, 1, 0, 0, 1, 0, 1, 0, 0x00, 4],
      // A kind that is not read, once defined with a field of a developer, once under a compressed time.
      ...[0x61, 0, 1, 0, 20, 1, 3, 1, 2, 1, 0, 2, 0, 0x01, 9, 8, 7, 0xa0, 9, 8, 7],
      ...[0x42, 0, 1, 0, 18, 2, 2, 4, 0x86, 7, 4, 0x86, 0x02, ...four(start), ...four(90_000)],
    ];
    const { sessions } = await historyOf(raw(data));
    expect(sessions).toMatchObject([{ startedAt: AT, endedAt: AT + 90_000 }]);
  });

  test('never does more than refuse: any bytes with a sum that fits, any order of them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 17), fc.nat(255)), { maxLength: 12 }),
        async (hits) => {
          const changed = Buffer.from(bytes);
          for (const [place, value] of hits) changed[14 + place] = value;
          const answer = await read(sealed(changed));
          if (!answer.ok) expect(answer.problems[0]?.message).toMatch(/\w/);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('of four megabytes of the smallest messages is read in short turns', async () => {
    const head = [0x40, 0, 0, 0, 0, 1, 0, 1, 0, 0x00, 4];
    const define = [0x41, 0, 0, 20, 0, 0];
    const data = Buffer.concat([Buffer.from([...head, ...define]), Buffer.alloc(3_900_000, 0x01)]);
    const file = raw([...data]);
    let longest = 0;
    let last = performance.now();
    const timer = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 1);
    expect((await historyOf(file)).sessions).toEqual([]);
    clearInterval(timer);
    // Far above what a turn takes and far below what the whole takes in one.
    expect(longest).toBeLessThan(1_000);
  });
});
