import { Injectable } from '@nestjs/common';
import { Counter, Histogram, Registry } from 'prom-client';
import type { Ended } from '../api/reports.js';
import type { PushReport } from '../journal/push-report.js';

const QUICK = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5];
const REQUEST = [0.005, 0.025, 0.1, 0.5, 2.5, 10];
const SIZES = [1, 2, 4, 8, 16, 32, 64];

/**
 * What the server counts while it works. Labels are words of the program (a route's template, a code), never what
 * somebody sent and nothing that belongs to an account: so there are few series, and they tell nobody's habits.
 */
@Injectable()
export class Metrics {
  readonly registry = new Registry();
  private readonly registers = [this.registry];

  readonly pushes = this.counter('pushes_total', 'Pushes answered, by answer.', ['answer']);
  readonly entries = this.counter('entries_total', 'Entries of answered pushes, by what became of them.', [
    'fate',
  ]);
  readonly gaps = this.counter('gaps_total', 'Holes in journals that were passed over and written down.');
  readonly forks = this.counter('forks_total', 'Pushes that met another body under the same number.');
  readonly groups = this.histogram('push_group_size', 'Pushes stored by one job.', SIZES);
  readonly jobs = this.histogram('write_jobs', 'Writing jobs in one transaction.', SIZES);
  readonly wait = this.histogram('write_wait_seconds', 'From asking to write to having the turn.', QUICK);
  readonly commit = this.histogram('commit_seconds', 'A whole writing transaction, BEGIN to COMMIT.', QUICK);
  readonly failedCommits = this.counter('commits_failed_total', 'Writing transactions that were undone.');
  readonly live = this.histogram('live_delay_seconds', 'From a push to those who follow along.', QUICK);
  readonly refusals = this.counter('refusals_total', 'Answers that were refusals.', ['way', 'code']);
  readonly loginsFailed = this.counter('logins_failed_total', 'Sign-ins that were refused.', ['code']);
  readonly webhooks = this.counter('webhook_deliveries_total', 'Tries to tell a webhook.', ['result']);
  readonly erasures = this.counter('erasures_total', 'Sessions whose thirty days were over.');
  readonly requests = this.counter('http_requests_total', 'Requests answered.', [
    'method',
    'route',
    'status',
  ]);
  readonly requestTime = this.histogram('http_request_duration_seconds', 'Time to answer.', REQUEST, [
    'route',
  ]);
  readonly messages = this.counter('socket_messages_total', 'Messages answered, by answer.', [
    'event',
    'answer',
  ]);

  noteEnd({ way, method = '', route, status = 0, code, ms }: Ended): void {
    if (code !== undefined) this.refusals.inc({ way, code });
    if (way === 'socket') this.messages.inc({ event: route, answer: code ?? 'ok' });
    if (way !== 'http') return;
    this.requests.inc({ method, route, status });
    this.requestTime.observe({ route }, ms / 1000);
    // Asking for the second step is the first one's success.
    if (code !== undefined && code !== 'second-factor-needed' && /\/login\b/.test(route))
      this.loginsFailed.inc({ code });
  }

  notePush({ answer, stored, quarantined, seen, gaps, forks, tellMs }: PushReport): void {
    this.pushes.inc({ answer });
    if (answer !== 'ok') return;
    this.entries.inc({ fate: 'stored' }, stored);
    this.entries.inc({ fate: 'quarantined' }, quarantined);
    // From a fork on a push is left out, because the device sends it again elsewhere.
    this.entries.inc({ fate: forks > 0 ? 'left-out' : 'duplicate' }, seen - stored - quarantined);
    if (gaps > 0) this.gaps.inc(gaps);
    if (forks > 0) this.forks.inc(forks);
    if (tellMs !== undefined) this.live.observe(tellMs / 1000);
  }

  private counter<T extends string>(name: string, help: string, labelNames: T[] = []): Counter<T> {
    return new Counter({ name: `plumbline_${name}`, help, labelNames, registers: this.registers });
  }

  private histogram<T extends string>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: T[] = [],
  ): Histogram<T> {
    return new Histogram({ name: `plumbline_${name}`, help, buckets, labelNames, registers: this.registers });
  }
}
