import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { playThrough, SESSION_ID, START_AT, shortTimeline, startEntry, unwrap } from '../../testing/play.js';
import { onlyAtTaps, playScript, script, scriptWithClock } from '../../testing/script.js';
import { planAgainstDone, summarise } from '../adherence/index.js';
import { bundledRoutines } from '../bundled/index.js';
import type { Entry } from '../journal/index.js';
import { LEVEL_NAMES } from '../routine/index.js';
import { compileTimeline, isWork } from '../timeline/index.js';
import { applyEntry, replay, replayFrom, startSession } from './index.js';

const SHORT = shortTimeline();

describe('replay', () => {
  test('of a journal is the state the page had', () => {
    fc.assert(
      fc.property(scriptWithClock(15_000), (acts) => {
        const { state, entries } = playScript(SHORT, acts, onlyAtTaps);
        expect(unwrap(replay(SHORT, entries))).toEqual(state);
        const fromJson = JSON.parse(JSON.stringify(entries)) as Entry[];
        expect(unwrap(replay(SHORT, fromJson))).toEqual(JSON.parse(JSON.stringify(state)));
      }),
    );
  });

  test('of a prefix and then the rest is replay of all', () => {
    fc.assert(
      fc.property(scriptWithClock(15_000), fc.nat(30), (acts, cut) => {
        const { entries } = playScript(SHORT, acts, onlyAtTaps);
        const at = Math.min(entries.length, 1 + cut);
        const prefix = unwrap(replay(SHORT, entries.slice(0, at)));
        expect(replayFrom(SHORT, prefix, entries.slice(at))).toEqual(unwrap(replay(SHORT, entries)));
      }),
    );
  });

  test('counts what does not fit, passes it over, and reads on', () => {
    const { entries, state } = playThrough(SHORT, 1000);
    const odd: Entry = { kind: 'resumed', seq: 99, zone: 0, at: START_AT, sessionId: SESSION_ID, leadMs: 0 };
    const replayed = unwrap(replay(SHORT, [...entries.slice(0, 3), odd, ...entries.slice(3)]));
    expect(replayed).toEqual({ ...state, refused: 1 });
  });

  test('does not hear entries of another session', () => {
    const { entries, state } = playThrough(SHORT, 1000);
    const other: Entry = { kind: 'paused', seq: 99, zone: 0, at: START_AT, sessionId: '0'.repeat(26) };
    expect(unwrap(replay(SHORT, [...entries.slice(0, 3), other, ...entries.slice(3)]))).toEqual(state);
  });

  test.each([
    ['session-not-started', []],
    ['session-not-started', playThrough(SHORT, 1000).entries.slice(1)],
  ])('answers %s to a journal that lacks the beginning', (code, entries) => {
    expect(replay(SHORT, entries)).toEqual({ ok: false, problems: [{ code }] });
  });

  test('answers routine-unknown, by name and version, when nobody has the routine', () => {
    expect(replay(() => undefined, [startEntry(SHORT)])).toEqual({
      ok: false,
      problems: [{ code: 'routine-unknown', routineId: 'short', version: 3 }],
    });
  });
});

