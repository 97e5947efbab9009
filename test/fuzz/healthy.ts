/** Somebody who behaves, beside all who do not: must always be answered, and keeps every entry. */
import { moves, pushOf } from '../../apps/server/src/testing/entries.js';
import type { Findings } from './judge.js';
import type { Person } from './stand.js';

const PAUSE_MS = 40;
const LIMIT_MS = 10_000;

export class Healthy {
  private stopped = false;
  private seq = 0;
  private work: Promise<void> | undefined;
  asked = 0;
  slowestMs = 0;

  constructor(
    private readonly url: string,
    private readonly person: Person,
    private readonly watched: { findings: Findings; waitsMs?: number | undefined },
  ) {}

  start(): void {
    this.work = this.goOn();
  }

  /** Stops, and looks whether all that was acknowledged is there. */
  async stop(): Promise<void> {
    this.stopped = true;
    await this.work;
    const stored = new Set<number>();
    for (let since = 0, more = true; more; ) {
      type Page = { position: number; more: boolean; entries: { entry: { seq: number } }[] };
      const page = (await this.ask('GET', `/api/v1/changes?since=${since}`)) as Page | undefined;
      for (const { entry } of page?.entries ?? []) stored.add(entry.seq);
      since = page?.position ?? 0;
      more = page?.more ?? false;
    }
    if (stored.size !== this.seq)
      this.watched.findings.add(
        'the healthy client lost entries',
        `${this.seq} pushed`,
        `${stored.size} there`,
      );
  }

  private async goOn(): Promise<void> {
    while (!this.stopped) {
      await this.ask('GET', '/api/v1/me');
      const entries = moves(3, this.seq + 1);
      const pushed = (await this.ask('POST', '/api/v1/journal', pushOf(entries))) as
        | { through?: number }
        | undefined;
      if (pushed) this.seq += 3;
      if (pushed && pushed.through !== this.seq)
        this.watched.findings.add('the healthy client’s entries stop', `${this.seq}`, JSON.stringify(pushed));
      await this.ask('GET', '/api/v1/health');
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }

  private async ask(method: string, route: string, body?: unknown): Promise<unknown> {
    const { cookie, token } = this.person;
    const headers = body
      ? { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      : { cookie };
    const began = Date.now();
    this.asked += 1;
    try {
      const signal = AbortSignal.timeout(this.watched.waitsMs ?? LIMIT_MS);
      const init = { method, headers: headers as Record<string, string>, signal };
      const response = await fetch(
        `${this.url}${route}`,
        body ? { ...init, body: JSON.stringify(body) } : init,
      );
      const answer: unknown = await response.json();
      this.slowestMs = Math.max(this.slowestMs, Date.now() - began);
      if (response.ok) return answer;
      this.watched.findings.add(
        'the healthy client was refused',
        `${method} ${route}`,
        JSON.stringify(answer),
      );
    } catch (fault) {
      this.watched.findings.add('the healthy client was not answered', `${method} ${route}`, String(fault));
    }
    return undefined;
  }
}
