import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  begin,
  draft,
  lookAt,
  type Player,
  playThrough,
  START_AT,
  shortTimeline,
  tap,
  unwrap,
} from '../../testing/play.js';
import { onlyAtTaps, playScript } from '../../testing/script.js';
import { applyEntry, CARRY_ON_MS, elapsedAt, look, nextWake, recover, viewSession } from './index.js';

const TIMELINE = shortTimeline();
const at = (ms: number) => START_AT + ms;
const kindsOf = (player: Player, from: number) =>
  player.cues.filter((cue) => cue.at >= at(from)).map((cue) => [cue.kind, cue.at - START_AT]);

/** In the left hold (5–15 s): paused at 9 s, resumed at 20 s with a lead of 3 s. */
const resumedInHold = () => {
  const paused = tap(TIMELINE, lookAt(TIMELINE, begin(TIMELINE), at(7000)), draft(9000, { kind: 'paused' }));
  return tap(
    TIMELINE,
    lookAt(TIMELINE, paused, at(15_500)),
    draft(20_000, { kind: 'resumed', leadMs: 3000 }),
  );
};

describe('a pause', () => {
  test('keeps the seconds that were held and gives the rest after the lead', () => {
    const { state } = resumedInHold();
    expect(elapsedAt(TIMELINE, state, at(22_999))).toBe(4000);
    expect(elapsedAt(TIMELINE, state, at(24_000))).toBe(5000);
    expect(nextWake(TIMELINE, state, at(20_000))).toBe(at(29_000));
  });

  test('counts its lead as pause', () => {
    const { state } = resumedInHold();
    expect(state.pausedMs).toBe(14_000);
    expect(look(TIMELINE, state, at(29_000)).entries).toEqual([
      draft(29_000, { kind: 'step-done', step: 1, heldMs: 10_000 }),
    ]);
  });

  test('shows the lead as a countdown and stands still meanwhile', () => {
    const { state } = resumedInHold();
    expect(viewSession(TIMELINE, state, at(21_000))).toMatchObject({
      leadMs: 2000,
      elapsedMs: 4000,
      remainingMs: 6000,
    });
  });

  test('is silent, then says go when counting begins and what is still to come of the step', () => {
    const player = lookAt(TIMELINE, resumedInHold(), at(30_000));
    expect(kindsOf(player, 9000)).toEqual([
      ['go', 23_000],
      ['last-three', 26_000],
      ['switch-side', 29_000],
      // the side switch takes three seconds, too short for a countdown
    ]);
  });

  test('at the very instant of a cue does not have it told again', () => {
    const paused = tap(TIMELINE, begin(TIMELINE), draft(12_000, { kind: 'paused' }));
    const on = tap(TIMELINE, paused, draft(20_000, { kind: 'resumed', leadMs: 0 }));
    expect(kindsOf(lookAt(TIMELINE, on, at(23_000)), 12_000)).toEqual([
      ['last-three', 12_000],
      ['go', 20_000],
      ['switch-side', 23_000],
    ]);
  });

  test('that begins inside a lead gives the rest of the lead back', () => {
    const again = tap(TIMELINE, resumedInHold(), draft(21_000, { kind: 'paused' }));
    expect(again.state).toMatchObject({
      status: 'paused',
      keptMs: 4000,
      pausedMs: 12_000,
      pausedAt: at(21_000),
    });
    const on = tap(TIMELINE, again, draft(30_000, { kind: 'resumed', leadMs: 0 }));
    expect(on.state).toMatchObject({ pausedMs: 21_000, anchorAt: at(26_000) });
  });

  test('moves every later instant by its own length and changes no result', () => {
    fc.assert(
      fc.property(fc.nat(69_999), fc.nat(600_000), fc.nat(5000), (pauseAt, pauseMs, leadMs) => {
        const quiet = playThrough(TIMELINE, 1000);
        const acts = [
          { afterMs: pauseAt, kind: 'paused' as const, value: 0 },
          { afterMs: pauseMs, kind: 'resumed' as const, value: leadMs },
        ];
        const { state } = playScript(TIMELINE, acts, onlyAtTaps);
        const gapMs = pauseMs + (leadMs % 5000);
        expect(state.endedAt).toBe((quiet.state.endedAt as number) + gapMs);
        expect(state.pausedMs).toBe(gapMs);
        expect(state.results).toEqual(quiet.state.results);
      }),
    );
  });
});

