import path from 'node:path';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, type OnModuleDestroy } from '@nestjs/common';
import { SERVER_JOURNAL } from '@plumbline/routine-core';
import { CLOCK, type Clock } from '../../api/clock.js';
import { LOG, type Log } from '../../api/log.js';
import { DATABASE, type Database } from '../../database/database.js';
import { Committed } from '../../live/committed.js';
import { type Answer, refuse } from '../../problems/problems.js';
import { SETTINGS, type Settings } from '../../settings/settings.js';
import type { Preview, Run } from '../forms.js';
import { bring } from './bring.js';
import { previewFile } from './preview.js';
import { baseFor, beginRun, runOf } from './runs.js';
import { type Spooled, spool } from './spool.js';

/** Files that are read at once, on this server: each takes room on the disk and a good part of a core. */
const MOST_AT_ONCE = 3;
const BUSY_RETRY_MS = 5_000;

/** Brings an account's file into an account: looked at whole first, then in small parts beside everybody's pushes. */
@Injectable()
export class Imports implements OnModuleDestroy {
  private readonly busy = new Set<string>();
  private readonly running = new Map<string, Promise<void>>();
  private readonly stop = new AbortController();

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(Committed) private readonly committed: Committed,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async onModuleDestroy(): Promise<void> {
    this.stop.abort();
    await Promise.all(this.running.values());
  }

  async state(accountId: string): Promise<Answer<{ import: Run | null }>> {
    const at = { now: this.now(), isHere: this.running.has(accountId) };
    return { ok: true, import: await runOf(this.database.read, accountId, at) };
  }

  async preview(accountId: string, upload: Readable): Promise<Answer<{ preview: Preview }>> {
    return this.alone(accountId, async () => {
      const taken = await spool(this.folder, upload);
      if (!taken.ok) return taken;
      const { file } = taken;
      try {
        const { read } = this.database;
        const { base, isEmpty } = await baseFor(read, accountId, file.digest);
        return { ok: true, preview: await previewFile({ read, accountId, base }, file, isEmpty) };
      } finally {
        await file.close();
      }
    });
  }

  /** Answers when the file was found sound and the work has begun; `state` says how it goes on. */
  async begin(accountId: string, upload: Readable, named?: string): Promise<Answer<{ import: Run | null }>> {
    const begun = await this.alone(accountId, async () => {
      const taken = await spool(this.folder, upload);
      if (!taken.ok) return taken;
      const { file } = taken;
      const answer = await this.open(accountId, file, named);
      if (answer.ok) this.goOn(accountId, file, answer.base);
      else await file.close();
      return answer;
    });
    return begun.ok ? this.state(accountId) : begun;
  }

  private get folder(): string {
    return path.join(this.settings.dataDir, 'incoming');
  }

  private async open(accountId: string, file: Spooled, named?: string): Promise<Answer<{ base: number }>> {
    if (named !== undefined && named !== file.digest) return refuse('other-file');
    const begin = { accountId, file, confirmed: named !== undefined, now: this.now() };
    return this.database.write.run((tx) => beginRun(tx, begin));
  }

  /** One file at a time for each account, and few for all. */
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

  private goOn(accountId: string, file: Spooled, base: number): void {
    const { database, now } = this;
    const { signal } = this.stop;
    const wait = (ms: number) => sleep(ms, undefined, { signal, ref: false }).catch(() => undefined);
    const tell = (position: number, isEnd: boolean) => this.tell(accountId, position, isEnd);
    const work = bring(file, { accountId, base, database, now, wait, tell, signal })
      .catch((fault: unknown) =>
        this.log('error', 'import-failed', { fault: fault instanceof Error ? fault.name : typeof fault }),
      )
      .finally(async () => {
        this.running.delete(accountId);
        await file.close();
      });
    this.running.set(accountId, work);
  }

  /** Too much to be told one by one: whoever stands further back has a hole, and pulls. */
  private tell(accountId: string, position: number, isEnd: boolean): void {
    const at = { position, after: position };
    this.committed.tell({
      accountId,
      message: { ...at, journalId: SERVER_JOURNAL, offsetMs: 0, entries: [] },
    });
    if (isEnd) this.committed.tellDocuments({ accountId, message: { ...at, documents: [] } });
  }
}
