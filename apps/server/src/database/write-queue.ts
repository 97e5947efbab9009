import type { DataSource, QueryRunner } from 'typeorm';
import { type Refusal, refuse } from '../problems/problems.js';
import { type Condition, conditionAfter } from './condition.js';
import { Held } from './held.js';
import { isInside } from './inside.js';
import { attempt, isUndone, type Job, lostIn, type Outcome, type Work } from './job.js';

/** Jobs that are at work in a transaction of their own. */
type Begun = { jobs: Job[]; begunAt: number; held?: Held; outcomes: Promise<Outcome[]> };

/** Looks at how writing goes; milliseconds. */
export type WriteWatcher = {
  waited(ms: number): void;
  committed(ms: number, jobs: number): void;
  failed(): void;
};

export type QueueLimits = { waiting: number; together: number };
export const QUEUE_LIMITS: QueueLimits = { waiting: 1_000, together: 64 };

/** What is different between the two databases. */
export type Engine = {
  /** Begins a transaction beside which nobody else writes. */
  begin: string;
  /** True when a transaction could not begin because the database is away for a while: then nothing has happened. */
  isAway(fault: unknown): boolean;
  /** True when nobody but this queue ever writes to the database. */
  isAlone: boolean;
};
const SQLITE: Engine = { begin: 'BEGIN IMMEDIATE', isAway: () => false, isAlone: true };

/** How long a refused writer is asked to wait: about the time a full queue needs to drain. */
const BUSY_RETRY_MS = 2_000;
/** A disk is seldom emptied within seconds. */
const UNWRITABLE_RETRY_MS = 30_000;

/**
 * The one writer. Everything waiting becomes one transaction, in the order it came, each job in a
 * savepoint of its own; a promise resolves only after COMMIT. A refusal, like a throw, undoes its job alone.
 */
export class WriteQueue {
  private readonly waiting: Job[] = [];
  private runner: QueryRunner | undefined;
  private pump: Promise<void> | undefined;
  private closed = false;
  private watcher: WriteWatcher | undefined;
  private state: Condition = 'sound';
  private turns = 0;
  private undone = 0;
  private landing: Promise<void> | undefined;
  private ahead: Begun | undefined;

  constructor(
    private readonly writer: DataSource,
    private readonly limits: QueueLimits = QUEUE_LIMITS,
    private readonly engine: Engine = SQLITE,
  ) {}

  /** Work that queued a write and waited for it would wait for ever: it is told so. */
  run<T>(work: Work<T>): Promise<T | Refusal> {
    return this.queue(work, true);
  }

  /** For work done at every push and given nothing to write with but its tx: telling whether it queues another costs dearly. */
  runUnguarded<T>(work: Work<T>): Promise<T | Refusal> {
    return this.queue(work, false);
  }

  /**
   * The same for work that may begin early. Where nobody else writes it is begun while the transaction before it goes to disk, as soon as `isReady`, and crosses when
   * that one is there. When it does not get there, the work is done once more: it has to bear that.
   */
  runEarly<T>(work: Work<T>, isReady: () => boolean): Promise<T | Refusal> {
    return this.queue(work, false, isReady);
  }

  private queue<T>(work: Work<T>, isGuarded: boolean, isReady?: () => boolean): Promise<T | Refusal> {
    if (isInside(this)) throw new Error('a write was queued inside a write: use its tx');
    if (this.closed) return Promise.resolve(refuse('stopping', BUSY_RETRY_MS));
    if (this.waiting.length >= this.limits.waiting) return Promise.resolve(refuse('busy', BUSY_RETRY_MS));
    return new Promise<T>((resolve, reject) => {
      const settle = (outcome: Outcome) =>
        outcome.ok ? resolve(outcome.value as T) : reject(outcome.fault as Error);
      this.waiting.push({ work, isGuarded, isReady, settle, askedAt: performance.now() });
      this.pump ??= this.drain();
      this.lookAhead();
    });
  }

  watch(watcher: WriteWatcher): void {
    this.watcher = watcher;
  }

  /** How many jobs wait for their turn. */
  get depth(): number {
    return this.waiting.length;
  }

  /**
   * Grows by one with every job that begins, and with every transaction that fails. A job that finds it one higher than its
   * last job did knows that nobody has written since and that nothing of it was undone. Undefined where others write too.
   */
  get turn(): number | undefined {
    return this.engine.isAlone ? this.turns : undefined;
  }

  /** Grows with everything that was done in vain: by a job that was undone alone, or with a whole transaction. */
  get losses(): number {
    return this.undone;
  }

  /** How the last transaction fared: whether the disk takes what is written. */
  get condition(): Condition {
    return this.state;
  }

  /** Refuses what comes from now on and resolves when all that was taken is on disk. */
  async close(): Promise<void> {
    this.closed = true;
    await this.pump;
  }

