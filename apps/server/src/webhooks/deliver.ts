import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../api/clock.js';
import { OutgoingRequests } from '../outgoing/outgoing.js';
import type { WebhookEvent } from './events.js';
import type { Delivery } from './forms.js';
import { askedWait } from './retry.js';
import type { WebhookRow } from './rows.js';
import { signatureOf } from './signature.js';

/** What became of one try. */
export type Tried = {
  delivery: Delivery;
  done: boolean;
  /** The receiver said 410: it wants nothing more. */
  gone: boolean;
  /** How long the receiver asks to be left alone. */
  waitMs: number;
};

/** Sends one event once. Nothing here decides what happens next. */
@Injectable()
export class Deliverer {
  private told: ((done: boolean) => void) | undefined;

  constructor(
    @Inject(OutgoingRequests) private readonly outgoing: OutgoingRequests,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** Hears of every try whether it was taken. */
  listen(told: (done: boolean) => void): void {
    this.told = told;
  }

  async deliver(hook: WebhookRow, event: WebhookEvent, cut?: AbortSignal): Promise<Tried> {
    const tried = await this.attempt(hook, event, cut);
    this.told?.(tried.done);
    return tried;
  }

  private async attempt(hook: WebhookRow, event: WebhookEvent, cut?: AbortSignal): Promise<Tried> {
    const sentAt = this.now();
    const body = JSON.stringify(event);
    const headers = {
      'content-type': 'application/json',
      'plumbline-event': event.kind,
      'plumbline-delivery': event.id,
      'plumbline-signature': signatureOf(hook.secret, sentAt, body),
    };
    const request = { url: hook.address, method: 'POST', headers, body, statusOnly: true } as const;
    const sent = await this.outgoing.send(request, cut);
    const tookMs = Math.max(0, this.now() - sentAt);
    const attempt = event.kind === 'test' ? 1 : hook.attempts + 1;
    const facts = { eventId: event.id, kind: event.kind, attempt, sentAt, tookMs };
    if (!sent.ok) return { delivery: { ...facts, problem: sent.why }, done: false, gone: false, waitMs: 0 };
    const { status } = sent;
    const done = status >= 200 && status < 300;
    const waitMs = done ? 0 : askedWait(sent.headers['retry-after']);
    return { delivery: { ...facts, status }, done, gone: status === 410, waitMs };
  }
}
