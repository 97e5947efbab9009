import type { Clock } from '../../api/clock.js';
import type { Database } from '../../database/database.js';
import type { Tx } from '../../database/sql.js';
import { holdAccount } from '../../journal/journal-rows.js';
import { isRefusal } from '../../problems/problems.js';
import { Projections } from '../../sessions/projections.js';
import type { Numbered } from '../merge/decided.js';
import { Merge } from '../merge/merge.js';
import { moveRun } from './runs.js';
import type { Spooled } from './spool.js';
import { count, noTally } from './tally.js';
import { writeFacts } from './write-facts.js';

export type Bringing = {
  accountId: string;
  base: number;
  database: Database;
  now: Clock;
  wait(ms: number): Promise<void>;
  tell(position: number, isEnd: boolean): void;
  signal: AbortSignal;
};

/** How long it steps aside when the queue is full, and after how many batches listeners hear where it is. */
const ASIDE_MS = 250;
const TELL_EVERY = 20;

/**
 * Brings a sound file in, one short transaction after the other. Each leaves the account as if so much of it had happened
 * and no more; the next one looks at what is there, so after a kill the same file completes what it began.
 */
export async function bring(file: Spooled, bringing: Bringing): Promise<void> {
  const { signal, tell } = bringing;
  const run = new RunningImport(file, bringing);
  let batches = 0;
  let position: number | undefined;
  for await (const batch of file.batches()) {
    position = await run.take(batch);
    batches += 1;
    if (signal.aborted) return;
    if (batches % TELL_EVERY === 0 && position !== undefined) tell(position, false);
  }
  const end = await run.take([]);
  if (end !== undefined) tell(end, true);
}

class RunningImport {
  private readonly merge = new Merge();
  private readonly projections = new Projections();
  private readonly tally = noTally();

  constructor(
    private readonly file: Spooled,
    private readonly bringing: Bringing,
  ) {}

  /** The last batch is empty: it says that all is done. Waits while the queue is full; undefined when it was stopped. */
  async take(batch: readonly Numbered[]): Promise<number | undefined> {
    const { database, wait, signal } = this.bringing;
    // Decided once, written once: a transaction that fails ends the import, and the next one begins anew.
    while (!signal.aborted) {
      const position = await database.write.run((tx) => this.write(tx, batch));
      if (!isRefusal(position)) return position;
      await wait(ASIDE_MS);
    }
    return undefined;
  }

  private async write(tx: Tx, batch: readonly Numbered[]): Promise<number> {
    const { accountId, base, now: clock } = this.bringing;
    const now = clock();
    await holdAccount(tx, accountId);
    this.merge.forgetStored();
    const decided = await this.merge.decide({ read: tx, accountId, base }, batch);
    count(this.tally, decided);
    const writes = decided.flatMap((each) => (each.decided.verdict === 'added' ? each.decided.write : []));
    const position = await writeFacts(tx, { accountId, now }, { writes, projections: this.projections });
    const isDone = batch.length === 0;
    const done = isDone ? this.file.lines : (batch.at(-1)?.number ?? 0);
    await moveRun(tx, { accountId, done, isDone, tally: this.tally, now });
    return position;
  }
}
