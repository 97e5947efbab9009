import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { begin, draft, lookAt, type Player, START_AT, shortTimeline, tap } from '../../testing/play.js';
import { onlyAtTaps, playScript, scriptWithClock } from '../../testing/script.js';
import { effortAverages, exerciseResults, levelOf, meanOf, planAgainstDone } from './index.js';

const timeline = shortTimeline();
/** The left side held, the right left after some seconds, everything else on time. */
function played(): Player {
  const acts = [
    draft(22_000, { kind: 'step-skipped', step: 3 }),
    draft(23_000, { kind: 'effort', blockId: 'pull', value: 7 }),
  ];
  const player = acts.reduce((current, act) => tap(timeline, current, act), begin(timeline));
  return lookAt(timeline, player, START_AT + 2 * timeline.totalMs);
}

describe('what became of each exercise', () => {
  const results = exerciseResults(timeline, played().state);

  test('is told by movement and side, in the order of the plan', () => {
    expect(results.map(({ movement, side, unit, sets }) => [movement, side, unit, sets])).toEqual([
      ['side', 'left', 'ms', 1],
      ['side', 'right', 'ms', 1],
      ['superman', undefined, 'reps', 1],
      ['row', undefined, 'reps', 2],
    ]);
  });

  test('holds seconds as milliseconds, the best set, and the effort of its block', () => {
    expect(results[0]).toMatchObject({ target: 10_000, done: 10_000, best: 10_000, setsDone: 1 });
    expect(results[1]).toMatchObject({ target: 10_000, done: 4_000, best: 4_000, setsDone: 0 });
    expect(results[3]).toMatchObject({ target: 4, done: 4, best: 2, level: 1, effort: 7 });
    expect(results[2]).not.toHaveProperty('effort');
  });

  test.each([
    ['on one side', 3, ['side/right']],
    ['told in the gap before it', 0, ['side/left']],
    ['of a step that is not there', 99, []],
  ])('is marked where it hurt: %s', (_name, step, painful) => {
    const marked = { ...played().state, painSteps: [step] };
    const found = exerciseResults(timeline, marked).filter(({ pain }) => pain);
    expect(found.map(({ movement, side }) => `${movement}/${side}`)).toEqual(painful);
  });

  test('adds up to the plan beside what was done, whatever happened', () => {
    fc.assert(
      fc.property(scriptWithClock(15_000), (acts) => {
        const { state } = playScript(timeline, acts, onlyAtTaps);
        const sums = exerciseResults(timeline, state);
        const { rows } = planAgainstDone(timeline, state);
        const total = (of: (one: (typeof sums)[number]) => number) =>
          sums.reduce((all, one) => all + of(one), 0);
        expect(total(({ sets }) => sets)).toBe(rows.length);
        expect(total(({ setsDone }) => setsDone)).toBe(rows.filter(({ status }) => status === 'done').length);
        for (const { best, done, sets } of sums) expect(best <= done && done <= best * sets).toBe(true);
      }),
    );
  });
});

describe('a level', () => {
  test.each([
    ['low', undefined, 1],
    ['middle', undefined, 2],
    ['high', undefined, 3],
    ['low', 0, 0],
    ['high', 6, 6],
  ] as const)('of %s with progression %s is %i', (level, progression, wanted) => {
    const options = { level, withOptional: false, ...(progression === undefined ? {} : { progression }) };
    expect(levelOf(options)).toBe(wanted);
  });
});

describe('effort', () => {
  test('is averaged by what it was told of', () => {
    const marks = [
      { key: 'core', value: 5 },
      { key: 'back', value: 2 },
      { key: 'core', value: 8 },
    ];
    expect(effortAverages(marks)).toEqual([
      { key: 'back', count: 1, mean: 2, least: 2, most: 2 },
      { key: 'core', count: 2, mean: 6.5, least: 5, most: 8 },
    ]);
    expect([effortAverages([]), meanOf([])]).toEqual([[], 0]);
  });
});