  private async drain(): Promise<void> {
    // One turn of the event loop, so that pushes arriving together travel together.
    await new Promise((resolve) => setImmediate(resolve));
    for (let next = this.begin(); next !== undefined; next = this.takeAhead() ?? this.begin())
      if (!(await this.finish(next))) await this.beginAgain();
    this.pump = undefined;
  }

  /** Begins what waits first while the transaction before it goes to disk, if it is ready for that. */
  lookAhead(): void {
    if (this.landing === undefined || this.ahead !== undefined || !this.engine.isAlone) return;
    if (this.waiting[0]?.isReady?.()) this.ahead = this.work(this.waiting.splice(0, 1), this.landing);
  }

  private takeAhead(): Begun | undefined {
    const { ahead } = this;
    this.ahead = undefined;
    return ahead;
  }

  /** What was begun on top of a transaction that did not get to disk stands on nothing. */
  private async beginAgain(): Promise<void> {
    const ahead = this.takeAhead();
    await ahead?.outcomes.catch(() => undefined);
    if (ahead) this.ahead = this.work(ahead.jobs);
  }

  private begin(): Begun | undefined {
    const jobs = this.waiting.splice(0, this.limits.together);
    return jobs.length === 0 ? undefined : this.work(jobs);
  }

  private work(jobs: Job[], after?: Promise<void>): Begun {
    const begun: Begun = { jobs, begunAt: performance.now(), outcomes: Promise.resolve([]) };
    begun.outcomes = this.attemptAll(begun, after);
    // It is heard of when its turn has come.
    begun.outcomes.catch(() => undefined);
    return begun;
  }

  private async attemptAll(begun: Begun, after: Promise<void> | undefined): Promise<Outcome[]> {
    const { jobs, begunAt } = begun;
    for (const { askedAt } of jobs) this.watcher?.waited(begunAt - askedAt);
    this.runner ??= this.writer.createQueryRunner();
    const held = new Held(this.runner, this.engine.begin, after);
    begun.held = held;
    // One that is not alone must be undone alone: that takes a transaction that has surely begun.
    if (jobs.length > 1) await held.flush();
    const outcomes: Outcome[] = [];
    const bench = { owner: this, runner: this.runner, held, isAlone: jobs.length === 1 };
    for (const job of jobs) {
      this.turns += 1;
      const outcome = await attempt(job, bench);
      if (isUndone(outcome)) this.undone += 1;
      outcomes.push(outcome);
    }
    return outcomes;
  }

  /** Brings a transaction to its end. False when it never was. */
  private async finish(begun: Begun): Promise<boolean> {
    const { jobs, begunAt } = begun;
    try {
      const outcomes = await begun.outcomes;
      const held = begun.held as Held;
      const lost = lostIn(outcomes);
      if (lost !== undefined) {
        await this.undo(held);
        jobs[0]?.settle(lost);
        return false;
      }
      held.frame('COMMIT');
      await this.land(held);
      if (held.hasWritten) this.state = 'sound';
      this.watcher?.committed(performance.now() - begunAt, jobs.length);
      this.settleAll(jobs, outcomes);
      return true;
    } catch (fault) {
      await this.letGo();
      this.failAll(jobs, fault, begun.held?.hasBegun === true);
      return false;
    }
  }

  private async land(held: Held): Promise<void> {
    this.landing = held.flush();
    this.lookAhead();
    try {
      await this.landing;
    } finally {
      this.landing = undefined;
    }
  }

  /** The disk comes first: what was begun meanwhile is sent on its way before those who waited are told. */
  private settleAll(jobs: readonly Job[], outcomes: readonly Outcome[]): void {
    const settle = () => {
      for (const [index, job] of jobs.entries()) job.settle(outcomes[index] as Outcome);
    };
    if (this.ahead) setImmediate(settle);
    else settle();
  }

  private async undo(held: Held): Promise<void> {
    this.turns += 1;
    if (held.hasBegun) await this.runner?.query('ROLLBACK');
  }

  /** A full disk is nobody's bug: those who asked hear that nothing was stored, and may ask again. */
  private failAll(jobs: Job[], fault: unknown, begun: boolean): void {
    this.turns += 1;
    this.undone += 1;
    const condition = conditionAfter(fault);
    this.watcher?.failed();
    if (condition !== undefined) this.state = condition;
    const refusal =
      condition !== undefined
        ? refuse('cannot-write', UNWRITABLE_RETRY_MS)
        : !begun && this.engine.isAway(fault)
          ? refuse('busy', BUSY_RETRY_MS)
          : undefined;
    const outcome: Outcome = refusal ? { ok: true, value: refusal } : { ok: false, fault };
    for (const job of jobs) job.settle(outcome);
  }

  /** A connection that failed may be broken: the next transaction takes another. */
  private async letGo(): Promise<void> {
    const { runner } = this;
    this.runner = undefined;
    await runner?.query('ROLLBACK').catch(() => undefined);
    await runner?.release().catch(() => undefined);
  }
}
