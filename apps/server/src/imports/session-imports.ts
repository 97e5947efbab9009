import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { mayBeUndone, SERVER_JOURNAL } from '@plumbline/routine-core';
import { CLOCK, type Clock } from '../api/clock.js';
import { LOG, type Log } from '../api/log.js';
import { DATABASE, type Database } from '../database/database.js';
import type { Tx } from '../database/sql.js';
import { Committed } from '../live/committed.js';
import { type Answer, isRefusal, refuse } from '../problems/problems.js';
import { type Bringing, bring } from './bring.js';
import type { ReadOptions } from './csv/read-table.js';
import type { ImportFacts, PreviewFacts } from './forms.js';
import { withMicroSets } from './micro-sets.js';
import { type Candidate, candidatesIn, isPlainlyNew, previewOf } from './preview.js';
import type { History } from './read/found.js';
import { readHistory } from './read/read-history.js';
import { appendBundles } from './write/append.js';
import { journalIdFor } from './write/ids.js';
import { importsHere } from './write/imports-here.js';
import { numbersIn } from './write/ranges.js';
import { bringBack, hasRoomFor, takeBack } from './write/take-back.js';

/** Files that are read or written at once, on this server. */
const MOST_AT_ONCE = 3;
const BUSY_RETRY_MS = 3_000;
/** A file of some hundred sessions is in by then, and its answer can say so. */
const ANSWER_WITHIN_MS = 5_000;
/** How many sessions are taken back in one transaction. */
const TOGETHER = 50;

export type Wish = {
  bytes: Buffer;
  options: ReadOptions;
  take?: string | undefined;
  digest?: string | undefined;
  name?: string | undefined;
};
type Act = { accountId: string; by: string };
type Imported = Answer<{ import: ImportFacts }>;
type Change = typeof takeBack;

/** Brings sessions of earlier days in from files, each file a journal of its own, and takes them back. */
@Injectable()
export class SessionImports implements OnModuleDestroy {
  private readonly busy = new Set<string>();
  /** By account: at most one each. */
  private readonly running = new Map<string, { id: string; work: Promise<void> }>();
  private readonly stop = new AbortController();

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(Committed) private readonly committed: Committed,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onModuleDestroy(): Promise<void> {
    this.stop.abort();
    await Promise.all([...this.running.values()].map(({ work }) => work));
  }

  preview(accountId: string, { bytes, options }: Wish): Promise<Answer<{ preview: PreviewFacts }>> {
    return this.alone<{ preview: PreviewFacts }>(accountId, async () => {
      const read = await readHistory(bytes, options, this.now());
      if (!read.ok) return { ...refuse('file-refused'), problems: read.problems };
      const { history, digest } = read;
      const candidates = await candidatesIn(this.database.read, { accountId }, history);
      return { ok: true, preview: previewOf(history, candidates, digest) };
    });
  }

  /** Answers when all is in, or after some seconds with how far it is: then the list says how it goes on. */
  async begin(accountId: string, wish: Wish): Promise<Imported> {
    const begun = await this.alone<{ id: string }>(accountId, () => this.open(accountId, wish));
    if (!begun.ok) return begun;
    const { signal } = this.stop;
    const patience = sleep(ANSWER_WITHIN_MS, undefined, { signal, ref: false }).catch(() => undefined);
    await Promise.race([this.running.get(accountId)?.work, patience]);
    return this.one(accountId, begun.id);
  }

  async list(accountId: string): Promise<Answer<{ imports: ImportFacts[] }>> {
    return { ok: true, imports: await this.here(accountId) };
  }

  /** Its sessions leave history, weeks and progress; their facts stay for thirty days. */
  async undo(act: Act, id: string): Promise<Imported> {
    return this.alone<{ import: ImportFacts }>(act.accountId, async () => {
      const found = await this.one(act.accountId, id);
      if (!found.ok) return found;
      if (!mayBeUndone({ at: found.import.importedAt }, this.now())) return refuse('too-late');
      const changed = await this.change(act, await this.shown(act.accountId, id), takeBack);
      if (isRefusal(changed)) return changed;
      if (found.import.state === 'stopped') await this.endAsItIs(act.accountId, id);
      return this.one(act.accountId, id);
    });
  }

  async restore(act: Act, id: string): Promise<Imported> {
    return this.alone<{ import: ImportFacts }>(act.accountId, async () => {
      const found = await this.one(act.accountId, id);
      if (!found.ok) return found;
      const changed = await this.change(act, await this.everOf(act.accountId, id), bringBack);
      if (isRefusal(changed)) return changed;
      const again = await this.one(act.accountId, id);
      return again.ok && again.import.state === 'undone' && found.import.sessions > 0
        ? refuse('too-late')
        : again;
    });
  }

  private here(accountId: string): Promise<ImportFacts[]> {
    return importsHere(this.database.read, accountId, this.running.get(accountId)?.id);
  }

  private async one(accountId: string, id: string): Promise<Imported> {
    const found = (await this.here(accountId)).find((each) => each.id === id);
    return found ? { ok: true, import: found } : refuse('not-found');
  }

