import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { advance } from './through.js';

describe('advance', () => {
  test.each([
    ['nothing on disk stays where it is', { through: 0, first: 1, present: [] }, 0, []],
    ['contiguous numbers are passed', { through: 2, first: 1, present: [3, 4, 5] }, 5, []],
    ['a hole that can still be filled stops it', { through: 2, first: 1, present: [3, 5] }, 3, []],
    ['a hole below first is stepped over and named', { through: 2, first: 6, present: [6, 7] }, 7, [[3, 5]]],
    [
      'islands inside a hole split it',
      { through: 0, first: 6, present: [3, 6] },
      6,
      [
        [1, 2],
        [4, 5],
      ],
    ],
    ['a hole above first stays open', { through: 0, first: 3, present: [3, 9] }, 3, [[1, 2]]],
    ['first may lie beyond everything', { through: 4, first: 10, present: [] }, 9, [[5, 9]]],
  ])('%s', (_name, held, through, gaps) => {
    const wanted = gaps.map(([from, to]) => ({ from, to }));
    expect(advance(held)).toEqual({ through, gaps: wanted });
  });

  test('every number up to through is on disk or in a gap, and the next one is neither', () => {
    const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 40 });
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 40 }), (seqs, first) => {
        const present = [...seqs].sort((a, b) => a - b);
        const { through, gaps } = advance({ through: 0, first, present });
        const inGap = (seq: number) => gaps.some(({ from, to }) => from <= seq && seq <= to);
        for (let seq = 1; seq <= through; seq += 1) expect(present.includes(seq)).toBe(!inGap(seq));
        expect(present.includes(through + 1)).toBe(false);
        expect(through + 1).toBeGreaterThanOrEqual(first);
      }),
    );
  });
});
