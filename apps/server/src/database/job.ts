import type { QueryRunner } from 'typeorm';
import { isRefusal } from '../problems/problems.js';
import { conditionAfter } from './condition.js';
import type { Held } from './held.js';
import { inside } from './inside.js';
import { makeTx, type Tx } from './sql.js';

export type Work<T> = (tx: Tx) => Promise<T>;
export type Outcome = { ok: true; value: unknown } | { ok: false; fault: unknown };

/** One write that waits for its turn or has it. */
export type Job = {
  work: Work<unknown>;
  /** Whether it is told when it queues another write. */
  isGuarded: boolean;
  /** Whether it may begin on top of a transaction that is not on disk yet; undefined for one that never may. */
  isReady: (() => boolean) | undefined;
  askedAt: number;
  settle(outcome: Outcome): void;
};

/** Where a job is at work; `owner` is who must not be asked for another write meanwhile. */
export type Bench = { owner: object; runner: QueryRunner; held: Held; isAlone: boolean };

/**
 * Does a job's work; one that fails or refuses is undone alone. Alone in its transaction, a job needs no savepoint: what
 * undoes it undoes the whole. Throws when the whole transaction is lost.
 */
export async function attempt({ work, isGuarded }: Job, bench: Bench): Promise<Outcome> {
  const { owner, runner, held, isAlone } = bench;
  const hadWritten = held.hasWritten;
  if (!isAlone) held.frame('SAVEPOINT job');
  const done = async () => {
    const value = await work(makeTx(runner, held));
    // A fault of what it put must be its own.
    if (!isAlone) await held.flush();
    return value;
  };
  const outcome = await (isGuarded ? inside(owner, done) : done()).then(
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

export const isUndone = (outcome: Outcome): boolean => !outcome.ok || isRefusal(outcome.value);

/** The outcome of a job that was alone in its transaction and is undone with it. */
export const lostIn = (outcomes: readonly Outcome[]): Outcome | undefined =>
  outcomes.length === 1 ? outcomes.find(isUndone) : undefined;
