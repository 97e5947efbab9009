import { describe, expect, test } from '@jest/globals';
import { type ExerciseResult, exerciseSums, sideBalance } from './index.js';

const result = (more: Partial<ExerciseResult>): ExerciseResult => ({
  ...{ movement: 'side', unit: 'ms', sets: 2, setsDone: 2, target: 20_000, done: 20_000, best: 10_000 },
  ...{ level: 1, pain: false },
  ...more,
});

describe('the sums of exercises', () => {
  test('of no session are none', () => {
    expect(exerciseSums([])).toEqual([]);
    expect(exerciseSums([{ day: '2026-11-16', exercises: [] }])).toEqual([]);
  });

  test('keep sides apart, left first, and take the last from the newest session', () => {
    const [side, ...others] = exerciseSums([
      {
        day: '2026-11-16',
        exercises: [result({ side: 'right', effort: 4 }), result({ side: 'left', pain: true })],
      },
      {
        day: '2026-11-18',
        exercises: [result({ side: 'left', done: 4_000, best: 4_000, setsDone: 0, effort: 9 })],
      },
    ]);
    expect(others).toEqual([]);
    expect(side).toEqual({
      movement: 'side',
      unit: 'ms',
      sides: [
        {
          side: 'left',
          ...{
            sessions: 2,
            sets: 4,
            setsDone: 2,
            target: 40_000,
            done: 24_000,
            best: 10_000,
            effort: 9,
            pain: 1,
          },
          last: { day: '2026-11-18', target: 20_000, done: 4_000, best: 4_000, level: 1, effort: 9 },
        },
        {
          side: 'right',
          ...{
            sessions: 1,
            sets: 2,
            setsDone: 2,
            target: 20_000,
            done: 20_000,
            best: 10_000,
            effort: 4,
            pain: 0,
          },
          last: { day: '2026-11-16', target: 20_000, done: 20_000, best: 10_000, level: 1, effort: 4 },
        },
      ],
      balance: { share: 20 / 24, less: 'right' },
    });
  });

  test('name movements in the order in which they were first done', () => {
    const exercises = [result({ movement: 'plank' }), result({ movement: 'cat', unit: 'reps' })];
    const sums = exerciseSums([{ day: '2026-11-16', exercises }]);
    expect(sums.map(({ movement, unit }) => `${movement} ${unit}`)).toEqual(['plank ms', 'cat reps']);
    expect(sums[0]).not.toHaveProperty('balance');
  });
});

describe('left against right', () => {
  const sides = (left: number, right: number) => [
    { side: 'left' as const, done: left },
    { side: 'right' as const, done: right },
  ];
  test.each([
    ['even', 30, 30, { share: 1 }],
    ['less on the left', 15, 30, { share: 0.5, less: 'left' }],
    ['less on the right', 30, 24, { share: 0.8, less: 'right' }],
    ['nothing on one side', 0, 30, { share: 0, less: 'left' }],
    ['nothing at all', 0, 0, undefined],
  ])('is told of %s', (_name, left, right, balance) => {
    expect(sideBalance(sides(left, right))).toEqual(balance);
  });

  test('is not told of one side alone', () => {
    expect(sideBalance(sides(1, 2).slice(1))).toBeUndefined();
    expect(sideBalance([{ done: 3 }])).toBeUndefined();
  });
});
