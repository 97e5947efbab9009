import { describe, expect, test } from '@jest/globals';
import { findRoutine } from '../bundled/index.js';
import { LEVEL_NAMES, type LevelName, type Routine, routineAtLevel } from '../routine/index.js';
import { type CompileOptions, compileTimeline, isWork, type Step, type Timeline } from './index.js';

const routineOf = (id: string): Routine => {
  const found = findRoutine(id);
  if (!found) throw new Error(`no routine ${id}`);
  return found;
};
const ARTICLE = routineOf('back-posture');
const inPlace = (routine: Routine): Routine => ({
  ...routine,
  pace: { ...routine.pace, positionChangeSeconds: 0 },
});
const compile = (options: Partial<CompileOptions> = {}, routine = ARTICLE): Timeline =>
  compileTimeline(routine, { level: 'low', withOptional: false, ...options });
const blockSeconds = (timeline: Timeline): Record<string, number> =>
  Object.fromEntries(timeline.blocks.map((block) => [block.id, block.durationMs / 1000]));
const workOf = (timeline: Timeline, movement: string): Step[] =>
  timeline.steps.filter((step) => isWork(step) && step.movement === movement);

// Facts: rests 15, side switch 5, change 15, lead-in 10, nobody gets up or down (features.md §3.4, row "default").
const DEFAULT_ROW = [
  { level: 'low', seconds: { 'warm-up': 98, core: 251, back: 267, pull: 70 }, minutes: [10.3, 11.4] },
  { level: 'middle', seconds: { 'warm-up': 122, core: 325, back: 369, pull: 85 }, minutes: [13.6, 15.0] },
  { level: 'high', seconds: { 'warm-up': 150, core: 431, back: 509, pull: 100 }, minutes: [18.2, 19.8] },
] as const;

// Where the article's order goes between floor and standing; each costs ten seconds on the gap that carries it.
const FLOOR_CHANGES = [
  { kind: 'change', movement: 'cat', without: 15, carried: 25 },
  { kind: 'lead-in', movement: 'squeeze', without: 10, carried: 20 },
  { kind: 'change', movement: 'superman', without: 15, carried: 25 },
  { kind: 'lead-in', movement: 'isopull', without: 10, carried: 20 },
] as const;

const longerSteps = (withOptional: boolean) => {
  const still = compile({ withOptional }, inPlace(ARTICLE));
  const moving = compile({ withOptional });
  return moving.steps
    .map((step, index) => ({ step, before: still.steps[index] as Step }))
    .filter(({ step, before }) => step.durationMs !== before.durationMs)
    .map(({ step, before }) => ({
      kind: step.kind,
      movement: step.movement,
      without: before.durationMs / 1000,
      carried: step.durationMs / 1000,
    }));
};

describe('a block lasts as long as the article’s figures say', () => {
  test.each(DEFAULT_ROW)('to the second at the $level level', ({ level, seconds, minutes }) => {
    const all = compile({ level, withOptional: true }, inPlace(ARTICLE));
    expect(blockSeconds(all)).toEqual(seconds);
    const [without, withPull] = minutes;
    expect(Number((all.totalMs / 60_000).toFixed(1))).toBe(withPull);
    const short = compile({ level }, inPlace(ARTICLE));
    expect(Number((short.totalMs / 60_000).toFixed(1))).toBe(without);
  });

  test.each(DEFAULT_ROW)('plus ten seconds a change of position at the $level level', ({ level }) => {
    const gained = (withOptional: boolean) =>
      compile({ level, withOptional }).totalMs - compile({ level, withOptional }, inPlace(ARTICLE)).totalMs;
    expect(gained(false)).toBe(30_000);
    expect(gained(true)).toBe(40_000);
  });

  test('the steps that carry a change of position are these and no others', () => {
    expect(longerSteps(true)).toEqual(FLOOR_CHANGES);
    expect(longerSteps(false)).toEqual(FLOOR_CHANGES.slice(0, 3));
  });

  test('the total is the sum of its blocks and of its steps', () => {
    const timeline = compile({ level: 'high', withOptional: true });
    const stepsMs = timeline.steps.reduce((sum, step) => sum + step.durationMs, 0);
    const blocksMs = timeline.blocks.reduce((sum, block) => sum + block.durationMs, 0);
    expect([stepsMs, blocksMs]).toEqual([timeline.totalMs, timeline.totalMs]);
  });
});

