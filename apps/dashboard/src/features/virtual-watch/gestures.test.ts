import { describe, expect, test } from '@jest/globals';
import { gestureOf } from './gestures.js';
import { vibratePattern } from './motor.js';

const from = { x: 100, y: 100 };

describe('a finger on the glass', () => {
  test('taps where it went down, also when it slips a little', () => {
    expect(gestureOf(from, { x: 120, y: 90 }, false)).toEqual({ kind: 'tap', ...from });
    expect(gestureOf(from, from, true)).toEqual({ kind: 'hold', ...from });
  });

  test.each([
    ['right', 200, 110],
    ['left', 0, 110],
    ['down', 110, 200],
    ['up', 110, 0],
  ])('swipes %s by its longer way', (direction, x, y) => {
    expect(gestureOf(from, { x, y }, true)).toEqual({ kind: 'swipe', direction });
  });
});

describe('the phone in the hand', () => {
  test('vibrates with the pauses of the watch, shortened by its speed', () => {
    const pulses = [
      { at: 0, onMs: 200, kind: 'URGENT' },
      { at: 500, onMs: 100, kind: 'URGENT' },
    ];
    expect(vibratePattern(pulses, 1)).toEqual([200, 300, 100]);
    expect(vibratePattern(pulses, 10)).toEqual([20, 30, 15]);
  });
});
