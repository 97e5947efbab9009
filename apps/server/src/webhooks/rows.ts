import type { Tx } from '../database/sql.js';
import type { Delivery, Webhook, WebhookState } from './forms.js';

/** A webhook as its row holds it. */
export type WebhookRow = {
  id: string;
  account_id: string;
  name: string;
  address: string;
  secret: string;
  kinds: string;
  state: WebhookState;
  created_at: number;
  cursor: number;
  attempts: number;
  next_at: number;
  failing_since: number | null;
};
export const WEBHOOK_COLUMNS = `id, account_id, name, address, secret, kinds, state, created_at, cursor,
  attempts, next_at, failing_since`;

type DeliveryRow = {
  event_id: string;
  kind: string;
  attempt: number;
  sent_at: number;
  took_ms: number;
  status: number | null;
  problem: string | null;
};
export const DELIVERY_COLUMNS = 'event_id, kind, attempt, sent_at, took_ms, status, problem';

/** How many deliveries are remembered of each webhook. */
export const KEPT_DELIVERIES = 100;

/** Without the secret: it was shown once. */
export function webhookOf(row: WebhookRow): Webhook {
  const { id, name, address, state } = row;
  const facts = { id, name, address, kinds: kindsOf(row), state, createdAt: row.created_at };
  return row.failing_since === null ? facts : { ...facts, failingSince: row.failing_since };
}

export const kindsOf = ({ kinds }: WebhookRow): string[] => JSON.parse(kinds) as string[];

export function deliveryOf({ event_id, sent_at, took_ms, status, problem, ...row }: DeliveryRow): Delivery {
  const facts = { eventId: event_id, sentAt: sent_at, tookMs: took_ms, ...row };
  return { ...facts, ...(status !== null && { status }), ...(problem !== null && { problem }) };
}

/** Writes a delivery down and forgets the oldest; false when the webhook is no more. */
export async function noteDelivery(tx: Tx, webhookId: string, delivery: Delivery): Promise<boolean> {
  const count = 'UPDATE webhook SET deliveries = deliveries + 1 WHERE id = ?';
  if ((await tx.run(count, [webhookId])) !== 1) return false;
  const counted = 'SELECT deliveries FROM webhook WHERE id = ?';
  const number = (await tx.one<{ deliveries: number }>(counted, [webhookId]))?.deliveries ?? 0;
  const { eventId, kind, attempt, sentAt, tookMs, status = null, problem = null } = delivery;
  const row = [webhookId, number, eventId, kind, attempt, sentAt, tookMs, status, problem];
  await tx.add('webhook_delivery', ['webhook_id', 'number', ...DELIVERY_COLUMNS.split(', ')], [row]);
  const forget = 'DELETE FROM webhook_delivery WHERE webhook_id = ? AND number <= ?';
  await tx.run(forget, [webhookId, number - KEPT_DELIVERIES]);
  return true;
}
