import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { begin, draft, lookAt, SHORT, START_AT, shortTimeline, tap, unwrap } from '../../testing/play.js';
import { planAgainstDone } from '../adherence/index.js';
import type { Entry } from '../journal/index.js';
import { isWork } from '../timeline/index.js';
import { changeProblems } from './change-problems.js';
import type { SessionChanges } from './correction-entry.js';
import { correctedState, sessionMarks } from './lay-over.js';

const timeline = shortTimeline();
const work = timeline.steps.filter(isWork);
const firstHold = work.find(({ kind }) => kind === 'hold') as (typeof work)[number];
const firstReps = work.find(({ kind }) => kind === 'reps') as (typeof work)[number];
const END = START_AT + timeline.totalMs;

/** A session that was paused for half a day in its middle and then done to its end. */
const FORGOTTEN_MS = 12 * 3_600_000;
function forgotten(): readonly Entry[] {
  const paused = tap(timeline, begin(timeline), draft(20_000, { kind: 'paused' }));
  const resumed = tap(timeline, paused, draft(20_000 + FORGOTTEN_MS, { kind: 'resumed', leadMs: 0 }));
  return lookAt(timeline, resumed, END + FORGOTTEN_MS).entries;
}
const whole = lookAt(timeline, begin(timeline), END).entries;

const laid = (entries: readonly Entry[], changes: SessionChanges) =>
  unwrap(correctedState(() => timeline, entries, changes)).state;
const sums = (entries: readonly Entry[], changes: SessionChanges) =>
  planAgainstDone(timeline, laid(entries, changes));

describe('a corrected session', () => {
  test('without changes is the replayed one', () => {
    expect(laid(whole, {})).toMatchObject({ status: 'ended', how: 'complete', endedAt: END });
  });

  test('has the length its person says, cut from its end', () => {
    const endedAt = START_AT + 30_000;
    const state = laid(forgotten(), { endedAt });
    expect(state).toMatchObject({ status: 'ended', how: 'saved', endedAt });
    expect(sums(forgotten(), { endedAt }).totalMs).toBe(30_000);
    expect(sums(forgotten(), { endedAt }).pausedMs).toBe(10_000);
  });

  test('longer than it was is longer by a pause: nothing is done more', () => {
    const before = sums(whole, {});
    const after = sums(whole, { endedAt: END + 60_000 });
    expect(after).toEqual({
      ...before,
      pausedMs: before.pausedMs + 60_000,
      totalMs: before.totalMs + 60_000,
    });
  });

  test('that never ended ends when its person says so', () => {
    const running = whole.filter(({ kind, at }) => kind !== 'session-ended' && at < START_AT + 20_000);
    expect(laid(running, { endedAt: START_AT + 25_000 })).toMatchObject({ status: 'ended', how: 'saved' });
  });

  test('says of a step what was done, and leaves the time it took', () => {
    const steps = [
      { step: firstHold.index, heldMs: 4_000 },
      { step: firstReps.index, skipped: true as const },
    ];
    const { rows, totalMs } = sums(whole, { steps });
    expect(rows.find(({ step }) => step === firstHold.index)).toMatchObject({ status: 'cut', done: 4 });
    expect(rows.find(({ step }) => step === firstReps.index)).toMatchObject({ status: 'skipped', done: 0 });
    expect(totalMs).toBe(sums(whole, {}).totalMs);
    const more = sums(whole, { steps: [{ step: firstReps.index, reps: 99 }] });
    expect(more.rows.find(({ step }) => step === firstReps.index)).toMatchObject({
      status: 'done',
      done: 99,
    });
    expect(more.completeShare).toBe(1);
  });

  test.each<[string, SessionChanges]>([
    ['a gap', { steps: [{ step: 0, reps: 3 }] }],
    ['a step that is not there', { steps: [{ step: 9_999, skipped: true }] }],
    ['a hold in repetitions', { steps: [{ step: firstHold.index, reps: 3 }] }],
    ['repetitions in milliseconds', { steps: [{ step: firstReps.index, heldMs: 3 }] }],
    ['an effort nobody told', { efforts: [{ blockId: 'hold', value: null }] }],
  ])('passes over %s', (_name, changes) => {
    expect(laid(whole, changes)).toEqual(laid(whole, {}));
  });

  test('tells efforts anew, or takes one away', () => {
    const told = [
      ...whole,
      { ...draft(99_000, { kind: 'effort', blockId: 'hold', value: 9 }), seq: 99, zone: 0 },
    ] as Entry[];
    expect(laid(told, { efforts: [{ blockId: 'pull', value: 3 }] }).efforts).toEqual({ hold: 9, pull: 3 });
    expect(laid(told, { efforts: [{ blockId: 'hold', value: null }] }).efforts).toEqual({});
  });

  test('ends when its person says, however often its clock was moved', () => {
    const moves = fc.array(fc.tuple(fc.nat(60_000), fc.integer({ min: -7_200_000, max: 7_200_000 })), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(moves, fc.nat(80_000), (clock, later) => {
        let player = begin(timeline);
        let shift = 0;
        for (const [at, byMs] of clock.sort(([a], [b]) => a - b)) {
          player = tap(timeline, player, draft(at + shift, { kind: 'clock-moved', byMs }));
          shift += byMs;
        }
        const { entries } = lookAt(timeline, player, END + shift + 1);
        const started = laid(entries, {}).startedAt;
        const state = laid(entries, { endedAt: started + later });
        expect(state).toMatchObject({ startedAt: started, endedAt: started + later, status: 'ended' });
        const { workMs, restMs, pausedMs, totalMs } = planAgainstDone(timeline, state);
        expect(workMs + restMs + pausedMs).toBe(totalMs);
      }),
    );
  });

  test('is the same whether its own entries came before or after the correction', () => {
    const changes: SessionChanges = {
      endedAt: START_AT + 40_000,
      steps: [{ step: firstHold.index, heldMs: 1_000 }],
    };
    const all = laid(whole, changes);
    for (let count = 1; count <= whole.length; count += 1) {
      // What has come so far is laid over without a fault, and when the rest has come it is forgotten.
      expect(laid(whole.slice(0, count), changes).sessionId).toBe(all.sessionId);
    }
    expect(laid(whole, changes)).toEqual(all);
  });

  test('whose routine nobody has is refused as its replay is', () => {
    const unknown = correctedState(() => undefined, whole, { note: 'x' });
    expect(unknown).toMatchObject({
      ok: false,
      problems: [{ code: 'routine-unknown', routineId: SHORT.id }],
    });
  });
});