describe('recovery of a page that was gone', () => {
  const lastSteps = TIMELINE.steps.map((step) => step.index);
  const startOf = (index: number) =>
    TIMELINE.steps.slice(0, index).reduce((sum, step) => sum + step.durationMs, 0);

  test.each(lastSteps)('in step %d loses at most that step, never a finished one', (index) => {
    const seenAt = at(startOf(index) + 1500);
    const before = look(TIMELINE, begin(TIMELINE).state, at(0)).state;
    const recovery = recover(TIMELINE, before, seenAt, seenAt + 3_600_000);
    if (recovery.choice !== 'ask') throw new Error('nobody is asked');
    const state = recovery.entries.reduce((now, entry) => unwrap(applyEntry(TIMELINE, now, entry)), before);
    expect(state).toMatchObject({ status: 'paused', step: index, keptMs: 1500, pausedAt: seenAt });
    expect(state.results.map((result) => [result.step, result.status])).toEqual(
      lastSteps.slice(0, index).map((step) => [step, 'done']),
    );
  });

  test.each([
    ['no time', 0, 'carry-on'],
    ['exactly the longest gap that carries on', CARRY_ON_MS, 'carry-on'],
    ['a millisecond more', CARRY_ON_MS + 1, 'ask'],
    ['a clock that went backwards', -1, 'ask'],
  ])('after %s (%d ms) is: %s', (_, gapMs, choice) => {
    const { state } = lookAt(TIMELINE, begin(TIMELINE), at(9000));
    expect(recover(TIMELINE, state, at(9000), at(9000 + gapMs)).choice).toBe(choice);
  });

  test('asks about a paused session and adds nothing to it', () => {
    const { state } = tap(TIMELINE, begin(TIMELINE), draft(9000, { kind: 'paused' }));
    expect(recover(TIMELINE, state, at(9000), at(9100))).toEqual({ choice: 'ask', entries: [] });
  });

  test('leaves a session alone that had ended before the last look', () => {
    const { state } = lookAt(TIMELINE, begin(TIMELINE), at(9000));
    expect(recover(TIMELINE, state, at(80_000), at(9_000_000))).toEqual({ choice: 'carry-on' });
  });
});

describe('a clock that is moved', () => {
  const BY = [3_600_000, -3_600_000, 5001, -86_400_000];

  test.each(BY)('by %d ms shifts the end and fires every cue once', (byMs) => {
    const quiet = playThrough(TIMELINE, 1000);
    const offsets = (player: Player) => player.cues.map((cue) => [cue.kind, cue.step]);
    for (let ms = 0; ms < TIMELINE.totalMs; ms += 500) {
      const seen = lookAt(TIMELINE, begin(TIMELINE), at(ms));
      const shifted = tap(TIMELINE, seen, { kind: 'clock-moved', at: at(ms), byMs });
      const over = lookAt(TIMELINE, shifted, at(TIMELINE.totalMs + byMs));
      expect(over.state).toMatchObject({ endedAt: at(TIMELINE.totalMs + byMs), startedAt: at(byMs) });
      expect(over.state.results).toEqual(quiet.state.results);
      expect(offsets(over)).toEqual(offsets(quiet));
    }
  });

  test('while paused moves the pause with it', () => {
    const paused = tap(TIMELINE, begin(TIMELINE), draft(9000, { kind: 'paused' }));
    const moved = tap(TIMELINE, paused, { kind: 'clock-moved', at: at(9000), byMs: 60_000 });
    const on = tap(TIMELINE, moved, draft(72_000, { kind: 'resumed', leadMs: 0 }));
    expect(on.state.pausedMs).toBe(3000);
  });
});
