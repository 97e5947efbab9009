import * as v from 'valibot';
import { MOVEMENT_IDS } from '../routine/index.js';

const NAME_LIMIT = 60;
const ID = /^[a-z][a-z0-9-]{0,39}$/;

const id = v.pipe(
  v.string(),
  v.regex(ID, 'an id has small letters, digits and dashes, and begins with a letter'),
);
const name = v.pipe(v.string(), v.minLength(1, 'must not be empty'), v.maxLength(NAME_LIMIT));
const count = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));
const gap = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(600));

const range = (most: number) => v.strictObject({ low: count(most), middle: count(most), high: count(most) });

export const setPlanSchema = v.strictObject({
  movement: v.picklist(MOVEMENT_IDS),
  sets: count(20),
  hold: v.optional(range(600)),
  reps: v.optional(range(100)),
});

export const choiceSchema = v.strictObject({
  oneOf: v.pipe(v.array(setPlanSchema), v.minLength(1, 'a choice needs a plan'), v.maxLength(6)),
});

type WrittenExercise = v.InferOutput<typeof choiceSchema> | v.InferOutput<typeof setPlanSchema>;

/** True when a choice was written, rightly or wrongly; anything else is read as a single plan. */
export const isWrittenAsChoice = (value: unknown): value is { readonly oneOf: unknown } =>
  typeof value === 'object' && value !== null && 'oneOf' in value;

/** Told apart by what the author wrote, not by trial: a union would hide the problems of the branch that was meant. */
const exerciseSchema = v.lazy(
  (written): v.GenericSchema<unknown, WrittenExercise> =>
    isWrittenAsChoice(written) ? choiceSchema : setPlanSchema,
);

export const budgetSchema = v.strictObject({ least: count(7200), most: count(7200) });

const blockSchema = v.strictObject({
  id,
  name,
  optional: v.optional(v.boolean(), false),
  budgetSeconds: v.optional(budgetSchema),
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
