import * as v from 'valibot';

export const EventFacts = v.object({
  kind: v.string(),
  at: v.number(),
  /** Of failures that were counted together: since when and how many. */
  firstAt: v.optional(v.number()),
  count: v.optional(v.number()),
  detail: v.optional(v.string()),
});
export const EventsAnswer = v.object({ ok: v.literal(true), events: v.array(EventFacts) });
/** Of others there is the name that the members' list shows, and no detail. */
export const ServerEventsAnswer = v.object({
  ok: v.literal(true),
  events: v.array(v.object({ ...EventFacts.entries, member: v.optional(v.string()) })),
});
export type Event = v.InferOutput<typeof EventFacts>;
export type ServerEvent = v.InferOutput<typeof ServerEventsAnswer>['events'][number];
