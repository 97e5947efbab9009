import { describe, expect, test } from '@jest/globals';
import { memoryMarks } from '../journal/memory-files.js';
import { type Backstop, readBackstop, worthWaking } from './backstop.js';
import { clockJump } from './clock-jump.js';
import { freshCue } from './fresh-cue.js';
import { emptyInbox, noteInInbox } from './inbox.js';

const T = 1_764_000_000_000;
const backstop: Backstop = {
  sessionId: 's',
  cues: [
    [T, 'go'],
    [T + 10_000, 'rest'],
    [T + 25_000, 'go'],
  ],
};

describe('the backstop', () => {
  test.each<[string, number, number | undefined, object]>([
    ['plays the cue that is due and names the next', T + 400, undefined, { play: 'go', nextAt: T + 10_000 }],
    ['counts an alarm a little early as on time', T + 9500, undefined, { play: 'rest', nextAt: T + 25_000 }],
    ['stays silent beside a page seen a second ago', T + 400, T - 600, { nextAt: T + 10_000 }],
    ['speaks when the page was last seen long ago', T + 400, T - 60_000, { play: 'go', nextAt: T + 10_000 }],
    ['says nothing about a moment long gone', T + 60_000, undefined, {}],
    ['ends after the last cue', T + 25_300, undefined, { play: 'go' }],
  ])('%s', (_name, now, seenAt, wake) => {
    expect(readBackstop(backstop, seenAt, now)).toEqual(wake);
  });

  test('wakes for beginnings and ends, not for countdowns', () => {
    expect((['go', 'rest', 'all-done', 'last-three', 'halfway', 'rep'] as const).map(worthWaking)).toEqual([
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

test.each([
  ['on time', 200, 0],
  ['late by a busy second', 1200, 0],
  ['an hour on', 3_600_200, 3_600_000],
  ['an hour back', -3_599_800, -3_600_000],
])('a look that comes %s sees a jump of the clock of %i ms → %i', (_name, passedMs, byMs) => {
  expect(clockJump(T, T + passedMs, 200)).toBe(byMs);
});

test('of several cues the latest is felt, and none that is older than a second and a half', () => {
  const cue = (at: number) => ({ kind: 'go', at, step: 0 }) as const;
  expect(freshCue([cue(T - 900), cue(T - 100)], T)?.at).toBe(T - 100);
  expect(freshCue([cue(T - 1501)], T)).toBeUndefined();
  expect(freshCue([], T)).toBeUndefined();
});

test('the inbox is handed over once', () => {
  const marks = memoryMarks();
  noteInInbox(marks, { at: T, kind: 'go' });
  noteInInbox(marks, { at: T + 1, kind: 'rest' });
  expect(emptyInbox(marks).map((note) => note.kind)).toEqual(['go', 'rest']);
  expect(emptyInbox(marks)).toEqual([]);
});
