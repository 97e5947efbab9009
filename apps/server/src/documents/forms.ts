import * as v from 'valibot';

const whole = (most: number) => v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(most));
const MOST_VERSION = 1_000_000;
const LIST_PAGE = 50;

const kind = v.pipe(v.string(), v.regex(/^[a-z][a-z-]{0,39}$/));
const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,39}$/));
const digits = v.pipe(v.string(), v.regex(/^\d{1,7}$/), v.transform(Number));
const limit = v.optional(v.pipe(digits, v.minValue(1), v.maxValue(LIST_PAGE)), String(LIST_PAGE));

export const DocumentPath = v.object({ kind, id });
export const VersionPath = v.object({ kind, id, version: digits });
/** `basedOn` is the version that was edited, 0 for a new document; a body of `null` withdraws it. */
export const PutForm = v.strictObject({ basedOn: whole(MOST_VERSION), body: v.unknown() });
export const WithdrawQuery = v.strictObject({ basedOn: digits });
/** `after` and `before` are the `next` of the page above. */
export const ListQuery = v.strictObject({
  after: v.optional(v.pipe(v.string(), v.regex(/^[a-z-]{1,40}\.[a-z0-9-]{1,40}$/))),
  limit,
});
export const VersionsQuery = v.strictObject({ before: v.optional(digits), limit });

export const DocumentFacts = v.object({
  kind: v.string(),
  id: v.string(),
  version: v.number(),
  position: v.number(),
  body: v.unknown(),
});
const KeptFacts = v.object({
  ...DocumentFacts.entries,
  madeAt: v.optional(v.number()),
  madeBy: v.optional(v.string()),
});
export const DocumentAnswer = v.object({ ok: v.literal(true), document: KeptFacts });
export const ListAnswer = v.object({
  ok: v.literal(true),
  documents: v.array(DocumentFacts),
  next: v.optional(v.string()),
});
export const VersionsAnswer = v.object({
  ok: v.literal(true),
  versions: v.array(KeptFacts),
  next: v.optional(v.string()),
});
