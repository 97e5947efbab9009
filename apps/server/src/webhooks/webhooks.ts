import { Inject, Injectable } from '@nestjs/common';
import { Limits } from '../accounts/limits.js';
import { newId, newToken } from '../accounts/secrets.js';
import { CLOCK, type Clock } from '../api/clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { OutgoingRequests } from '../outgoing/outgoing.js';
import { type Answer, isRefusal, refuse } from '../problems/problems.js';
import { Deliverer } from './deliver.js';
import { Deliveries } from './deliveries.js';
import { WebhookEvents } from './events.js';
import type { Delivery, Webhook, WebhookRequest } from './forms.js';
import {
  DELIVERY_COLUMNS,
  deliveryOf,
  KEPT_DELIVERIES,
  noteDelivery,
  WEBHOOK_COLUMNS,
  type WebhookRow,
  webhookOf,
} from './rows.js';

const MAX_WEBHOOKS = 10;
const CREATED = ['id', 'account_id', 'name', 'address', 'secret', 'kinds', 'state', 'created_at', 'cursor'];

/** What an account's owner does with webhooks; delivering is elsewhere. */
@Injectable()
export class Webhooks {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(OutgoingRequests) private readonly outgoing: OutgoingRequests,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Deliverer) private readonly deliverer: Deliverer,
    @Inject(WebhookEvents) private readonly events: WebhookEvents,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** It tells what happens from now on. The secret is shown this once. */
  async make(
    accountId: string,
    request: WebhookRequest,
  ): Promise<Answer<{ webhook: Webhook; secret: string }>> {
    if (!this.outgoing.mayTry(request.address)) return refuse('address-refused');
    const id = newId();
    const secret = newToken('plb_w_');
    const kinds = JSON.stringify(request.kinds);
    const { name, address } = request;
    const made = await this.database.write.run(async (tx): Promise<Answer> => {
      const count = 'SELECT COUNT(*) AS count FROM webhook WHERE account_id = ?';
      const held = Number((await tx.one<{ count: number }>(count, [accountId]))?.count);
      if (held >= MAX_WEBHOOKS) return refuse('too-many');
      const where = 'SELECT position FROM account WHERE id = ?';
      const position = (await tx.one<{ position: number }>(where, [accountId]))?.position ?? 0;
      const row = [id, accountId, name, address, secret, kinds, 'on', this.now(), position];
      await tx.add('webhook', CREATED, [row]);
      return { ok: true };
    });
    if (!made.ok) return made;
    this.deliveries.poke(accountId, id);
    const shown = await this.find(accountId, id);
    return shown ? { ok: true, webhook: webhookOf(shown), secret } : refuse('not-found');
  }

  async list(accountId: string): Promise<Webhook[]> {
    const sql = `SELECT ${WEBHOOK_COLUMNS} FROM webhook WHERE account_id = ? ORDER BY created_at, id`;
    return (await this.database.read.all<WebhookRow>(sql, [accountId])).map(webhookOf);
  }

  pause(accountId: string, id: string): Promise<Answer<{ webhook: Webhook }>> {
    const sql = `UPDATE webhook SET state = 'paused', attempts = 0, failing_since = NULL
      WHERE account_id = ? AND id = ?`;
    return this.change(accountId, id, sql);
  }

  /** Goes on where it stopped, or with `skip` from now on; its tries count from one again. */
  async resume(accountId: string, id: string, skip: boolean): Promise<Answer<{ webhook: Webhook }>> {
    const cursor = skip ? '(SELECT position FROM account WHERE account.id = account_id)' : 'cursor';
    const sql = `UPDATE webhook SET state = 'on', attempts = 0, failing_since = NULL, next_at = 0,
      cursor = ${cursor} WHERE account_id = ? AND id = ?`;
    const done = await this.change(accountId, id, sql);
    if (done.ok) this.deliveries.poke(accountId, id);
    return done;
  }

  async remove(accountId: string, id: string): Promise<Answer> {
    return this.database.write.run(async (tx): Promise<Answer> => {
      const sql = 'DELETE FROM webhook WHERE account_id = ? AND id = ?';
      return (await tx.run(sql, [accountId, id])) === 1 ? { ok: true } : refuse('not-found');
    });
  }

  /** Newest first. */
  async history(accountId: string, id: string): Promise<Answer<{ deliveries: Delivery[] }>> {
    if (!(await this.find(accountId, id))) return refuse('not-found');
    const sql = `SELECT ${DELIVERY_COLUMNS} FROM webhook_delivery WHERE webhook_id = ?
      ORDER BY number DESC LIMIT ${KEPT_DELIVERIES}`;
    const rows = await this.database.read.all<Parameters<typeof deliveryOf>[0]>(sql, [id]);
    return { ok: true, deliveries: rows.map(deliveryOf) };
  }

  /** Sends one event now, whatever the webhook's state, and says how it went. */
  async test(accountId: string, id: string): Promise<Answer<{ delivery: Delivery }>> {
    const hook = await this.find(accountId, id);
    if (!hook) return refuse('not-found');
    const tooOften = this.limits.take(['webhook-test', accountId]);
    if (tooOften) return tooOften;
    const event = await this.events.testOf(hook, `test.${newId()}`);
    const { delivery } = await this.deliverer.deliver(hook, event);
    const noted = await this.database.write.run(async (tx): Promise<Answer> => {
      return (await noteDelivery(tx, id, delivery)) ? { ok: true } : refuse('not-found');
    });
    return isRefusal(noted) ? noted : { ok: true, delivery };
  }

  private find(accountId: string, id: string): Promise<WebhookRow | undefined> {
    const sql = `SELECT ${WEBHOOK_COLUMNS} FROM webhook WHERE account_id = ? AND id = ?`;
    return this.database.read.one<WebhookRow>(sql, [accountId, id]);
  }

  private async change(accountId: string, id: string, sql: string): Promise<Answer<{ webhook: Webhook }>> {
    const done = await this.database.write.run(async (tx): Promise<Answer> => {
      return (await tx.run(sql, [accountId, id])) === 1 ? { ok: true } : refuse('not-found');
    });
    if (!done.ok) return done;
    const hook = await this.find(accountId, id);
    return hook ? { ok: true, webhook: webhookOf(hook) } : refuse('not-found');
  }
}
