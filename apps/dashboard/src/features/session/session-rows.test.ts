import { describe, expect, test } from '@jest/globals';
import { compileTimeline, findRoutine, type Routine } from '@plumbline/routine-core';
import fc from 'fast-check';
import type { PlanRow } from '../../api/index.js';
import { blockRows } from './block-rows.js';
import { amount, doneWords, restWords, statusWord } from './row-words.js';
import { shownTotals } from './totals.js';

const row = (over: Partial<PlanRow>): PlanRow => ({
  step: 1,
  kind: 'hold',
  movement: 'plank',
  set: 1,
  sets: 2,
  unit: 'seconds',
  target: 20,
  done: 20,
  restMs: 15_000,
  status: 'done',
  ...over,
});

describe('a row in words', () => {
  test.each([
    ['a whole hold', row({}), ['20 s', '20 s', 'done']],
    ['a cut hold', row({ done: 12.4, status: 'cut' }), ['20 s', '12.4 s', 'cut short']],
    ['a skipped hold', row({ done: 0, status: 'skipped' }), ['20 s', '–', 'skipped']],
    [
      'reps not reached',
      row({ unit: 'reps', target: 8, done: 0, status: 'missed' }),
      ['8 reps', '–', 'not reached'],
    ],
    ['one rep', row({ unit: 'reps', target: 8, done: 1, status: 'cut' }), ['8 reps', '1 rep', 'cut short']],
  ])('%s', (_, given, words) => {
    expect([amount(given.target, given.unit), doneWords(given), statusWord(given)]).toEqual(words);
  });

  test('has a dash where there was no rest', () => {
    expect([restWords(row({})), restWords(row({ restMs: 0 }))]).toEqual(['15 s', '–']);
  });
});

describe('shownTotals', () => {
  test('always add up to the length as it is shown', () => {
    const ms = fc.nat(5_000_000);
    fc.assert(
      fc.property(ms, ms, ms, (workMs, restMs, pausedMs) => {
        const totals = { workMs, restMs, pausedMs, totalMs: workMs + restMs + pausedMs };
        const shown = shownTotals(totals);
        expect(shown.workMs + shown.restMs + shown.pausedMs).toBe(shown.totalMs);
        for (const key of ['workMs', 'restMs', 'pausedMs', 'totalMs'] as const) {
          expect(shown[key] % 1000).toBe(0);
          expect(Math.abs(shown[key] - totals[key])).toBeLessThan(3000);
        }
      }),
    );
  });
});

describe('blockRows', () => {
  const timeline = compileTimeline(findRoutine('back-posture') as Routine, {
    level: 'low',
    withOptional: false,
  });

  test('puts each row under the heading of its block', () => {
    const rows = timeline.steps.filter((step) => step.target > 0).map((step) => row({ step: step.index }));
    const named = blockRows(rows, timeline).map((block) => [block.name, block.rows.length]);
    expect(named).toEqual([
      ['Warm-up', 3],
      ['Core and glutes', 8],
      ['Upper and lower back', 6],
    ]);
  });

  test('gives one table without a heading for an unknown routine', () => {
    expect(blockRows([row({})], undefined)).toEqual([{ id: 'all', name: undefined, rows: [row({})] }]);
  });
});
