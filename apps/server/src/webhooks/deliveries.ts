import { Inject, Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { Subscription } from 'rxjs';
import { CLOCK, type Clock } from '../api/clock.js';
import { LOG, type Log } from '../api/log.js';
import { DATABASE, type Database } from '../database/database.js';
import { Committed } from '../live/committed.js';
import { OUTSIDE, type Outside } from '../outgoing/outside.js';
import { type Turn, Turns } from './turn.js';

/** How often the tables are asked what is due: retries, what came before a start, what another server stored. */
const LOOK_EVERY_MS = 15_000;
/** Whoever has a webhook in hand may be done before it has seen what was stored here meanwhile. */
const HELD_AGAIN_MS = 1_000;
const AT_ONCE = 4;
/** After so many deliveries in a row another webhook has its turn. */
const IN_A_ROW = 20;

type Due = { id: string; account_id: string };

/**
 * Keeps deliveries going. The stream of committed entries says at once that there is something; the cursors in
 * the tables say what, so a missed word costs time and never a delivery. Few at once, each webhook in order.
 */
@Injectable()
export class Deliveries implements OnApplicationBootstrap, OnModuleDestroy {
  /** Accounts that have a webhook switched on, so that a commit of any other costs nothing. */
  private readonly accounts = new Map<string, Set<string>>();
  private readonly waiting = new Set<string>();
  private readonly working = new Set<string>();
  private readonly cut = new AbortController();
  private stopping = false;
  private takeBack: () => void = () => undefined;
  private stream: Subscription | undefined;
  private idle: (() => void)[] = [];

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(Committed) private readonly committed: Committed,
    @Inject(Turns) private readonly turns: Turns,
    @Inject(OUTSIDE) private readonly outside: Outside,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  onApplicationBootstrap(): void {
    this.stream = this.committed.entries.subscribe(({ accountId }) => this.hear(accountId));
    void this.lookOnAndOn();
  }

  onModuleDestroy(): Promise<void> {
    return this.stop(0);
  }

  /** Begins nothing more; what is on its way may finish and be written down, and is cut when `patienceMs` are over. */
  async stop(patienceMs: number): Promise<void> {
    this.stream?.unsubscribe();
    this.takeBack();
    this.stopping = true;
    this.waiting.clear();
    const cut = setTimeout(() => this.cut.abort(), patienceMs);
    await this.whenIdle();
    clearTimeout(cut);
  }

  /** Something about this webhook is new: news, a test passed, its owner switched it on. */
  poke(accountId: string, id: string): void {
    if (this.stopping) return;
    this.accounts.set(accountId, (this.accounts.get(accountId) ?? new Set()).add(id));
    this.ask(id);
  }

  private ask(id: string): void {
    if (this.stopping) return;
    this.waiting.add(id);
    this.pump();
  }

  /** Does all that is due now; resolves when nothing is left to do. */
  async settle(): Promise<void> {
    await this.look();
    await this.whenIdle();
  }

  private hear(accountId: string): void {
    for (const id of this.accounts.get(accountId) ?? []) this.poke(accountId, id);
  }

  private async lookOnAndOn(): Promise<void> {
    await this.look().catch((fault) => this.note(fault));
    if (this.stopping) return;
    this.takeBack = this.outside.after(LOOK_EVERY_MS, () => void this.lookOnAndOn());
  }

  private async look(): Promise<void> {
    const on = `SELECT id, account_id FROM webhook WHERE state = 'on'`;
    const hooks = await this.database.read.all<Due>(on);
    const due = `SELECT webhook.id, account_id FROM webhook JOIN account ON account.id = account_id
      WHERE state = 'on' AND next_at <= ? AND account.position > cursor`;
    const found = await this.database.read.all<Due>(due, [this.now()]);
    this.accounts.clear();
    for (const { id, account_id } of hooks)
      this.accounts.set(account_id, (this.accounts.get(account_id) ?? new Set()).add(id));
    for (const { id, account_id } of found) this.poke(account_id, id);
  }

  private pump(): void {
    for (const id of this.waiting) {
      if (this.working.size >= AT_ONCE) return;
      if (this.working.has(id)) continue;
      this.waiting.delete(id);
      this.working.add(id);
      void this.work(id);
    }
    if (this.working.size === 0) for (const tell of this.idle.splice(0)) tell();
  }

  private async work(id: string): Promise<void> {
    try {
      let turn: Turn = 'told';
      for (let left = IN_A_ROW; left > 0 && turn === 'told' && !this.stopping; left -= 1)
        turn = await this.turns.take(id, this.cut.signal);
      if (turn === 'told' && !this.stopping) this.waiting.add(id);
      if (turn === 'held') this.outside.after(HELD_AGAIN_MS, () => this.ask(id));
    } catch (fault) {
      // The webhook stays due: the next look tries again.
      this.note(fault);
    } finally {
      this.working.delete(id);
      this.pump();
    }
  }

  private note(fault: unknown): void {
    this.log('error', 'webhooks-failed', { fault: fault instanceof Error ? fault.name : typeof fault });
  }

  private whenIdle(): Promise<void> {
    if (this.working.size === 0 && this.waiting.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.idle.push(resolve);
    });
  }
}