describe('time', () => {
  const EVERY = bundledRoutines.flatMap((routine) =>
    LEVEL_NAMES.map((level) => ({ name: `${routine.id} at ${level}`, routine, level })),
  );

  test.each(EVERY)('from go to the next cue boundary is each hold’s target: $name', ({ routine, level }) => {
    const timeline = compileTimeline(routine, { level, withOptional: true });
    const { cues } = playThrough(timeline, 730);
    for (const hold of timeline.steps.filter((step) => step.kind === 'hold')) {
      const goAt = cues.find((cue) => cue.kind === 'go' && cue.step === hold.index)?.at;
      const nextAt = cues.find((cue) => cue.step === hold.index + 1)?.at;
      expect((nextAt as number) - (goAt as number)).toBe(hold.target * 1000);
    }
  });

  test.each(EVERY)('does not drift over the whole of $name', ({ routine, level }) => {
    const timeline = compileTimeline(routine, { level, withOptional: true });
    const { entries, cues, state } = playThrough(timeline, 730);
    let endAt = START_AT;
    const ends = timeline.steps.map((step) => {
      endAt += step.durationMs;
      return endAt;
    });
    const done = entries.filter((entry) => entry.kind === 'step-done').map((entry) => entry.at);
    expect(done).toEqual(ends);
    expect(state).toMatchObject({ status: 'ended', how: 'complete', endedAt: START_AT + timeline.totalMs });
    expect(cues[cues.length - 1]).toEqual({ kind: 'all-done', at: endAt, step: timeline.steps.length });
  });

  test('work, rest and pause add up to the length of the session, whatever happened', () => {
    fc.assert(
      fc.property(scriptWithClock(15_000), (acts) => {
        const { state } = playScript(SHORT, acts, onlyAtTaps);
        expect(state.status).toBe('ended');
        const { workMs, restMs, pausedMs, totalMs } = planAgainstDone(SHORT, state);
        expect(workMs + restMs + pausedMs).toBe(totalMs);
        expect(totalMs).toBe((state.endedAt as number) - state.startedAt);
        expect(Math.min(workMs, restMs, pausedMs)).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('a summary comes to what the rows of the plan come to', () => {
    fc.assert(
      fc.property(scriptWithClock(15_000), fc.nat(40), (acts, cut) => {
        const { entries } = playScript(SHORT, acts, onlyAtTaps);
        const state = unwrap(replay(SHORT, entries.slice(0, 1 + cut)));
        const { rows } = planAgainstDone(SHORT, state);
        const shares = rows.map(({ done, target }) => Math.min(1, done / target));
        expect(summarise(SHORT, state)).toMatchObject({
          setsPlanned: rows.length,
          setsDone: rows.filter(({ status }) => status === 'done').length,
          completeShare: shares.reduce((sum, share) => sum + share, 0) / rows.length,
        });
      }),
    );
  });

  test('the sums hold for open repetitions too', () => {
    const timeline = shortTimeline({ advance: 'tap' });
    fc.assert(
      fc.property(script(15_000), (acts) => {
        const { state } = playScript(
          timeline,
          acts.concat({ afterMs: 1, kind: 'session-ended', value: 0 }),
          onlyAtTaps,
        );
        const { totalMs } = planAgainstDone(timeline, state);
        expect(totalMs).toBe((state.endedAt as number) - state.startedAt);
      }),
    );
  });
});

test('each piece of work has the gaps before it as its rest', () => {
  const { rows, restMs } = planAgainstDone(SHORT, playThrough(SHORT, 1000).state);
  expect(rows.map((row) => row.restMs)).toEqual([5000, 3000, 5000, 7000, 6000]);
  expect(restMs).toBe(26_000);
});

describe('the two sides of the side plank', () => {
  const [left, right] = SHORT.steps.filter((step) => step.kind === 'hold');

  test('are results of their own', () => {
    const started = startSession(startEntry(SHORT));
    const skipRight = [
      { kind: 'step-done', at: START_AT + 5000, sessionId: SESSION_ID, step: 0 },
      { kind: 'step-done', at: START_AT + 15_000, sessionId: SESSION_ID, step: 1, heldMs: 10_000 },
      { kind: 'step-done', at: START_AT + 18_000, sessionId: SESSION_ID, step: 2 },
      { kind: 'step-skipped', at: START_AT + 19_000, sessionId: SESSION_ID, step: 3 },
    ] as const;
    const state = skipRight.reduce((current, entry) => unwrap(applyEntry(SHORT, current, entry)), started);
    expect([left?.side, right?.side]).toEqual(['left', 'right']);
    const rows = planAgainstDone(SHORT, state).rows.filter((row) => row.movement === 'side');
    expect(rows.map(({ side, done, status }) => [side, done, status])).toEqual([
      ['left', 10, 'done'],
      ['right', 1, 'skipped'],
    ]);
  });

  test('have one result each after a session nobody touched', () => {
    const { state } = playThrough(SHORT, 1000);
    const work = SHORT.steps.filter(isWork).map((step) => step.index);
    expect(state.results.filter((result) => work.includes(result.step))).toHaveLength(work.length);
  });
});
