import { describe, expect, test } from '@jest/globals';
import type { Input } from '@plumbline/zepp-runtime/browser';
import { FingerOnGlass } from './gestures.js';
import { fresh, heard, noPulses, vibratePattern } from './motor.js';

const from = { x: 100, y: 100 };

function played(speed: number, play: (finger: FingerOnGlass) => void): Input[] {
  const sent: Input[] = [];
  const finger = new FingerOnGlass((input) => void sent.push(input));
  finger.down(from, 0, speed);
  play(finger);
  return sent;
}

describe('a finger on the glass', () => {
  test('is handed to a watch of the same speed as it is', () => {
    const sent = played(1, (finger) => {
      finger.move({ x: 130, y: 100 });
      finger.up(90);
    });
    expect(sent).toEqual([
      { kind: 'finger', does: 'down', ...from },
      { kind: 'finger', does: 'move', x: 130, y: 100 },
      { kind: 'finger-up' },
    ]);
  });

  test.each([
    ['taps', 120, 'tap'],
    ['presses long', 700, 'hold'],
  ] as const)('%s by the clock of the person when the watch runs faster', (_name, ms, kind) => {
    const sent = played(60, (finger) => {
      finger.move({ x: 104, y: 98 });
      finger.up(ms);
    });
    expect(sent).toEqual([{ kind, ...from }]);
  });

  test('drags while time stands', () => {
    const sent = played(0, (finger) => {
      finger.move({ x: 100, y: 60 });
      finger.move({ x: 100, y: 20 });
      finger.up(400);
    });
    expect(sent.map((input) => ('does' in input ? input.does : input.kind))).toEqual([
      'down',
      'move',
      'move',
      'finger-up',
    ]);
  });
});

describe('the motor on the page', () => {
  test('vibrates a phone with the pauses of the watch, shortened by its speed', () => {
    const pulses = [
      { at: 0, onMs: 200, kind: 'URGENT' },
      { at: 500, onMs: 100, kind: 'URGENT' },
    ];
    expect(vibratePattern(pulses, 1)).toEqual([200, 300, 100]);
    expect(vibratePattern(pulses, 10)).toEqual([20, 30, 15]);
  });

  test('corrects a pulse that was cut short, and plays none twice', () => {
    const long = { at: 0, onMs: 600, kind: 'CALL' };
    const cut = { ...long, onMs: 80 };
    const next = { at: 900, onMs: 50, kind: 'CALL' };
    const first = heard(noPulses, { from: 0, pulses: [long], speed: 1 });
    const news = { from: 0, pulses: [cut, next], speed: 1 };
    expect(fresh(first, news)).toEqual([next]);
    expect(heard(first, news).pulses).toEqual([cut, next]);
  });
});
