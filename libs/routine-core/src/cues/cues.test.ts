import { describe, expect, test } from '@jest/globals';
import { begin, draft, lookAt, playThrough, START_AT, shortTimeline, tap } from '../../testing/play.js';
import { CUE_KINDS, type Cue, type CueKind, cuesBetween, patternMs, patternOf } from './index.js';

const TIMELINE = shortTimeline();
const at = (ms: number) => START_AT + ms;

// One line a cue: seconds from the start, step, kind.
const GOLDEN = `
0 0 ready
2 0 last-three
5 1 go
12 1 last-three
15 2 switch-side
18 3 go
25 3 last-three
28 4 change
30 4 last-three
33 5 go
34 5 rep-hold
36 5 rep-lower
37 5 rep
38 5 rep-hold
40 5 rep-lower
41 6 block-done
45 6 last-three
48 7 go
49 7 rep-hold
50 7 rep-lower
52 7 rep
53 7 rep-hold
54 7 rep-lower
56 8 rest
59 8 last-three
62 9 go
63 9 rep-hold
64 9 rep-lower
66 9 rep
67 9 rep-hold
68 9 rep-lower
70 10 all-done
`.trim();

const lines = (cues: readonly Cue[]): string =>
  cues.map((cue) => `${(cue.at - START_AT) / 1000} ${cue.step} ${cue.kind}`).join('\n');

describe('the cues of a short routine', () => {
  test('are these, at these seconds', () => {
    expect(lines(cuesBetween(TIMELINE, begin(TIMELINE).state, at(-1), at(TIMELINE.totalMs)))).toBe(GOLDEN);
  });

  test('are the same when they were felt one look at a time', () => {
    expect(lines(playThrough(TIMELINE, 90).cues)).toBe(GOLDEN);
  });

  test('a stretch owns its end and not its beginning', () => {
    const { state } = begin(TIMELINE);
    expect(lines(cuesBetween(TIMELINE, state, at(2000), at(5000)))).toBe('5 1 go');
    expect(lines(cuesBetween(TIMELINE, state, at(1999), at(4999)))).toBe('2 0 last-three');
  });

  test('a hold of fifteen seconds or more is told its middle', () => {
    const middles = (level: 'low' | 'middle' | 'high') =>
      playThrough(shortTimeline({ level }), 500)
        .cues.filter((cue) => cue.kind === 'halfway')
        .map((cue) => [cue.step, cue.at - START_AT]);
    expect(middles('low')).toEqual([]);
    expect(middles('middle')).toEqual([
      [1, 12_500],
      [3, 30_500],
    ]);
    expect(middles('high')).toEqual([
      [1, 13_000],
      [3, 32_000],
    ]);
  });

  test('open repetitions are told their beginning alone', () => {
    const timeline = shortTimeline({ advance: 'tap' });
    const reps = timeline.steps.findIndex((step) => step.open);
    const { state } = lookAt(timeline, begin(timeline), at(600_000));
    expect(state.step).toBe(reps);
    expect(cuesBetween(timeline, state, state.anchorAt - 1, at(600_000)).map((cue) => cue.kind)).toEqual([
      'go',
    ]);
  });

  test('a gap made longer counts down to its new end', () => {
    const longer = tap(
      TIMELINE,
      begin(TIMELINE),
      draft(16_000, { kind: 'step-adjusted', step: 2, byMs: 10_000 }),
    );
    expect(lines(lookAt(TIMELINE, longer, at(30_000)).cues.slice(-3))).toBe(
      '15 2 switch-side\n25 2 last-three\n28 3 go',
    );
  });

  test('nothing is felt while paused, nor after the end', () => {
    const paused = tap(TIMELINE, begin(TIMELINE), draft(9000, { kind: 'paused' }));
    expect(cuesBetween(TIMELINE, paused.state, at(0), at(600_000))).toEqual([]);
    const ended = playThrough(TIMELINE, 1000);
    expect(cuesBetween(TIMELINE, ended.state, at(0), at(600_000))).toEqual([]);
  });

  test('skipping the last step of a paused session is felt as its end', () => {
    const paused = tap(TIMELINE, begin(TIMELINE), draft(65_000, { kind: 'paused' }));
    const { state } = tap(TIMELINE, paused, draft(70_000, { kind: 'step-skipped', step: 9 }));
    expect(lines(cuesBetween(TIMELINE, state, at(69_999), at(70_000)))).toBe('70 10 all-done');
  });
});

describe('patterns', () => {
  const pairs = CUE_KINDS.flatMap((one, index) =>
    CUE_KINDS.slice(index + 1).map((other) => [one, other] as const),
  );
  const alike = pairs.filter(
    ([one, other]) => patternOf(one).pulses.length === patternOf(other).pulses.length,
  );

  test.each(alike)(
    '%s and %s have the same number of pulses and differ in length by a quarter',
    (one, other) => {
      const [short, long] = [patternMs(patternOf(one)), patternMs(patternOf(other))].sort((a, b) => a - b);
      expect(long as number).toBeGreaterThanOrEqual((short as number) * 1.25);
    },
  );

  test.each(CUE_KINDS)(
    '%s has a pulse of 80 ms or more, whole positive lengths, and silence between pulses',
    (kind: CueKind) => {
      const { pulses } = patternOf(kind);
      expect(Math.max(...pulses.map((pulse) => pulse.onMs))).toBeGreaterThanOrEqual(80);
      for (const { onMs, offMs } of pulses) expect([onMs, offMs].every(Number.isInteger)).toBe(true);
      expect(pulses.slice(0, -1).every((pulse) => pulse.offMs > 0)).toBe(true);
      expect(pulses[pulses.length - 1]?.offMs).toBe(0);
    },
  );

  test('the countdown’s three pulses begin at three, two and one seconds before the end', () => {
    const starts = patternOf('last-three').pulses.reduce<number[]>(
      (found, { onMs, offMs }) => found.concat((found[found.length - 1] as number) + onMs + offMs),
      [0],
    );
    expect(starts.slice(0, 3)).toEqual([0, 1000, 2000]);
  });

  test('every pattern is over before the cue that can follow it', () => {
    expect(patternMs(patternOf('last-three'))).toBeLessThan(3000);
    expect(patternMs(patternOf('rep'))).toBeLessThan(1000);
    expect(patternMs(patternOf('rep-hold'))).toBeLessThan(1000);
  });
});
