import * as v from 'valibot';

export const FeedForm = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
});
export const FeedFacts = v.object({ id: v.string(), name: v.string(), createdAt: v.number() });
export const FeedsAnswer = v.object({ ok: v.literal(true), feeds: v.array(FeedFacts) });
export const MadeFeedAnswer = v.object({
  ok: v.literal(true),
  feed: FeedFacts,
  /** Where a calendar program subscribes, below this server's own address; shown once. */
  path: v.string(),
});

export type Feed = v.InferOutput<typeof FeedFacts>;
