import type { DataSource, QueryRunner } from 'typeorm';
import { isRefusal, type Refusal, refuse } from '../problems/problems.js';
import { type Condition, conditionAfter } from './condition.js';
import { Held } from './held.js';
import { inside, isInside } from './inside.js';
import { makeTx, type Tx } from './sql.js';

export type Work<T> = (tx: Tx) => Promise<T>;
type Outcome = { ok: true; value: unknown } | { ok: false; fault: unknown };
type Job = { work: Work<unknown>; isGuarded: boolean; askedAt: number; settle(outcome: Outcome): void };

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

  private queue<T>(work: Work<T>, isGuarded: boolean): Promise<T | Refusal> {
    if (isInside(this)) throw new Error('a write was queued inside a write: use its tx');
    if (this.closed) return Promise.resolve(refuse('stopping', BUSY_RETRY_MS));
    if (this.waiting.length >= this.limits.waiting) return Promise.resolve(refuse('busy', BUSY_RETRY_MS));
    return new Promise<T>((resolve, reject) => {
      const settle = (outcome: Outcome) =>
        outcome.ok ? resolve(outcome.value as T) : reject(outcome.fault as Error);
      this.waiting.push({ work, isGuarded, settle, askedAt: performance.now() });
      this.pump ??= this.drain();
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
    while (this.waiting.length > 0) await this.commit(this.waiting.splice(0, this.limits.together));
    this.pump = undefined;
  }

  private async commit(jobs: Job[]): Promise<void> {
    const outcomes: Outcome[] = [];
    const begunAt = performance.now();
    for (const { askedAt } of jobs) this.watcher?.waited(begunAt - askedAt);
    let held: Held | undefined;
    try {
      this.runner ??= this.writer.createQueryRunner();
      held = new Held(this.runner, this.engine.begin);
      // One that is not alone must be undone alone: that takes a transaction that has surely begun.
      if (jobs.length > 1) await held.flush();
      for (const job of jobs) outcomes.push(await this.attempt(job, held, jobs.length === 1));
      const lost = lostIn(outcomes);
      if (lost !== undefined) {
        await this.undo(held);
        return jobs[0]?.settle(lost);
      }
      held.frame('COMMIT');
      await held.flush();
    } catch (fault) {
      await this.letGo();
      this.failAll(jobs, fault, held?.hasBegun === true);
      return;
    }
    if (held.hasWritten) this.state = 'sound';
    this.watcher?.committed(performance.now() - begunAt, jobs.length);
    for (const [index, job] of jobs.entries()) job.settle(outcomes[index] as Outcome);
  }

  private async undo(held: Held): Promise<void> {
    this.turns += 1;
    if (held.hasBegun) await this.runner?.query('ROLLBACK');
  }

  /** A full disk is nobody's bug: those who asked hear that nothing was stored, and may ask again. */
  private failAll(jobs: Job[], fault: unknown, begun: boolean): void {
    this.turns += 1;
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

  /** Alone in its transaction, a job needs no savepoint: what undoes it undoes the whole. */
  private async attempt({ work, isGuarded }: Job, held: Held, isAlone: boolean): Promise<Outcome> {
    const runner = this.runner as QueryRunner;
    this.turns += 1;
    const hadWritten = held.hasWritten;
    if (!isAlone) held.frame('SAVEPOINT job');
    const done = async () => {
      const value = await work(makeTx(runner, held));
      // A fault of what it put must be its own.
      if (!isAlone) await held.flush();
      return value;
    };
    const outcome = await (isGuarded ? inside(this, done) : done()).then(
      (value): Outcome => ({ ok: true, value }),
      (fault: unknown): Outcome => ({ ok: false, fault }),
    );
    if (held.barred !== undefined) throw held.barred;
    // SQLite may have undone the whole transaction by itself, and no job after this one would fare better.
    if (!outcome.ok && conditionAfter(outcome.fault) !== undefined) throw outcome.fault;
    const undone = isUndone(outcome);
    if (undone) {
      held.drop();
      held.hasWritten = hadWritten;
    }
    if (isAlone) return outcome;
    if (undone) held.frame('ROLLBACK TO job');
    held.frame('RELEASE job');
    return outcome;
  }
}

const isUndone = (outcome: Outcome): boolean => !outcome.ok || isRefusal(outcome.value);

/** The outcome of a job that was alone in its transaction and is undone with it. */
const lostIn = (outcomes: readonly Outcome[]): Outcome | undefined =>
  outcomes.length === 1 ? outcomes.find(isUndone) : undefined;
