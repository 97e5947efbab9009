import { Inject, Injectable } from '@nestjs/common';
import { newId } from '../accounts/secrets.js';
import { CLOCK, type Clock } from '../api/clock.js';
import { LOG, type Log } from '../api/log.js';
import { DATABASE, type Database } from '../database/database.js';
import type { Tx } from '../database/sql.js';
import { OUTSIDE, type Outside } from '../outgoing/outside.js';
import { isRefusal } from '../problems/problems.js';
import { Deliverer, type Tried } from './deliver.js';
import { type News, WebhookEvents } from './events.js';
import type { WebhookState } from './forms.js';
import { GIVE_UP_MS, waitAfter } from './retry.js';
import { noteDelivery, WEBHOOK_COLUMNS, type WebhookRow } from './rows.js';

/** Longer than a request can take; after it another server may go on where this one died. */
const LEASE_MS = 30_000;

/** An account that is switched off says nothing; what happened until then waits for it. */
const ACCOUNT_IS_ON =
  'EXISTS (SELECT 1 FROM account WHERE account.id = webhook.account_id AND account.disabled_at IS NULL)';

/** A webhook's cursor is written at the latest when this many positions without news lie behind it. */
const WRITE_CURSOR_EVERY = 500;

/** `told`: there may be more. `held`: another server has it in hand. `over`: nothing is left to do now. */
export type Turn = 'told' | 'held' | 'over';

/**
 * One delivery of one webhook: take the lease, send, write down how it went and where to go on. With several
 * servers on one database only the holder of the lease sends; what one began and never wrote down is sent again.
 */
@Injectable()
export class Turns {
  private readonly holder = newId();
  /** How far each webhook was looked through without finding news. */
  private readonly seen = new Map<string, number>();

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(WebhookEvents) private readonly events: WebhookEvents,
    @Inject(Deliverer) private readonly deliverer: Deliverer,
    @Inject(OUTSIDE) private readonly outside: Outside,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async take(id: string, cut: AbortSignal): Promise<Turn> {
    const hook = await this.dueHook(id);
    if (hook === undefined) return this.forget(id);
    const next = await this.events.next(hook, Math.max(hook.cursor, this.seen.get(id) ?? 0));
    if ('through' in next) return this.passOver(hook, next.through);
    if (cut.aborted) return 'over';
    if (!(await this.lease(hook))) return 'held';
    const event = await this.events.eventOf(hook, next.news);
    const tried = await this.deliverer.deliver(hook, event, cut);
    // A server that stops cuts its requests; what was cut is sent again after the start, by whoever starts first.
    if (cut.aborted && !tried.done) return this.letGo(hook);
    const written = await this.database.write.run((tx) => this.writeDown(tx, hook, tried, next.news));
    return tried.done && written === true ? 'told' : 'over';
  }

  forget(id: string): 'over' {
    this.seen.delete(id);
    return 'over';
  }

  private dueHook(id: string): Promise<WebhookRow | undefined> {
    const sql = `SELECT ${WEBHOOK_COLUMNS} FROM webhook
      WHERE id = ? AND state = 'on' AND next_at <= ? AND ${ACCOUNT_IS_ON}`;
    return this.database.read.one<WebhookRow>(sql, [id, this.now()]);
  }

  private async passOver({ id, cursor }: WebhookRow, through: number): Promise<'over'> {
    this.seen.set(id, through);
    if (through - cursor < WRITE_CURSOR_EVERY) return 'over';
    const sql = 'UPDATE webhook SET cursor = ? WHERE id = ? AND cursor = ? AND lease_until <= ?';
    await this.database.write.run((tx) => tx.run(sql, [through, id, cursor, this.now()]));
    return 'over';
  }

  private async lease({ id, cursor }: WebhookRow): Promise<boolean> {
    const now = this.now();
    const sql = `UPDATE webhook SET lease_holder = ?, lease_until = ?
      WHERE id = ? AND cursor = ? AND state = 'on' AND next_at <= ? AND lease_until <= ?
      AND ${ACCOUNT_IS_ON}`;
    const params = [this.holder, now + LEASE_MS, id, cursor, now, now];
    const touched = await this.database.write.run((tx) => tx.run(sql, params));
    return !isRefusal(touched) && touched === 1;
  }

  private async letGo({ id, cursor }: WebhookRow): Promise<'over'> {
    const sql = 'UPDATE webhook SET lease_until = 0 WHERE id = ? AND lease_holder = ? AND cursor = ?';
    await this.database.write.run((tx) => tx.run(sql, [id, this.holder, cursor]));
    return 'over';
  }

  private async writeDown(tx: Tx, hook: WebhookRow, tried: Tried, news: News): Promise<boolean> {
    const after = this.after(hook, tried, news);
    const sql = `UPDATE webhook SET cursor = ?, attempts = ?, next_at = ?, failing_since = ?,
      state = CASE WHEN state = 'on' THEN ? ELSE state END, lease_until = 0
      WHERE id = ? AND lease_holder = ? AND cursor = ?`;
    const { cursor, attempts, nextAt, failingSince, state } = after;
    const params = [cursor, attempts, nextAt, failingSince, state, hook.id, this.holder, hook.cursor];
    if ((await tx.run(sql, params)) !== 1) return false;
    await noteDelivery(tx, hook.id, tried.delivery);
    if (state !== 'on') this.log('warn', 'webhook-stopped', { webhook: hook.id, state });
    return true;
  }

  private after(hook: WebhookRow, { done, gone, waitMs }: Tried, { position }: News): After {
    if (done) return { cursor: position, attempts: 0, nextAt: 0, failingSince: null, state: 'on' };
    const now = this.now();
    const failingSince = hook.failing_since ?? now;
    const attempts = hook.attempts + 1;
    const wait = Math.max(waitMs, waitAfter(attempts, this.outside.chance()));
    const state = gone ? 'gone' : now - failingSince >= GIVE_UP_MS ? 'failing' : 'on';
    return { cursor: hook.cursor, attempts, nextAt: now + wait, failingSince, state };
  }
}

type After = {
  cursor: number;
  attempts: number;
  nextAt: number;
  failingSince: number | null;
  state: WebhookState;
};
