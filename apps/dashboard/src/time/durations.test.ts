import { describe, expect, test } from '@jest/globals';
import { clockLength, roughLength, secondsLeft } from './durations.js';

describe('lengths', () => {
  test.each([
    [0, '0:00'],
    [65_999, '1:05'],
    [3_729_000, '1:02:09'],
    [-1, '0:00'],
  ])('%d ms reads %s on a clock', (ms, words) => expect(clockLength(ms)).toBe(words));

  test('are rough in a list', () => {
    expect(roughLength(40_000)).toBe('40 s');
    expect(roughLength(618_000)).toBe('10 min');
  });

  test('count down to one during the last second', () => {
    expect([20_000, 19_999, 1, 0, -3].map(secondsLeft)).toEqual([20, 20, 1, 0, 0]);
  });
});
