import * as v from 'valibot';

/** What a webhook may be told of: entries of the journal, by their own kind. */
export const WEBHOOK_KINDS = ['session-started', 'session-ended', 'effort', 'pain'] as const;
/** `on` delivers; `paused` by its owner; `failing` after a day of tries in vain; `gone` when the other side answered 410. */
export const WEBHOOK_STATES = ['on', 'paused', 'failing', 'gone'] as const;

const Name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60));
const Kinds = v.pipe(
  v.array(v.picklist(WEBHOOK_KINDS)),
  v.minLength(1),
  v.maxLength(WEBHOOK_KINDS.length),
  v.check((kinds) => new Set(kinds).size === kinds.length),
);

export const WebhookForm = v.strictObject({
  name: Name,
  address: v.pipe(v.string(), v.minLength(1), v.maxLength(2_000)),
  kinds: Kinds,
});
/** `skip` leaves out what happened meanwhile. */
export const ResumeForm = v.strictObject({ skip: v.optional(v.boolean(), false) });

export const DeliveryFacts = v.object({
  eventId: v.string(),
  kind: v.string(),
  attempt: v.number(),
  sentAt: v.number(),
  tookMs: v.number(),
  /** The status of the answer, when there was one. */
  status: v.optional(v.number()),
  /** Why there was none. */
  problem: v.optional(v.string()),
});
export const WebhookFacts = v.object({
  id: v.string(),
  name: v.string(),
  address: v.string(),
  kinds: v.array(v.string()),
  state: v.picklist(WEBHOOK_STATES),
  createdAt: v.number(),
  failingSince: v.optional(v.number()),
});
export const WebhooksAnswer = v.object({ ok: v.literal(true), webhooks: v.array(WebhookFacts) });
export const MadeWebhookAnswer = v.object({
  ok: v.literal(true),
  webhook: WebhookFacts,
  secret: v.string(),
});
export const WebhookAnswer = v.object({ ok: v.literal(true), webhook: WebhookFacts });
export const DeliveriesAnswer = v.object({ ok: v.literal(true), deliveries: v.array(DeliveryFacts) });
export const TestAnswer = v.object({ ok: v.literal(true), delivery: DeliveryFacts });

export type WebhookRequest = v.InferOutput<typeof WebhookForm>;
export type WebhookState = (typeof WEBHOOK_STATES)[number];
export type Webhook = v.InferOutput<typeof WebhookFacts>;
export type Delivery = v.InferOutput<typeof DeliveryFacts>;
