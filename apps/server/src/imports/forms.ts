import { MOVEMENT_IDS } from '@plumbline/routine-core';
import * as v from 'valibot';
import { COLUMN_FIELDS } from './csv/column-names.js';
import { isZoneName } from './read/zone.js';

const DAY_MINUTES = 14 * 60;
const head = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const zone = v.union([
  v.pipe(v.string(), v.check(isZoneName, 'a zone such as Europe/Berlin')),
  v.pipe(v.number(), v.integer(), v.minValue(-DAY_MINUTES), v.maxValue(DAY_MINUTES)),
]);

/** What a person says of a file. `null` leaves a column or an exercise out. */
export const OptionsForm = v.strictObject({
  zone: v.optional(zone),
  dates: v.optional(v.picklist(['day-first', 'month-first'])),
  columns: v.optional(v.record(head, v.nullable(v.picklist(COLUMN_FIELDS)))),
  movements: v.optional(v.record(head, v.nullable(v.picklist(MOVEMENT_IDS)))),
});

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** JSON, because a query has no other room for a mapping. */
const options = v.optional(v.pipe(v.string(), v.maxLength(12_000), v.transform(jsonIn), OptionsForm));
const name = v.optional(v.pipe(v.string(), v.minLength(1), v.maxLength(120)));
const digest = v.optional(v.pipe(v.string(), v.regex(/^[\w-]{43}$/)));

export const PreviewQuery = v.strictObject({ options });
/** `take`: numbers of the preview, such as `1-40,55`; without it all that are no duplicates and raise no doubt. */
export const BringQuery = v.strictObject({
  options,
  name,
  digest,
  take: v.optional(v.pipe(v.string(), v.maxLength(12_000), v.regex(/^[\d,-]*$/))),
});
export const ImportPath = v.object({ id: v.pipe(v.string(), v.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)) });

const count = v.number();
const FoundFacts = v.object({
  number: count,
  line: count,
  startedAt: v.number(),
  endedAt: v.number(),
  zone: v.number(),
  day: v.string(),
  name: v.optional(v.string()),
  sets: count,
  movements: v.array(v.string()),
  /** The session here, or the number further up in the file, that it is taken for. */
  duplicate: v.optional(v.union([v.object({ sessionId: v.string() }), v.object({ number: count })])),
  doubt: v.optional(v.picklist(['other-sport'])),
});
export const PreviewFacts = v.object({
  digest: v.string(),
  form: v.picklist(['plumbline-csv', 'csv', 'fit']),
  sessions: v.array(FoundFacts),
  duplicates: count,
  remarks: v.array(v.object({ line: count, code: v.string(), message: v.string() })),
  /** More than are listed when the file has many. */
  remarkCount: count,
  columns: v.array(v.object({ name: v.string(), field: v.optional(v.picklist(COLUMN_FIELDS)) })),
  /** Names of exercises that are none of ours, with what they were said to be. */
  unknown: v.array(v.object({ name: v.string(), sets: count, movement: v.optional(v.string()) })),
});
export const PreviewAnswer = v.object({ ok: v.literal(true), preview: PreviewFacts });

export const ImportFacts = v.object({
  id: v.string(),
  source: v.picklist(['csv', 'fit']),
  name: v.optional(v.string()),
  importedAt: v.number(),
  /** `stopped`: it did not come to its end; the same file once more completes it. `undone`: none of it shows. */
  state: v.picklist(['running', 'stopped', 'done', 'undone']),
  sessions: count,
  /** How many of them show: those that are in and not deleted. */
  shown: count,
  undoUntil: v.number(),
});
export const ImportAnswer = v.object({ ok: v.literal(true), import: ImportFacts });
export const ImportsAnswer = v.object({ ok: v.literal(true), imports: v.array(ImportFacts) });

export type PreviewFacts = v.InferOutput<typeof PreviewFacts>;
export type ImportFacts = v.InferOutput<typeof ImportFacts>;