describe('steps of a set', () => {
  test.each(LEVEL_NAMES)('the blade squeeze is five repetitions at %s', (level: LevelName) => {
    expect(workOf(compile({ level }), 'squeeze').map((step) => step.target)).toEqual([5, 5]);
  });

  test('a side plank goes left, switch, right, rest, and again', () => {
    const steps = compile().steps.filter((step) => step.movement === 'side');
    expect(steps.map((step) => [step.kind, step.side, step.set])).toEqual([
      ['change', 'left', 1],
      ['hold', 'left', 1],
      ['switch', 'right', 1],
      ['hold', 'right', 1],
      ['rest', 'left', 2],
      ['hold', 'left', 2],
      ['switch', 'right', 2],
      ['hold', 'right', 2],
    ]);
  });

  test('who begins with the right side gets right before left', () => {
    const sides = workOf(compile({ firstSide: 'right' }), 'side').map((step) => step.side);
    expect(sides).toEqual(['right', 'left', 'right', 'left']);
  });

  test('a gap carries the movement, side and position of what comes next', () => {
    const { steps } = compile({ withOptional: true });
    const gaps = steps.filter((step) => !isWork(step));
    expect(gaps.length).toBe(steps.length / 2);
    for (const gap of gaps) {
      const next = steps[gap.index + 1] as Step;
      expect([gap.movement, gap.side, gap.position, gap.set]).toEqual([
        next.movement,
        next.side,
        next.position,
        next.set,
      ]);
    }
  });

  test('rounds repeat a block’s exercises and count sets through', () => {
    const core = ARTICLE.blocks[1];
    if (!core) throw new Error('no block');
    const twice = { ...ARTICLE, blocks: [{ ...core, rounds: 2 }] };
    const planks = workOf(compile({}, twice), 'plank');
    expect(planks.map((step) => [step.set, step.sets])).toEqual([
      [1, 4],
      [2, 4],
      [3, 4],
      [4, 4],
    ]);
  });

  test('repetitions that are advanced by a tap stay open and keep their planned length', () => {
    const rows = workOf(compile({ advance: 'tap' }), 'row');
    expect(rows.map((step) => [step.open, step.durationMs])).toEqual([
      [true, 32_000],
      [true, 32_000],
    ]);
    expect(workOf(compile({ advance: 'tap' }), 'plank').some((step) => step.open)).toBe(false);
  });
});

describe('a choice between two movements', () => {
  test('falls on the first unless the wearer says otherwise', () => {
    expect(workOf(compile(), 'row')).toHaveLength(2);
    expect(workOf(compile(), 'apart')).toHaveLength(0);
  });

  test('keeps its place and its length when the other one is taken', () => {
    const other = compile({ choices: { 'back/1': 'apart' } });
    expect(workOf(other, 'apart').map((step) => step.index)).toEqual(
      workOf(compile(), 'row').map((step) => step.index),
    );
    expect(other.totalMs).toBe(compile().totalMs);
  });

  test('falls back to the first when the wish is not among its plans', () => {
    expect(compile({ choices: { 'back/1': 'plank' } }).steps).toEqual(compile().steps);
  });
});

describe('the first week', () => {
  const week = routineOf('first-week');

  test('takes 380 seconds and its three changes of position', () => {
    expect(compile({}, inPlace(week)).totalMs).toBe(380_000);
    expect(compile({}, week).totalMs).toBe(410_000);
  });

  test.each(LEVEL_NAMES)('asks for the same amounts at %s', (level: LevelName) => {
    const targets = compile({ level }, week)
      .steps.filter(isWork)
      .map((step) => step.target);
    expect(targets).toEqual([20, 20, 3, 10, 10, 10, 5, 3, 8, 6]);
  });
});

// sets × target by progression level (features.md §3.6): cat and squeeze gain no third set and use their own 3–5.
const PROGRESSION = [
  [
    0,
    {
      doorway: '2×20',
      cat: '1×3',
      plank: '1×10',
      side: '2×10',
      bridge: '1×5',
      squeeze: '1×3',
      row: '1×8',
      superman: '1×6',
    },
  ],
  [
    1,
    {
      doorway: '2×20',
      cat: '1×3',
      plank: '2×10',
      side: '4×10',
      bridge: '2×8',
      squeeze: '2×3',
      row: '2×8',
      superman: '2×6',
    },
  ],
  [
    2,
    {
      doorway: '2×25',
      cat: '1×4',
      plank: '2×15',
      side: '4×15',
      bridge: '2×10',
      squeeze: '2×4',
      row: '2×10',
      superman: '2×8',
    },
  ],
  [
    3,
    {
      doorway: '2×30',
      cat: '1×5',
      plank: '2×20',
      side: '4×20',
      bridge: '2×12',
      squeeze: '2×5',
      row: '2×12',
      superman: '2×10',
    },
  ],
  [
    4,
    {
      doorway: '3×20',
      cat: '1×3',
      plank: '3×10',
      side: '6×10',
      bridge: '3×8',
      squeeze: '2×3',
      row: '3×8',
      superman: '3×6',
    },
  ],
  [
    5,
    {
      doorway: '3×25',
      cat: '1×4',
      plank: '3×15',
      side: '6×15',
      bridge: '3×10',
      squeeze: '2×4',
      row: '3×10',
      superman: '3×8',
    },
  ],
  [
    6,
    {
      doorway: '3×30',
      cat: '1×5',
      plank: '3×20',
      side: '6×20',
      bridge: '3×12',
      squeeze: '2×5',
      row: '3×12',
      superman: '3×10',
    },
  ],
] as const;

describe('progression levels', () => {
  test.each(PROGRESSION)('level %d has its sets and targets', (progression, wanted) => {
    const timeline = compile({ progression });
    const amounts = Object.keys(wanted).map((movement) => {
      const work = workOf(timeline, movement);
      return [movement, `${work.length}×${work[0]?.target}`];
    });
    expect(Object.fromEntries(amounts)).toEqual(wanted);
  });

  test.each([-1, 7, 1.5, Number.NaN])('%d is no level and is refused', (level) => {
    expect(routineAtLevel(ARTICLE, level)).toEqual({
      ok: false,
      problems: [{ code: 'level-unknown', level }],
    });
  });
});
