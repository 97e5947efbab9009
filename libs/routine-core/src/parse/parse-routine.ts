import * as v from 'valibot';
import { ok, type Problem, type Result, refuse } from '../result/index.js';
import {
  type Block,
  DEFAULT_PACE,
  type Exercise,
  movementOf,
  type Range,
  type Routine,
  type SetPlan,
} from '../routine/index.js';
import { type RoutineFile, routineSchema } from './routine-schema.js';

const shapeProblems = (issues: readonly v.BaseIssue<unknown>[]): Problem[] =>
  issues.flatMap((issue) => {
    // A union reports one issue of its own; the useful ones are those of the branch that came closest.
    const inner = issue.type === 'union' ? issue.issues : undefined;
    if (inner && inner.some((each) => each.path))
      return shapeProblems(closest(inner)).map((p) => under(issue, p));
    return [{ code: 'shape', path: v.getDotPath(issue) || '(file)', message: issue.message }];
  });

const firstKey = (issue: v.BaseIssue<unknown>): string => String(issue.path?.[0]?.key);

/** Issues of the branch the author meant: `oneOf` when it was written, the single plan otherwise. */
function closest(issues: readonly v.BaseIssue<unknown>[]): readonly v.BaseIssue<unknown>[] {
  const wroteChoice = issues.some((issue) => firstKey(issue) === 'oneOf' && issue.expected === 'never');
  return issues.filter((issue) =>
    wroteChoice ? firstKey(issue) === 'oneOf' && issue.expected !== 'never' : !isOnlyAboutChoice(issue),
  );
}

const isOnlyAboutChoice = (issue: v.BaseIssue<unknown>): boolean =>
  firstKey(issue) === 'oneOf' ||
  (issue.expected === 'never' && /movement|sets|hold|reps/.test(firstKey(issue)));

function under(issue: v.BaseIssue<unknown>, problem: Problem): Problem {
  const outer = v.getDotPath(issue);
  return outer ? { ...problem, path: `${outer}.${problem.path}` } : problem;
}

const isOrdered = (range: Range): boolean => range.low <= range.middle && range.middle <= range.high;

function planProblems(plan: SetPlan, path: string): Problem[] {
  const movement = movementOf(plan.movement);
  const problems: Problem[] = [];
  if (movement.measure === 'cue')
    problems.push({ code: 'movement-has-no-length', path: `${path}.movement`, movement: plan.movement });
  else if (Boolean(plan.hold) === Boolean(plan.reps))
    problems.push({ code: 'hold-or-reps', path, movement: plan.movement });
  else if (movement.measure === 'hold' && !plan.hold)
    problems.push({ code: 'movement-is-held', path: `${path}.reps` });
  else if (movement.measure === 'reps' && !plan.reps)
    problems.push({ code: 'movement-is-repeated', path: `${path}.hold` });
  const range = plan.hold || plan.reps;
  if (range && !isOrdered(range))
    problems.push({ code: 'range-not-ordered', path: `${path}.${plan.hold ? 'hold' : 'reps'}` });
  return problems;
}

function blockProblems(block: Block, path: string, seen: string[]): Problem[] {
  const problems: Problem[] = [];
  if (seen.indexOf(block.id) >= 0)
    problems.push({ code: 'block-id-twice', path: `${path}.id`, id: block.id });
  seen.push(block.id);
  const budget = block.budgetSeconds;
  if (budget && budget.least > budget.most)
    problems.push({ code: 'budget-not-ordered', path: `${path}.budgetSeconds` });
  block.exercises.forEach((exercise, index) => {
    exercise.oneOf.forEach((plan, choice) => {
      const single = exercise.oneOf.length === 1;
      const place = `${path}.exercises.${index}`;
      problems.push(...planProblems(plan, single ? place : `${place}.oneOf.${choice}`));
    });
  });
  return problems;
}

const exerciseFrom = (written: RoutineFile['blocks'][number]['exercises'][number]): Exercise =>
  'oneOf' in written ? { oneOf: written.oneOf as SetPlan[] } : { oneOf: [written as SetPlan] };

function routineFrom(file: RoutineFile): Routine {
  const blocks = file.blocks.map((block): Block => {
    const { budgetSeconds, exercises, ...rest } = block;
    return { ...rest, ...(budgetSeconds ? { budgetSeconds } : {}), exercises: exercises.map(exerciseFrom) };
  });
  return { ...file, pace: file.pace || DEFAULT_PACE, blocks };
}

/**
 * Reads a routine file of format 1.
 *
 * @returns the routine, or every reason against it, each with its dotted path. Shape comes first; the rules that need a
 * whole shape (ordered ranges, unique ids, a measure that fits the movement) are looked at once the shape holds.
 */
export function parseRoutine(input: unknown): Result<Routine> {
  const shaped = v.safeParse(routineSchema, input);
  if (!shaped.success) return refuse(...shapeProblems(shaped.issues));
  const routine = routineFrom(shaped.output);
  const seen: string[] = [];
  const problems = routine.blocks.flatMap((block, index) => blockProblems(block, `blocks.${index}`, seen));
  if (routine.blocks.every((block) => block.optional))
    problems.push({ code: 'only-optional-blocks', path: 'blocks' });
  return problems.length > 0 ? refuse(...problems) : ok(routine);
}
