import * as v from 'valibot';
import { MOVEMENT_IDS } from '../routine/index.js';

const NAME_LIMIT = 60;
const ID = /^[a-z][a-z0-9-]{0,39}$/;

const id = v.pipe(
  v.string(),
  v.regex(ID, 'an id has small letters, digits and dashes, and begins with a letter'),
);
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(NAME_LIMIT));
const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));
const gap = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(600));

const range = (most: number) => v.strictObject({ low: count(most), middle: count(most), high: count(most) });

export const setPlanSchema = v.strictObject({
  movement: v.picklist(MOVEMENT_IDS),
  sets: count(20),
  hold: v.optional(range(600)),
  reps: v.optional(range(100)),
});

const exerciseSchema = v.union([
  v.strictObject({ oneOf: v.pipe(v.array(setPlanSchema), v.minLength(1), v.maxLength(6)) }),
  setPlanSchema,
]);

const blockSchema = v.strictObject({
  id,
  name,
  optional: v.optional(v.boolean(), false),
  budgetSeconds: v.optional(v.strictObject({ least: count(7200), most: count(7200) })),
  rounds: v.optional(count(10), 1),
  exercises: v.pipe(v.array(exerciseSchema), v.minLength(1, 'a block needs an exercise'), v.maxLength(20)),
});

const paceSchema = v.strictObject({
  restSeconds: gap,
  switchSeconds: gap,
  changeSeconds: gap,
  positionChangeSeconds: gap,
  leadInSeconds: gap,
});

/** Format 1 of a routine file. Unknown fields are refused: a misspelt rest must not become a default. */
export const routineSchema = v.strictObject({
  format: v.literal(1, 'this program reads format 1'),
  id,
  version: count(1_000_000),
  name,
  kind: v.optional(v.picklist(['routine', 'micro-set']), 'routine'),
  pace: v.optional(paceSchema),
  blocks: v.pipe(v.array(blockSchema), v.minLength(1, 'a routine needs a block'), v.maxLength(12)),
});

export type RoutineFile = v.InferOutput<typeof routineSchema>;
