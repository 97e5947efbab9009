import * as v from 'valibot';
import { CORRECTION_LIMITS, type SessionChanges } from '../correction/index.js';
import { ok, type Result, refuse } from '../result/index.js';
import { amountProblems } from './amount-problems.js';
import { shapeProblems } from './plain-words.js';

const LATEST = 8_640_000_000_000_000;
const DAY_MS = 24 * 60 * 60 * 1000;
const whole = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most));
const step = whole(1_000_000);

/** One code point is one sign, as a person would count most of what they type. */
const signsOf = (text: string): number => {
  let signs = 0;
  for (const _sign of text) signs += 1;
  return signs;
};

const stepChange = v.pipe(
  v.strictObject({
    step,
    heldMs: v.optional(whole(DAY_MS)),
    reps: v.optional(whole(10_000)),
    skipped: v.optional(v.literal(true)),
  }),
  v.check(
    ({ heldMs, reps, skipped }) => [heldMs, reps, skipped].filter((said) => said !== undefined).length === 1,
    'needs one of heldMs, reps and skipped',
  ),
);
const effortChange = v.strictObject({
  blockId: v.pipe(v.string(), v.minLength(1), v.maxLength(80)),
  value: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(10))),
});

/** Schema of what a person may change of a session (Standard Schema). Unknown fields are refused: nothing is half done. */
export const changesSchema = v.pipe(
  v.strictObject({
    endedAt: v.optional(whole(LATEST)),
    steps: v.optional(v.pipe(v.array(stepChange), v.minLength(1), v.maxLength(CORRECTION_LIMITS.steps))),
    efforts: v.optional(
      v.pipe(v.array(effortChange), v.minLength(1), v.maxLength(CORRECTION_LIMITS.efforts)),
    ),
    note: v.optional(
      v.pipe(
        v.string(),
        v.check(
          (text) =>
            text.length <= 4 * CORRECTION_LIMITS.noteSigns && signsOf(text) <= CORRECTION_LIMITS.noteSigns,
          `must have at most ${CORRECTION_LIMITS.noteSigns} signs`,
        ),
      ),
    ),
  }),
  v.check((changes) => Object.keys(changes).length > 0, 'changes nothing'),
);

/**
 * Reads what a person changes of a session. Refuses with `shape` a field, each with its path and words; with `too-deep` or
 * `too-large` before anything of it is read.
 */
export function parseChanges(value: unknown): Result<SessionChanges> {
  const tooMuch = amountProblems(value, CORRECTION_LIMITS);
  if (tooMuch.length > 0) return refuse(...tooMuch);
  const parsed = v.safeParse(changesSchema, value);
  return parsed.success
    ? ok(parsed.output as SessionChanges)
    : refuse(...shapeProblems(parsed.issues, 'a correction'));
}
