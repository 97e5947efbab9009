import * as v from 'valibot';
import { findRoutine } from '../bundled/index.js';
import {
  type AwayWeeks,
  DOCUMENT_LIMITS,
  isDocumentKind,
  ONLY_ID,
  type PersonSettings,
  type WeekPlan,
} from '../documents/index.js';
import { ok, type Problem, type Result, refuse } from '../result/index.js';
import { movementOf, type Routine } from '../routine/index.js';
import { amountProblems } from './amount-problems.js';
import { parseRoutine } from './parse-routine.js';
import { shapeProblems } from './plain-words.js';
import { settingsSchema } from './settings-schema.js';
import { awayWeeksSchema, weekPlanSchema } from './week-schemas.js';

/** Where a body is to be filed. */
export interface DocumentPlace {
  readonly kind: string;
  readonly id: string;
  readonly version: number;
}

const problem = (code: string, path: string, message: string): Problem => ({ code, path, message });

function read<T>(schema: v.GenericSchema, body: unknown): Result<T> {
  const parsed = v.safeParse(schema, body);
  return parsed.success ? ok(parsed.output as T) : refuse(...shapeProblems(parsed.issues, 'this document'));
}

/** Settings with every field, defaults where the body says nothing (`DEFAULT_SETTINGS`); unknown fields stay. */
export const parseSettings = (body: unknown): Result<PersonSettings> => read(settingsSchema, body);
/** A week plan; what it leaves out is as in `DEFAULT_WEEK_PLAN`. */
export const parseWeekPlan = (body: unknown): Result<WeekPlan> => read(weekPlanSchema, body);
/** The weeks that count neither way. */
export const parseAwayWeeks = (body: unknown): Result<AwayWeeks> => read(awayWeeksSchema, body);

/** Sets of all rounds and sides, of each choice the longest: what a session of this routine has to hold in its rows. */
const setsOf = (routine: Routine): number =>
  routine.blocks.reduce((sum, block) => {
    const ofExercise = block.exercises.map(({ oneOf }) =>
      Math.max(...oneOf.map(({ movement, sets }) => sets * (movementOf(movement).sides === 'each' ? 2 : 1))),
    );
    return sum + block.rounds * ofExercise.reduce((all, sets) => all + sets, 0);
  }, 0);

function routineProblems(routine: Routine, { id, version }: DocumentPlace): Problem[] {
  const problems: Problem[] = [];
  if (routine.id !== id) problems.push(problem('id-differs', 'id', 'must be the id of the address'));
  if (routine.version !== version)
    problems.push(problem('version-differs', 'version', `must be ${version}, one more than it was made on`));
  if (setsOf(routine) > DOCUMENT_LIMITS.routineSets)
    problems.push(problem('too-many-sets', 'blocks', `may have ${DOCUMENT_LIMITS.routineSets} sets at most`));
  return problems;
}

function placeProblems({ kind, id }: DocumentPlace): Problem[] {
  if (!isDocumentKind(kind)) return [problem('kind-unknown', '(kind)', 'is no kind of document')];
  if (kind !== 'routine')
    return id === ONLY_ID
      ? []
      : [problem('id-unknown', '(id)', `must be ${ONLY_ID}: there is one of its kind`)];
  return findRoutine(id) ? [problem('id-bundled', '(id)', 'belongs to a routine of the program')] : [];
}

function bodyProblems(place: DocumentPlace, body: unknown): readonly Problem[] {
  if (place.kind === 'routine') {
    const routine = parseRoutine(body);
    return routine.ok ? routineProblems(routine.value, place) : routine.problems;
  }
  const parse =
    place.kind === 'settings' ? parseSettings : place.kind === 'week-plan' ? parseWeekPlan : parseAwayWeeks;
  const parsed = parse(body);
  return parsed.ok ? [] : parsed.problems;
}

/**
 * Whether `body` may become this version of this document; `null` withdraws it. Refuses with every reason: `kind-unknown`,
 * `id-unknown`, `id-bundled`, `too-large`, `too-deep`, the problems of `parseRoutine`, or `shape` with path and words.
 */
export function checkDocument(place: DocumentPlace, body: unknown): Result<null> {
  const misplaced = placeProblems(place);
  if (misplaced.length > 0) return refuse(...misplaced);
  if (body === null) return ok(null);
  const tooMuch = amountProblems(body, DOCUMENT_LIMITS);
  if (tooMuch.length > 0) return refuse(...tooMuch);
  const problems = bodyProblems(place, body);
  return problems.length > 0 ? refuse(...problems) : ok(null);
}