describe('the marks of a session', () => {
  const auto = whole.map((entry) =>
    entry.kind === 'session-ended' ? { ...entry, auto: true as const } : entry,
  );
  test('say that the watch ended it, until somebody says when it ended', () => {
    expect(laid(auto, { note: 'x' }).autoEnded).toBe(true);
    expect(laid(auto, { endedAt: END - 1 }).autoEnded).toBeUndefined();
    expect(laid(auto, { endedAt: END }).autoEnded).toBeUndefined();
    expect(laid(whole, {}).autoEnded).toBeUndefined();
  });

  test('carry the note; an empty one is none', () => {
    expect(sessionMarks({ corrected: true, changes: { note: '🧘' } })).toEqual({
      corrected: true,
      note: '🧘',
    });
    expect(sessionMarks({ corrected: true, changes: { note: '' } })).toEqual({ corrected: true });
    expect(sessionMarks({ corrected: false, changes: {} })).toEqual({});
  });
});

describe('what is wrong with changes', () => {
  const codes = (changes: SessionChanges) =>
    changeProblems(timeline, START_AT, changes).map(({ code, path }) => `${path}: ${code}`);

  test.each<[string, SessionChanges, string[]]>([
    ['nothing, of a fitting change', { endedAt: END, steps: [{ step: firstHold.index, heldMs: 1 }] }, []],
    ['an end before the start', { endedAt: START_AT - 1 }, ['endedAt: end-out-of-range']],
    ['an end a day and a bit later', { endedAt: START_AT + 86_400_001 }, ['endedAt: end-out-of-range']],
    ['a gap', { steps: [{ step: 0, reps: 1 }] }, ['steps.0.step: step-unknown']],
    ['a step that is not there', { steps: [{ step: 999, reps: 1 }] }, ['steps.0.step: step-unknown']],
    ['the other measure', { steps: [{ step: firstReps.index, heldMs: 1 }] }, ['steps.0: wrong-measure']],
    [
      'a block that is not there',
      { efforts: [{ blockId: 'b', value: 1 }] },
      ['efforts.0.blockId: block-unknown'],
    ],
  ])('is %s', (_name, changes, problems) => {
    expect(codes(changes)).toEqual(problems);
  });

  test('is every step and block, when nobody has the routine', () => {
    const changes: SessionChanges = {
      note: 'x',
      endedAt: END,
      steps: [{ step: firstHold.index, heldMs: 1 }],
    };
    expect(changeProblems(undefined, START_AT, changes)).toMatchObject([{ code: 'step-unknown' }]);
  });
});
