import * as v from 'valibot';

const digest = v.pipe(v.string(), v.regex(/^[\w-]{43}$/));
/** `digest` names a file that was previewed: what its last line says. */
export const ImportQuery = v.strictObject({ digest: v.optional(digest) });

const Counts = v.object({
  journals: v.number(),
  gaps: v.number(),
  entries: v.number(),
  documents: v.number(),
});
const Example = v.object({
  line: v.number(),
  code: v.string(),
  journalId: v.optional(v.string()),
  seq: v.optional(v.number()),
  sessionId: v.optional(v.string()),
  document: v.optional(v.string()),
});
export const PreviewFacts = v.object({
  digest: v.string(),
  lines: v.number(),
  bytes: v.number(),
  /** True when the account holds nothing yet: then no confirmation is needed. */
  empty: v.boolean(),
  added: Counts,
  here: Counts,
  clashes: Counts,
  /** Sessions that would be new, the first of them with their start. */
  sessions: v.object({
    count: v.number(),
    examples: v.array(v.object({ sessionId: v.string(), routineId: v.string(), startedAt: v.number() })),
  }),
  /** The first clashes: what is here stays. */
  examples: v.array(Example),
});
export const PreviewAnswer = v.object({ ok: v.literal(true), preview: PreviewFacts });

export const RunFacts = v.object({
  digest: v.string(),
  /** `stopped`: it did not come to its end; the same file once more completes it. */
  state: v.picklist(['running', 'stopped', 'done']),
  lines: v.number(),
  done: v.number(),
  added: Counts,
  here: Counts,
  clashes: Counts,
  begunAt: v.number(),
  movedAt: v.number(),
});
export const ImportAnswer = v.object({ ok: v.literal(true), import: v.nullable(RunFacts) });

export type Preview = v.InferOutput<typeof PreviewFacts>;
export type Run = v.InferOutput<typeof RunFacts>;
export type Clash = v.InferOutput<typeof Example>;
