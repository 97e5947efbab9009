import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bundledRoutines } from '../bundled/index.js';
import { allMovements, DEFAULT_PACE, type Routine, type SetPlan } from '../routine/index.js';
import { makeRoutine, parseRoutine } from './index.js';

const PLANK = { movement: 'plank', sets: 2, hold: { low: 10, middle: 15, high: 20 } };
const ROW = { movement: 'row', sets: 2, reps: { low: 8, middle: 10, high: 12 } };
const block = (more: object = {}) => ({ id: 'one', name: 'One', exercises: [PLANK], ...more });
const file = (more: object = {}) => ({
  format: 1,
  id: 'mine',
  version: 1,
  name: 'Mine',
  blocks: [block()],
  ...more,
});
const withPlan = (more: object) => file({ blocks: [block({ exercises: [{ ...PLANK, ...more }] })] });
const withChoice = (...plans: unknown[]) => file({ blocks: [block({ exercises: [{ oneOf: plans }] })] });

/** `path: words` of every problem, so that a row reads as the person would read it. */
const told = (value: unknown): string[] => {
  const parsed = parseRoutine(value);
  return parsed.ok ? [] : parsed.problems.map((problem) => `${problem.path}: ${problem.message}`);
};

const E0 = 'blocks.0.exercises.0';
const BAD: readonly (readonly [string, unknown, readonly string[]])[] = [
  ['no object', 7, ['(file): must be an object, not 7']],
  ['null', null, ['(file): must be an object, not null']],
  ['another format', file({ format: 2 }), ['format: this program reads format 1']],
  ['a missing name', { ...file(), name: undefined }, ['name: is missing']],
  ['an empty name', file({ name: '' }), ['name: must not be empty']],
  ['a name of 61 letters', file({ name: 'x'.repeat(61) }), ['name: must have at most 60 letters']],
  [
    'an id with capitals',
    file({ id: 'Mine' }),
    ['id: an id has small letters, digits and dashes, and begins with a letter'],
  ],
  ['a version as text', file({ version: '1' }), ['version: must be a number, not "1"']],
  ['half a version', file({ version: 1.5 }), ['version: must be a whole number, not 1.5']],
  ['an unknown kind', file({ kind: 'class' }), ['kind: must be one of "routine", "micro-set", not "class"']],
  ['no blocks', file({ blocks: [] }), ['blocks: a routine needs a block']],
  ['blocks as an object', file({ blocks: {} }), ['blocks: must be a list, not {}']],
  ['a misspelt field of the routine', file({ colour: 1 }), ['colour: is not a field of a routine']],
  [
    'a misspelt field of the pace',
    file({ pace: { ...DEFAULT_PACE, rest: 5 } }),
    ['pace.rest: is not a field of the pace'],
  ],
  [
    'a misspelt field of a block',
    file({ blocks: [block({ round: 2 })] }),
    ['blocks.0.round: is not a field of a block'],
  ],
  ['a misspelt field of a plan', withPlan({ set: 2 }), [`${E0}.set: is not a field of an exercise`]],
  [
    'a misspelt field of a plan in a choice',
    withChoice({ ...PLANK, set: 2 }, ROW),
    [`${E0}.oneOf.0.set: is not a field of an exercise`],
  ],
  [
    'a misspelt field of a range',
    withPlan({ hold: { ...PLANK.hold, hi: 3 } }),
    [`${E0}.hold.hi: is not a field of a range`],
  ],
  [
    'a plan beside its choice',
    file({ blocks: [block({ exercises: [{ oneOf: [PLANK], sets: 2 }] })] }),
    [`${E0}.sets: is not a field of an exercise`],
  ],
  ['an empty choice', withChoice(), [`${E0}.oneOf: a choice needs a plan`]],
  [
    'a choice that is no list',
    file({ blocks: [block({ exercises: [{ oneOf: 5 }] })] }),
    [`${E0}.oneOf: must be a list, not 5`],
  ],
  [
    'a block without exercises',
    file({ blocks: [block({ exercises: [] })] }),
    ['blocks.0.exercises: a block needs an exercise'],
  ],
  [
    'a negative rest',
    file({ pace: { ...DEFAULT_PACE, restSeconds: -1 } }),
    ['pace.restSeconds: must be at least 0, not -1'],
  ],
  [
    'a rest of an hour',
    file({ pace: { ...DEFAULT_PACE, restSeconds: 3600 } }),
    ['pace.restSeconds: must be at most 600, not 3600'],
  ],
  [
    'half a pace',
    file({ pace: { restSeconds: 5, switchSeconds: 5 } }),
    [
      'pace.changeSeconds: is missing',
      'pace.positionChangeSeconds: is missing',
      'pace.leadInSeconds: is missing',
    ],
  ],
  ['no sets at all', withPlan({ sets: 0 }), [`${E0}.sets: must be at least 1, not 0`]],
  ['a range without its top', withPlan({ hold: { low: 1, middle: 2 } }), [`${E0}.hold.high: is missing`]],
  [
    'a range that falls',
    withPlan({ hold: { low: 20, middle: 15, high: 10 } }),
    [`${E0}.hold: must not fall from low over middle to high`],
  ],
  ['hold and reps at once', withPlan({ reps: ROW.reps }), [`${E0}: has both hold and reps: keep one`]],
  ['neither hold nor reps', withPlan({ hold: undefined }), [`${E0}: needs hold or reps`]],
  [
    'a held movement with reps',
    withChoice(ROW, { ...ROW, movement: 'plank' }),
    [`${E0}.oneOf.1.reps: High plank is held: write hold, in seconds`],
  ],
  [
    'a repeated movement that is held',
    withPlan({ movement: 'row' }),
    [`${E0}.hold: Band row is repeated: write reps`],
  ],
  [
    'a movement without a length',
    withPlan({ movement: 'draw-in' }),
    [`${E0}.movement: Belly draw-in has no length: it cannot be a set`],
  ],
  [
    'one block id twice',
    file({ blocks: [block(), block()] }),
    ['blocks.1.id: is the id of an earlier block'],
  ],
  [
    'a budget that falls',
    file({ blocks: [block({ budgetSeconds: { least: 9, most: 3 } })] }),
    ['blocks.0.budgetSeconds: least must not be more than most'],
  ],
  [
    'optional blocks alone',
    file({ blocks: [block({ optional: true })] }),
    ['blocks: needs a block that is not optional'],
  ],
];

