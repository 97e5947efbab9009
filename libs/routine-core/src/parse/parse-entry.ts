import * as v from 'valibot';
import { type Entry, type EntryKind, isId, isSessionId, PUSH_LIMITS } from '../journal/index.js';
import { REMINDER_ANSWERS, REMINDER_IDS, SILENCE_REASONS } from '../reminders/index.js';
import { ok, type Problem, type Result, refuse } from '../result/index.js';
import { isMovementId } from '../routine/index.js';
import { dayStartAt } from '../units/index.js';
import { importedBodies } from './imported-schemas.js';
import { plainCheck } from './plain-check.js';

const LATEST = 8_640_000_000_000_000;
const DAY_OF_MINUTES = 24 * 60;
/** Every habit with every reason. */
const FOLDED_MOST = REMINDER_IDS.length * SILENCE_REASONS.length;

const instant = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(LATEST));
const durationMs = v.pipe(v.number(), v.integer(), v.minValue(-LATEST), v.maxValue(LATEST));
const natural = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000));
const positive = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(Number.MAX_SAFE_INTEGER));
const shortText = v.pipe(v.string(), v.minLength(1), v.maxLength(80));
const sessionId = v.custom<string>(isSessionId, 'a session id has 26 Crockford signs');

export const optionsSchema = v.looseObject({
  level: v.picklist(['low', 'middle', 'high']),
  progression: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(6))),
  withOptional: v.boolean(),
  choices: v.optional(v.record(shortText, v.custom<string>(isMovementId, 'a movement of the catalogue'))),
  advance: v.optional(v.picklist(['tempo', 'tap'])),
  firstSide: v.optional(v.picklist(['left', 'right'])),
});

const reminder = v.picklist(REMINDER_IDS);
const dueReminders = {
  reminders: v.pipe(v.array(reminder), v.minLength(1), v.maxLength(REMINDER_IDS.length)),
  dueAt: instant,
};
const silence = v.picklist(SILENCE_REASONS);
const isCalendarDay = (day: string): boolean => day >= '1000' && !Number.isNaN(dayStartAt(day));
const foldedSilence = v.looseObject({
  reminder,
  reason: silence,
  count: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)),
});

const stepOf = { sessionId, step: natural };
const bodies: Readonly<Record<EntryKind, v.ObjectEntries>> = {
  'session-started': { sessionId, routineId: shortText, routineVersion: positive, options: optionsSchema },
  'step-done': {
    ...stepOf,
    heldMs: v.optional(v.pipe(durationMs, v.minValue(0))),
    reps: v.optional(natural),
  },
  'step-skipped': stepOf,
  'step-restarted': stepOf,
  'step-adjusted': { ...stepOf, byMs: durationMs },
  paused: { sessionId },
  resumed: { sessionId, leadMs: v.pipe(durationMs, v.minValue(0)) },
  'session-ended': { sessionId, how: v.picklist(['complete', 'saved', 'discarded']) },
  effort: { sessionId, blockId: shortText, value: v.pipe(v.number(), v.minValue(0), v.maxValue(10)) },
  pain: stepOf,
  'clock-moved': { byMs: durationMs, sessionId: v.optional(sessionId) },
  'reminder-answered': {
    ...dueReminders,
    answer: v.picklist(REMINDER_ANSWERS),
    shownAt: v.optional(instant),
    microSet: v.optional(sessionId),
  },
  'reminder-suppressed': { ...dueReminders, reason: silence },
  ...importedBodies,
  'suppressions-folded': {
    day: v.pipe(v.string(), v.check(isCalendarDay, 'a day such as 2026-11-16')),
    counts: v.pipe(v.array(foldedSilence), v.minLength(1), v.maxLength(FOLDED_MOST)),
  },
};

const head = {
  seq: positive,
  at: instant,
  zone: v.pipe(v.number(), v.integer(), v.minValue(-DAY_OF_MINUTES), v.maxValue(DAY_OF_MINUTES)),
};
const forms = new Map(
  (Object.keys(bodies) as EntryKind[]).map((kind) => {
    const schema = v.looseObject({ ...head, kind: v.literal(kind), ...bodies[kind] });
    return [kind as string, { schema, isPlain: plainCheck(schema) }] as const;
  }),
);

const problemOf = (issue: v.BaseIssue<unknown>): Problem => ({
  code: 'entry-shape',
  path: v.getDotPath(issue) || '(entry)',
});

/** True when a value carries a number that a journal can file it under, whatever else it is. */
export const hasSeq = (value: unknown): value is { readonly seq: number } =>
  typeof value === 'object' && value !== null && v.is(positive, (value as { readonly seq?: unknown }).seq);

/**
 * Reads one entry of a known kind; unknown fields are kept, because tomorrow's watch may say more.
 * Refuses with `kind-unknown` or `entry-shape` (one a field): such an entry is quarantined, never dropped.
 */
export function parseEntry(value: unknown): Result<Entry> {
  const kind =
    typeof value === 'object' && value !== null ? (value as { readonly kind?: unknown }).kind : undefined;
  const form = typeof kind === 'string' ? forms.get(kind) : undefined;
  if (!form) return refuse({ code: 'kind-unknown', path: 'kind' });
  if (form.isPlain(value)) return ok(value as Entry);
  const parsed = v.safeParse(form.schema, value);
  return parsed.success ? ok(parsed.output as Entry) : refuse(...parsed.issues.map(problemOf));
}

/** A push before its entries are looked at one by one: each of them may be anything. */
export interface PushEnvelope {
  readonly journalId: string;
  readonly first: number;
  readonly sentAt: number;
  readonly entries: readonly unknown[];
}

/** Schema of a push's envelope (Standard Schema), for servers that validate and document with it. */
export const pushSchema = v.object({
  journalId: v.custom<string>(isId, 'a journal id has 26 Crockford signs'),
  first: positive,
  sentAt: instant,
  entries: v.pipe(
    v.array(v.unknown()),
    v.maxLength(PUSH_LIMITS.entries, `at most ${PUSH_LIMITS.entries} entries`),
  ),
});

/** Reads a push's envelope. Refuses with `push-shape` a field; entries are left as they came. */
export function parsePush(value: unknown): Result<PushEnvelope> {
  const parsed = v.safeParse(pushSchema, value);
  if (parsed.success) return ok(parsed.output);
  return refuse(
    ...parsed.issues.map((issue) => ({
      code: 'push-shape',
      path: v.getDotPath(issue) || '(push)',
      message: issue.message,
    })),
  );
}
