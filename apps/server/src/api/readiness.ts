import { Inject, Injectable } from '@nestjs/common';
import { DATABASE, type Database } from '../database/database.js';
import type { Tx } from '../database/sql.js';
import { type Answer, isRefusal, refuse } from '../problems/problems.js';
import { LOG, type Log } from './log.js';

/** A broken disk is tried at most this often. */
const TRY_EVERY_MS = 2_000;
/** More than a page of any database, so that a file that may not grow is noticed. */
const TRIAL = 'x'.repeat(65_536);

/** Whether work should be sent here now. Unlike health, which only says that the process lives and reads. */
@Injectable()
export class Readiness {
  private stopping = false;
  private triedAt = Number.NEGATIVE_INFINITY;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** From the first word of a stop on. */
  noteStop(): void {
    this.stopping = true;
  }

  async look(): Promise<Answer> {
    if (this.stopping) return refuse('stopping');
    await this.database.read.one('SELECT 1 AS one');
    if (this.database.write.condition === 'sound') return { ok: true };
    return (await this.tryAgain()) ? { ok: true } : refuse('cannot-write', TRY_EVERY_MS);
  }

  /** Nobody may be sending any more, so the disk is tried here; what is written is gone in the same transaction. */
  private async tryAgain(): Promise<boolean> {
    if (performance.now() - this.triedAt < TRY_EVERY_MS) return false;
    this.triedAt = performance.now();
    const { write } = this.database;
    const tried = await write.run(async (tx: Tx) => {
      await tx.add('release_used', ['version', 'first_at'], [[TRIAL, 0]]);
      return tx.run('DELETE FROM release_used WHERE version = ?', [TRIAL]);
    });
    if (isRefusal(tried)) this.log('warn', 'not-writable', { condition: write.condition });
    return !isRefusal(tried);
  }
}
