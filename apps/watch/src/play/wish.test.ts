import { describe, expect, test } from '@jest/globals';
import type { Step } from '@plumbline/routine-core/timeline';
import type { Key } from '../device/keys.js';
import { MENUS, moveInMenu } from './menu.js';
import { type Gesture, wishOf } from './wish.js';

const step = (more: Partial<Step>): Step => ({
  index: 0,
  kind: 'hold',
  blockId: 'core',
  movement: 'plank',
  position: 'face-down',
  set: 1,
  sets: 2,
  durationMs: 10_000,
  target: 10,
  ...more,
});

const plank = step({});
const doorway = step({ movement: 'doorway', position: 'standing' });
const rest = step({ kind: 'rest', target: 0 });
const open = step({ kind: 'reps', movement: 'row', position: 'standing', open: true });

const KEYS: Key[] = ['back', 'select', 'up', 'down', 'other'];
const everySingle: Gesture[] = [
  ...KEYS.map((key): Gesture => ({ kind: 'key', key, press: 'click' })),
  { kind: 'touch', press: 'click' },
  { kind: 'crown', degrees: 90 },
  { kind: 'crown', degrees: -90 },
  { kind: 'swipe' },
];
const everyLong: Gesture[] = [
  ...KEYS.map((key): Gesture => ({ kind: 'key', key, press: 'long' })),
  { kind: 'touch', press: 'long' },
];

describe('under the floor lock', () => {
  test.each(everySingle)('%j changes nothing', (gesture) => {
    expect(wishOf(gesture, plank)).toBeUndefined();
  });
  test.each(everyLong)('%j opens the pause menu', (gesture) => {
    expect(wishOf(gesture, plank)).toBe('menu');
  });
});

describe('while a step runs that is not locked', () => {
  test.each<[string, Gesture, Step, string | undefined]>([
    ['a touch in a standing hold pauses', { kind: 'touch', press: 'click' }, doorway, 'menu'],
    ['a touch in a rest on the floor pauses', { kind: 'touch', press: 'click' }, rest, 'menu'],
    ['the upper key makes a rest longer', { kind: 'key', key: 'up', press: 'click' }, rest, 'more'],
    ['the lower key makes a rest shorter', { kind: 'key', key: 'down', press: 'click' }, rest, 'less'],
    ['the upper key in a hold pauses', { kind: 'key', key: 'up', press: 'click' }, doorway, 'menu'],
    ['a touch ends open repetitions', { kind: 'touch', press: 'click' }, open, 'done'],
    ['the back key pauses open repetitions', { kind: 'key', key: 'back', press: 'click' }, open, 'menu'],
    ['the crown does nothing', { kind: 'crown', degrees: 90 }, doorway, undefined],
  ])('%s', (_name, gesture, at, wish) => {
    expect(wishOf(gesture, at)).toBe(wish);
  });
});

describe('in a menu', () => {
  const items = MENUS.pause;
  test.each<[string, number, Parameters<typeof moveInMenu>[2], object]>([
    ['down goes to the next item', 0, { kind: 'key', key: 'down', press: 'click' }, { selected: 1 }],
    ['up stops at the first', 0, { kind: 'key', key: 'up', press: 'click' }, { selected: 0 }],
    ['down stops at the last', 3, { kind: 'key', key: 'down', press: 'click' }, { selected: 3 }],
    ['the crown turns through the items', 1, { kind: 'crown', degrees: 30 }, { selected: 0 }],
    ['select chooses', 1, { kind: 'key', key: 'select', press: 'click' }, { wish: 'skip' }],
    ['back goes on', 2, { kind: 'key', key: 'back', press: 'click' }, { wish: 'resume' }],
  ])('%s', (_name, selected, input, move) => {
    expect(moveInMenu(items, selected, input)).toEqual(move);
  });
});
