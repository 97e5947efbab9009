import type { Tx } from '../database/sql.js';
import type { WriteQueue } from '../database/write-queue.js';
import { type Answer, isRefusal, refuse } from '../problems/problems.js';
import { Projections } from '../sessions/projections.js';
import type { Batch, Stored } from './batch.js';
import { KnownRows } from './known-rows.js';
import { storeGroup } from './store-push.js';

type Waiting = { batch: Batch; settle(answer: Answer<Stored>): void; fail(fault: unknown): void };

/** How many pushes share one transaction: a flush costs each of them little then, and more give no higher rate (docs/benchmarks.md). */
const TOGETHER = 32;
/** So many waiting are worth beginning with while the group before them goes to disk; fewer may become more until then. */
const EARLY = 8;
/** How many may wait for theirs. */
const MOST_WAITING = 1_000;
const BUSY_RETRY_MS = 2_000;

/**
 * Pushes that arrive while the disk is busy travel together: one job of the write queue takes all that wait. When a group
 * fails as a whole, each of its pushes is tried alone, so that one of them never harms the others.
 */
export class Ingest {
  private waiting: Waiting[] = [];
  private isAsked = false;
  private grouped: ((size: number) => void) | undefined;
  private readonly projections = new Projections();
  private readonly known = new KnownRows();
  private lastTurn: number | undefined;
  private lastLosses = 0;

  constructor(private readonly write: WriteQueue) {}

  listen(grouped: (size: number) => void): void {
    this.grouped = grouped;
  }

  /** Resolves after COMMIT. */
  take(batch: Batch): Promise<Answer<Stored>> {
    if (this.waiting.length >= MOST_WAITING) return Promise.resolve(refuse('busy', BUSY_RETRY_MS));
    return new Promise((settle, fail) => {
      this.waiting.push({ batch, settle, fail });
      if (this.isAsked) this.write.lookAhead();
      else this.askForTurn();
    });
  }

  private askForTurn(): void {
    if (this.isAsked || this.waiting.length === 0) return;
    this.isAsked = true;
    void this.storeTogether();
  }

  private async storeTogether(): Promise<void> {
    let group: Waiting[] = [];
    try {
      const take = () => {
        group = this.waiting.splice(0, TOGETHER);
        this.isAsked = false;
      };
      const store = (tx: Tx) => {
        // Done once more it is the same work.
        if (group.length === 0) take();
        return this.store(
          tx,
          group.map(({ batch }) => batch),
        );
      };
      const answers = await this.write.runEarly(store, () => this.waiting.length >= EARLY);
      this.grouped?.(group.length);
      if (isRefusal(answers)) this.refuseAll(answers, group);
      else for (const [index, { settle }] of group.entries()) settle(answers[index] as Answer<Stored>);
    } catch (fault) {
      // The transaction may not even have begun.
      const failed = group.length > 0 ? group : this.takeAll();
      if (failed.length === 1) failed[0]?.fail(fault);
      else await this.storeAlone(failed);
    } finally {
      // More waited than travel together. Not asked for inside the write: that would be a write within a write.
      this.askForTurn();
    }
  }

  private async storeAlone(group: readonly Waiting[]): Promise<void> {
    for (const { batch, settle, fail } of group) {
      try {
        const answers = await this.write.runUnguarded((tx) => this.store(tx, [batch]));
        settle(isRefusal(answers) ? answers : (answers[0] as Answer<Stored>));
      } catch (fault) {
        fail(fault);
      }
    }
  }

  /** The queue is full or closed, or the disk takes nothing: nobody who waits will get a turn soon. */
  private refuseAll(refusal: Answer<Stored>, group: readonly Waiting[]): void {
    for (const { settle } of [...group, ...this.takeAll()]) settle(refusal);
  }

  private takeAll(): Waiting[] {
    this.isAsked = false;
    return this.waiting.splice(0);
  }

  /**
   * What was learnt holds as long as nobody else has written, and until something was undone, be it only now: a group may
   * be stored once more, on top of nothing. Of sessions it is checked row by row who wrote last.
   */
  private recall(): void {
    const { turn, losses } = this.write;
    const isUndone = losses !== this.lastLosses;
    if (isUndone || turn === undefined || turn - 1 !== this.lastTurn) this.known.forget();
    if (isUndone) this.projections.forget();
    this.known.trim();
    this.lastTurn = turn;
    this.lastLosses = losses;
  }

  private async store(tx: Tx, batches: Batch[]): Promise<Answer<Stored>[]> {
    this.recall();
    const answers = await storeGroup(tx, batches, this.known);
    const added = batches.map((batch, index) => ({ batch, answer: answers[index] as Answer<Stored> }));
    const news = added.flatMap(({ batch: { accountId, push }, answer }) =>
      answer.ok && answer.added.length > 0
        ? { accountId, journalId: push.journalId, added: answer.added, position: answer.position }
        : [],
    );
    await this.projections.update(tx, news, this.known.sessions);
    return answers;
  }
}
