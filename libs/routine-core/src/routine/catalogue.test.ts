import { describe, expect, test } from '@jest/globals';
import {
  allMovements,
  isFloor,
  isMovementId,
  LEVEL_NAMES,
  MOVEMENT_IDS,
  type Movement,
  movementOf,
  type PhaseKind,
} from './index.js';

const byName = allMovements().map((movement) => [movement.name, movement] as const);

// Source: the article's sections and closing list (features.md §3.1); seconds a rep at low, middle, high: §3.4.
const FACTS = [
  ['doorway', 'hold', [20, 25, 30], 'both', 'standing'],
  ['cat', 'reps', [3, 4, 5], 'both', 'floor'],
  ['plank', 'hold', [10, 15, 20], 'both', 'floor'],
  ['side', 'hold', [10, 15, 20], 'each', 'floor'],
  ['bridge', 'reps', [8, 10, 12], 'both', 'floor'],
  ['squeeze', 'reps', [3, 4, 5], 'both', 'standing'],
  ['row', 'reps', [8, 10, 12], 'both', 'standing'],
  ['apart', 'reps', [8, 10, 12], 'both', 'standing'],
  ['superman', 'reps', [6, 8, 10], 'both', 'floor'],
  ['isopull', 'hold', [10, 15, 20], 'both', 'standing'],
] as const;

const REP_SECONDS = [
  ['cat', [6, 8, 10], [0, 0, 0]],
  ['bridge', [6, 7, 9], [2, 2.5, 3]],
  ['squeeze', [7, 8, 10], [5, 5, 5]],
  ['row', [4, 5, 6], [1, 1, 1]],
  ['apart', [4, 5, 6], [1, 1, 1]],
  ['superman', [4, 6.5, 9], [2, 3.5, 5]],
] as const;

const secondsOf = (movement: Movement, wanted?: PhaseKind): number[] =>
  LEVEL_NAMES.map((level) =>
    (movement.tempo?.[level] ?? [])
      .filter((phase) => wanted === undefined || phase.kind === wanted)
      .reduce((sum, phase) => sum + phase.durationMs / 1000, 0),
  );

describe('the catalogue', () => {
  test('has the eleven movements, each once, in the order of their ids', () => {
    expect(allMovements().map((movement) => movement.id)).toEqual([...MOVEMENT_IDS]);
    expect(MOVEMENT_IDS).toHaveLength(11);
  });

  test.each(FACTS)('knows the measure, range, sides and place of %s', (id, measure, range, sides, place) => {
    const movement = movementOf(id);
    expect([movement.measure, LEVEL_NAMES.map((level) => movement.range?.[level]), movement.sides]).toEqual([
      measure,
      range,
      sides,
    ]);
    expect(isFloor(movement.position) ? 'floor' : 'standing').toBe(place);
  });

  test.each(REP_SECONDS)('gives a rep of %s its seconds and its pause', (id, whole, pause) => {
    expect(secondsOf(movementOf(id))).toEqual(whole);
    expect(secondsOf(movementOf(id), 'hold')).toEqual(pause);
  });

  test('a tempo belongs to what is repeated, and to nothing else', () => {
    for (const movement of allMovements())
      expect([movement.id, movement.tempo !== undefined]).toEqual([movement.id, movement.measure === 'reps']);
  });

  test('the draw-in is a cue without a length', () => {
    expect(movementOf('draw-in')).toMatchObject({ measure: 'cue' });
    expect(movementOf('draw-in').range).toBeUndefined();
  });

  test('the row needs band and anchor, the pull-apart a band, the isometric pull a band or a towel', () => {
    expect(movementOf('row').equipment).toEqual([['band', 'anchor']]);
    expect(movementOf('apart').equipment).toEqual([['band']]);
    expect(movementOf('isopull').equipment).toEqual([['band'], ['towel']]);
  });

  test.each(byName)(
    '%s has form cues of at most five words and says where its figures come from',
    (_, each) => {
      expect(each.cues.length).toBeGreaterThanOrEqual(1);
      for (const cue of each.cues) expect(cue.split(/\s+/).length).toBeLessThanOrEqual(5);
      expect(each.source).toMatch(/^article/);
    },
  );

  test.each([undefined, null, 3, 'squat', 'constructor', '__proto__'])('%p is no movement', (value) => {
    expect(isMovementId(value)).toBe(false);
  });
});
