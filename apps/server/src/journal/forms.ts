import * as v from 'valibot';

/** Nothing a watch writes nests deeper. */
export const MAX_DEPTH = 32;
export const PULL_ENTRIES = 500;

const wholeNumber = v.pipe(v.number(), v.safeInteger());

/** Entries stay unknown here: one that cannot be read is kept aside, it does not spoil the rest. */
export const PushForm = v.object({
  journalId: v.pipe(v.string(), v.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)),
  first: v.pipe(wholeNumber, v.minValue(1)),
  sentAt: v.pipe(wholeNumber, v.minValue(0)),
  entries: v.array(v.unknown()),
});
export const PushAnswer = v.object({
  ok: v.literal(true),
  through: v.number(),
  problems: v.array(v.looseObject({ code: v.string() })),
});

/** How many documents and entries come at once, at most. */
const pageSize = v.pipe(wholeNumber, v.minValue(1), v.maxValue(PULL_ENTRIES));
const seal = v.optional(v.pipe(v.string(), v.regex(/^[\w-]{1,40}$/)));
export const PullForm = v.object({
  since: v.optional(v.pipe(wholeNumber, v.minValue(0)), 0),
  seal,
  limit: v.optional(pageSize),
});
export const PullQuery = v.object({
  since: v.optional(v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number))),
  seal,
  limit: v.optional(v.pipe(v.string(), v.regex(/^\d{1,3}$/), v.transform(Number), pageSize)),
  as: v.optional(v.string()),
});
export const PullAnswer = v.object({
  ok: v.literal(true),
  position: v.number(),
  seal: v.optional(v.string()),
  documents: v.array(
    v.object({
      kind: v.string(),
      id: v.string(),
      version: v.number(),
      position: v.number(),
      body: v.unknown(),
    }),
  ),
  entries: v.array(
    v.object({
      journalId: v.string(),
      position: v.number(),
      quarantined: v.optional(v.literal(true)),
      entry: v.unknown(),
    }),
  ),
  more: v.boolean(),
  reset: v.optional(v.literal(true)),
});

export type Push = v.InferOutput<typeof PushForm>;
export type Pulled = v.InferOutput<typeof PullAnswer>;
