import type { PushProblem } from '@plumbline/routine-core';
import type { Param, Tx } from '../database/sql.js';
import type { Batch, Stored } from './batch.js';
import { addEntryRows, addGaps, cellsOf, type GapRow, rowsOf } from './entry-rows.js';
import {
  type JournalRow,
  journalKey,
  readJournals,
  readPositions,
  writeJournals,
  writePositions,
} from './journal-rows.js';
import type { KnownRows } from './known-rows.js';
import { advance } from './through.js';

/**
 * What several pushes change, worked out in memory and written with few statements. It takes only pushes that go on where
 * their journal ends; `takes` says which. The rest goes the careful way, after `flush`.
 */
export class Shelf {
  private entries: Param[][] = [];
  private gaps: GapRow[] = [];
  private readonly touched = new Set<JournalRow>();
  private readonly moved = new Set<string>();

  private constructor(
    private readonly tx: Tx,
    private readonly journals: Map<string, JournalRow>,
    private readonly positions: Map<string, number>,
  ) {}

  /** Reads what is not known yet. What pushes change is from then on changed in `known`. */
  static async open(tx: Tx, batches: readonly Batch[], { journals, positions }: KnownRows): Promise<Shelf> {
    const keys = new Map<string, { accountId: string; journalId: string }>();
    for (const { accountId, push } of batches) {
      const key = journalKey(accountId, push.journalId);
      if (!journals.has(key)) keys.set(key, { accountId, journalId: push.journalId });
    }
    for (const row of await readJournals(tx, [...keys.values()]))
      journals.set(journalKey(row.accountId, row.journalId), row);
    const accounts = new Set(batches.map(({ accountId }) => accountId).filter((id) => !positions.has(id)));
    for (const [id, position] of await readPositions(tx, [...accounts])) positions.set(id, position);
    return new Shelf(tx, journals, positions);
  }

  /** True when nothing of the push can be on disk yet and the journal has no islands beyond its end. */
  takes({ accountId, push, prepared }: Batch): boolean {
    const journal = this.journals.get(journalKey(accountId, push.journalId));
    const through = journal?.through ?? 0;
    if (journal !== undefined && journal.highest !== through) return false;
    return prepared.every(({ seq }, index) => seq > (prepared[index - 1]?.seq ?? through));
  }

  put(batch: Batch): Stored {
    const { accountId, push, prepared, receivedAt } = batch;
    const journal = this.journalOf(batch);
    const first = Math.min(push.first, prepared[0]?.seq ?? push.first);
    const present = prepared.map(({ seq }) => seq);
    const { through, gaps } = advance({ through: journal.through, first, present });
    const place = { accountId, journalId: push.journalId, receivedAt };
    const before = this.positions.get(accountId) ?? 0;
    const position = before + prepared.length;
    for (const row of rowsOf(place, prepared.map(cellsOf), before)) this.entries.push(row);
    for (const gap of gaps) this.gaps.push({ ...place, ...gap });
    if (prepared.length > 0) this.moved.add(accountId);
    this.positions.set(accountId, position);
    journal.through = through;
    journal.highest = Math.max(journal.highest, through, prepared.at(-1)?.seq ?? 0);
    journal.quarantined += prepared.filter(({ entry }) => entry === undefined).length;
    const problems: PushProblem[] = gaps.map(({ from, to }) => ({ code: 'gap', seq: from, through: to }));
    return { through, problems, added: prepared, position, late: false };
  }

  /** Writes what was put so far. */
  async flush(): Promise<void> {
    const { tx, entries, gaps } = this;
    writeJournals(tx, [...this.touched]);
    writePositions(tx, new Map([...this.moved].map((id) => [id, this.positions.get(id) as number])));
    addEntryRows(tx, entries);
    addGaps(tx, gaps);
    this.entries = [];
    this.gaps = [];
    this.touched.clear();
    this.moved.clear();
  }

  /** Reads again what a push changed that went the careful way. */
  async reload({ accountId, push: { journalId } }: Batch): Promise<void> {
    const [journal] = await readJournals(this.tx, [{ accountId, journalId }]);
    if (journal) this.journals.set(journalKey(accountId, journalId), journal);
    for (const [id, position] of await readPositions(this.tx, [accountId])) this.positions.set(id, position);
  }

  private journalOf({ accountId, push, receivedAt }: Batch): JournalRow {
    const key = journalKey(accountId, push.journalId);
    const opened = {
      accountId,
      journalId: push.journalId,
      openedPosition: this.positions.get(accountId) ?? 0,
      ...{ through: 0, highest: 0, quarantined: 0, offsetMs: 0, lastPushAt: 0 },
    };
    const journal = this.journals.get(key) ?? opened;
    journal.offsetMs = receivedAt - push.sentAt;
    journal.lastPushAt = receivedAt;
    this.journals.set(key, journal);
    this.touched.add(journal);
    return journal;
  }
}
