import { expect, test } from '@jest/globals';
import { type Touch, touchMeter } from './touch-meter.js';

/** Numbers are milliseconds that pass. */
test.each<[string, (Touch | number)[], string[]]>([
  ['a short touch is one click', ['down', 100, 'up'], ['click']],
  ['a resting finger is long while it rests, and nothing when it leaves', ['down', 1000, 'up'], ['long']],
  ["the watch's own long press counts at once", ['down', 'long', 'up'], ['long']],
  ['both words for one press are one press', ['down', 1000, 'long', 'up'], ['long']],
  ['a finger that slips away is nothing', ['down', 200, 'cancel', 900, 'up'], []],
  ['two short touches are two clicks', ['down', 50, 'up', 50, 'down', 50, 'up'], ['click', 'click']],
  ['a lift without a touch is nothing', ['up'], []],
])('%s', (_name, touches, expected) => {
  let now = 0;
  let timer: { at: number; work: () => void } | undefined;
  const pressed: string[] = [];
  const meter = touchMeter(
    (waitMs, work) => {
      timer = { at: now + waitMs, work };
      return () => {
        timer = undefined;
      };
    },
    (press) => pressed.push(press),
  );
  for (const touch of touches) {
    if (typeof touch === 'string') meter(touch);
    else now += touch;
    const due = timer;
    if (due !== undefined && due.at <= now) {
      timer = undefined;
      due.work();
    }
  }
  expect(pressed).toEqual(expected);
});
