/**
 * The rules that a shape cannot say: ordered ranges, unique ids, a measure that fits its movement.
 *
 * They look at the file as it was written, and at each part whose own shape holds, so that one misspelt field at the
 * top does not hide what is wrong further down.
 */
import * as v from 'valibot';
import type { Problem } from '../result/index.js';
import { movementOf, type Range } from '../routine/index.js';
import { budgetSchema, isWrittenAsChoice, setPlanSchema } from './routine-schema.js';

type WrittenPlan = v.InferOutput<typeof setPlanSchema>;
type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const isOrdered = (range: Range): boolean => range.low <= range.middle && range.middle <= range.high;

function measureProblems(plan: WrittenPlan, path: string): Problem[] {
  const { id, name, measure } = movementOf(plan.movement);
  const say = (code: string, where: string, message: string): Problem[] => [
    { code, path: where, message, movement: id },
  ];
  if (measure === 'cue')
    return say('movement-has-no-length', `${path}.movement`, `${name} has no length: it cannot be a set`);
  if (plan.hold && plan.reps) return say('hold-or-reps', path, 'has both hold and reps: keep one');
  if (!plan.hold && !plan.reps) return say('hold-or-reps', path, 'needs hold or reps');
  if (measure === 'hold' && !plan.hold)
    return say('movement-is-held', `${path}.reps`, `${name} is held: write hold, in seconds`);
  if (measure === 'reps' && !plan.reps)
    return say('movement-is-repeated', `${path}.hold`, `${name} is repeated: write reps`);
  return [];
}

function rangeProblems(plan: WrittenPlan, path: string): Problem[] {
  const message = 'must not fall from low over middle to high';
  return (['hold', 'reps'] as const).flatMap((measure) => {
    const range = plan[measure];
    return range && !isOrdered(range)
      ? [{ code: 'range-not-ordered', path: `${path}.${measure}`, message }]
      : [];
  });
}

function planProblems(written: unknown, path: string): Problem[] {
  const parsed = v.safeParse(setPlanSchema, written);
  if (!parsed.success) return [];
  return measureProblems(parsed.output, path).concat(rangeProblems(parsed.output, path));
}

function exerciseProblems(written: unknown, path: string): Problem[] {
  if (!isWrittenAsChoice(written)) return planProblems(written, path);
  return listOf(written.oneOf).flatMap((plan, index) => planProblems(plan, `${path}.oneOf.${index}`));
}

function budgetProblems(written: unknown, path: string): Problem[] {
  const parsed = v.safeParse(budgetSchema, written);
  return parsed.success && parsed.output.least > parsed.output.most
    ? [{ code: 'budget-not-ordered', path, message: 'least must not be more than most' }]
    : [];
}

const blockProblems = (block: Fields, path: string): Problem[] =>
  budgetProblems(block.budgetSeconds, `${path}.budgetSeconds`).concat(
    listOf(block.exercises).flatMap((exercise, index) =>
      exerciseProblems(exercise, `${path}.exercises.${index}`),
    ),
  );

function idProblems(blocks: readonly Fields[]): Problem[] {
  const ids = blocks.map((block) => block.id);
  return ids.flatMap((id, index) =>
    typeof id === 'string' && ids.indexOf(id) < index
      ? [{ code: 'block-id-twice', path: `blocks.${index}.id`, message: 'is the id of an earlier block', id }]
      : [],
  );
}

/** Every rule a routine file breaks, whether or not its shape holds elsewhere. */
export function ruleProblems(input: unknown): Problem[] {
  const blocks = listOf(fieldsOf(input).blocks).map(fieldsOf);
  const problems = idProblems(blocks).concat(
    blocks.flatMap((block, index) => blockProblems(block, `blocks.${index}`)),
  );
  if (blocks.length > 0 && blocks.every((block) => block.optional === true))
    problems.push({
      code: 'only-optional-blocks',
      path: 'blocks',
      message: 'needs a block that is not optional',
    });
  return problems;
}