describe('a bad file', () => {
  test.each(BAD)('%s is refused in plain words, with its path', (_, value, wanted) => {
    expect(parseRoutine(value).ok).toBe(false);
    expect(told(value)).toEqual(wanted);
  });

  test('an unknown movement is answered with the whole catalogue', () => {
    const [line] = told(withPlan({ movement: 'squat' }));
    expect(line).toMatch(
      /^blocks\.0\.exercises\.0\.movement: must be one of "doorway", .*"draw-in", not "squat"$/,
    );
    for (const movement of allMovements()) expect(line).toContain(`"${movement.id}"`);
  });

  test('broken rules are told beside broken shapes elsewhere in the file', () => {
    const both = file({
      version: 0,
      blocks: [
        block({
          colour: 1,
          budgetSeconds: { least: 9, most: 3 },
          exercises: [7, { ...PLANK, movement: 'row' }],
        }),
        block({ rounds: 'two' }),
      ],
    });
    expect(told(both).map((line) => line.split(':')[0])).toEqual([
      'version',
      'blocks.0.exercises.0',
      'blocks.0.colour',
      'blocks.1.rounds',
      'blocks.1.id',
      'blocks.0.budgetSeconds',
      'blocks.0.exercises.1.hold',
    ]);
  });

  test('any JSON at all gets a routine or a problem with a path, never a throw', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('blocks', 'pace', 'id', 'kind'), (value, key) => {
        for (const given of [
          value,
          file({ [key]: value }),
          file({ blocks: [value] }),
          withPlan({ hold: value }),
        ]) {
          const parsed = parseRoutine(given);
          if (!parsed.ok) expect(parsed.problems.every(({ path, code }) => path && code)).toBe(true);
        }
      }),
    );
  });
});

describe('what may be left out', () => {
  const parsed = parseRoutine(file());
  const routine = parsed.ok ? parsed.value : undefined;

  test('is the kind, the pace, the rounds and whether a block is optional', () => {
    expect(routine).toMatchObject({ kind: 'routine', pace: DEFAULT_PACE });
    expect(routine?.blocks[0]).toEqual({
      ...block(),
      optional: false,
      rounds: 1,
      exercises: [{ oneOf: [PLANK] }],
    });
  });
});

const range = (most: number) =>
  fc
    .tuple(
      fc.integer({ min: 1, max: most }),
      fc.integer({ min: 1, max: most }),
      fc.integer({ min: 1, max: most }),
    )
    .map((given) => {
      const [low, middle, high] = [...given].sort((a, b) => a - b) as [number, number, number];
      return { low, middle, high };
    });
const plan = fc
  .constantFrom(...allMovements().filter((movement) => movement.measure !== 'cue'))
  .chain((movement): fc.Arbitrary<SetPlan> => {
    const base = { movement: fc.constant(movement.id), sets: fc.integer({ min: 1, max: 20 }) };
    return movement.measure === 'hold'
      ? fc.record({ ...base, hold: range(600) })
      : fc.record({ ...base, reps: range(100) });
  });
const anyBlock = fc.record({
  name: fc.string({ minLength: 1, maxLength: 60 }),
  optional: fc.boolean(),
  rounds: fc.integer({ min: 1, max: 10 }),
  exercises: fc.array(fc.record({ oneOf: fc.array(plan, { minLength: 1, maxLength: 6 }) }), {
    minLength: 1,
    maxLength: 20,
  }),
});
const anyRoutine: fc.Arbitrary<Routine> = fc
  .tuple(
    fc.array(anyBlock, { maxLength: 4 }),
    anyBlock,
    fc.boolean(),
    fc.constantFrom('routine' as const, 'micro-set' as const),
  )
  .map(([more, first, hasBudget, kind]) => ({
    format: 1,
    id: 'any',
    version: 12,
    name: 'Any',
    kind,
    pace: DEFAULT_PACE,
    blocks: [{ ...first, optional: false }, ...more].map((each, index) => ({
      ...each,
      id: `block-${index}`,
      ...(hasBudget ? { budgetSeconds: { least: 60, most: 90 } } : {}),
    })),
  }));

describe('parse after make', () => {
  test.each(bundledRoutines.map((routine) => [routine.id, routine] as const))(
    'gives %s back',
    (_, routine) => {
      expect(parseRoutine(makeRoutine(routine))).toEqual({ ok: true, value: routine });
    },
  );

  test('gives any routine back, also by way of text', () => {
    fc.assert(
      fc.property(anyRoutine, (routine) => {
        const written = makeRoutine(routine);
        expect(parseRoutine(written)).toEqual({ ok: true, value: routine });
        expect(parseRoutine(JSON.parse(JSON.stringify(written)))).toEqual({ ok: true, value: routine });
      }),
    );
  });

  test('writes a choice of one as the plan itself', () => {
    const written = makeRoutine(bundledRoutines[0] as Routine) as { blocks: { exercises: object[] }[] };
    expect(written.blocks[0]?.exercises[0]).toHaveProperty('movement', 'doorway');
  });
});