  private async open(accountId: string, wish: Wish): Promise<Answer<{ id: string }>> {
    const read = await readHistory(wish.bytes, wish.options, this.now());
    if (!read.ok) return { ...refuse('file-refused'), problems: read.problems };
    const { history, digest } = read;
    if (wish.digest !== undefined && wish.digest !== digest) return refuse('other-file');
    const { journalId, known } = await this.journalFor(accountId, digest, wish.take);
    const isOver = known !== undefined && known.state !== 'stopped';
    if (isOver) return { ok: true, id: journalId };
    const taken = await this.takenOf({ accountId, journalId }, history, wish.take);
    if (taken === undefined) return refuse('invalid');
    if (taken.length === 0 && known === undefined) return refuse('nothing-new');
    const { name } = wish;
    const bringing = { journal: { accountId, journalId }, source: history.source, digest, taken };
    this.goOn({ ...bringing, ...(name && { name }) });
    return { ok: true, id: journalId };
  }

  /** The same file with the same wish is the same import, until it was taken back: then it is another. */
  private async journalFor(accountId: string, digest: string, take = '') {
    const imports = new Map((await this.here(accountId)).map((each) => [each.id, each]));
    for (let round = 0; ; round += 1) {
      const journalId = journalIdFor(digest, take, round);
      const known = imports.get(journalId);
      if (known?.state !== 'undone') return { journalId, known };
    }
  }

  private async takenOf(
    among: { accountId: string; journalId: string },
    history: History,
    take: string | undefined,
  ): Promise<Candidate[] | undefined> {
    const { read } = this.database;
    const found = await candidatesIn(read, among, history);
    const candidates = await withMicroSets(read, among.accountId, found);
    if (take === undefined) return candidates.filter(isPlainlyNew);
    const numbers = numbersIn(take, candidates.length);
    return numbers && candidates.filter(({ number }) => numbers.has(number));
  }

  private goOn(bringing: Bringing): void {
    const { accountId, journalId } = bringing.journal;
    const { database, now } = this;
    const { signal } = this.stop;
    const wait = (ms: number) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
    const tell = (position: number) => this.tell(accountId, position);
    const work = bring(bringing, { database, now, wait, tell, signal })
      .catch((fault: unknown) =>
        this.log('error', 'history-import-failed', {
          fault: fault instanceof Error ? fault.name : typeof fault,
        }),
      )
      .finally(() => this.running.delete(accountId));
    this.running.set(accountId, { id: journalId, work });
  }

  private async shown(accountId: string, journalId: string): Promise<string[]> {
    const sql = 'SELECT session_id FROM session WHERE account_id = ? AND journal_id = ? ORDER BY session_id';
    const rows = await this.database.read.all<{ session_id: string }>(sql, [accountId, journalId]);
    return rows.map(({ session_id }) => session_id);
  }

  private async everOf(accountId: string, journalId: string): Promise<string[]> {
    const sql = `SELECT DISTINCT session_id FROM entry_run WHERE account_id = ? AND journal_id = ?
      AND session_id IS NOT NULL AND quarantined = 0 ORDER BY session_id`;
    const rows = await this.database.read.all<{ session_id: string }>(sql, [accountId, journalId]);
    return rows.map(({ session_id }) => session_id);
  }

  /** Some sessions in each transaction; asked again it goes on with those that are left. */
  private async change({ accountId, by }: Act, sessionIds: readonly string[], change: Change) {
    if (!(await hasRoomFor(this.database.read, accountId, sessionIds.length))) return refuse('too-many');
    for (let at = 0; at < sessionIds.length; at += TOGETHER) {
      const some = { accountId, by, sessionIds: sessionIds.slice(at, at + TOGETHER), now: this.now() };
      const position = await this.database.write.run((tx: Tx) => change(tx, some));
      if (isRefusal(position)) return position;
      if (position !== undefined) this.tell(accountId, position);
    }
    return undefined;
  }

  private async endAsItIs(accountId: string, journalId: string): Promise<void> {
    const now = this.now();
    const facts = [{ at: now, zone: 0, kind: 'import-ended' as const, sessions: 0 }];
    await appendBundles(this.database, { accountId, journalId }, { bundles: [{ facts }], now });
  }

  /** One at a time for each account, and few for all. */
  private async alone<T>(
    accountId: string,
    work: () => Promise<Answer<T & object>>,
  ): Promise<Answer<T & object>> {
    const isTaken = this.busy.has(accountId) || this.running.has(accountId);
    if (isTaken || this.busy.size + this.running.size >= MOST_AT_ONCE) return refuse('busy', BUSY_RETRY_MS);
    this.busy.add(accountId);
    try {
      return await work();
    } finally {
      this.busy.delete(accountId);
    }
  }

  /** Too much to be told one by one: whoever stands further back has a hole, and pulls. */
  private tell(accountId: string, position: number): void {
    const message = { position, after: position, journalId: SERVER_JOURNAL, offsetMs: 0, entries: [] };
    this.committed.tell({ accountId, message });
  }
}
