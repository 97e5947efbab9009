import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { Credentials } from '../../apps/server/src/accounts/credentials.js';
import type { AccountWho } from '../../apps/server/src/accounts/who.js';
import { type Database, FILE_NAME, openDatabase } from '../../apps/server/src/database/database.js';
import { Changes } from '../../apps/server/src/journal/changes.js';
import { Journal } from '../../apps/server/src/journal/journal.js';
import { Committed, type CommittedEntries } from '../../apps/server/src/live/committed.js';
import { Live } from '../../apps/server/src/live/live.js';
import type { Timeline } from './timeline.js';

/** One life of the server's process: its database and the services that answer. */
export type Life = {
  database: Database;
  journal: Journal;
  changes: Changes;
  live: Live;
  credentials: Credentials;
  writer: DataSource;
};

export type Doom = { word: string; left: number; told(): void };
export type ServerEvents = { committed(entries: CommittedEntries): void; died(): void };

/** The server's real code on a real disk. A kill leaves its files as they are in that moment and goes on with a copy of them. */
export class SimServer {
  private life: Life | undefined;
  private folders = 0;
  private readonly abandoned: Promise<void>[] = [];
  private doom: Doom | undefined;
  dir: string;
  skewMs = 0;

  constructor(
    private readonly root: string,
    private readonly timeline: Timeline,
    private readonly events: ServerEvents,
    template: string,
  ) {
    this.dir = this.newFolder();
    copyFileSync(template, path.join(this.dir, FILE_NAME));
  }

  get up(): boolean {
    return this.life !== undefined;
  }

  get now(): number {
    return this.timeline.now + this.skewMs;
  }

  async start(): Promise<void> {
    let writer: DataSource | undefined;
    let life: Life | undefined;
    const database = await openDatabase(this.dir, undefined, {
      statement: (sql) => {
        if (life !== undefined && life === this.life && !sql.startsWith('PRAGMA')) this.meet(sql);
      },
      opened: (source) => {
        writer = source;
      },
    });
    life = this.makeLife(database, writer as DataSource);
    this.life = life;
  }

  /** Asks something of the life that is up now; nothing when it died meanwhile, as a broken connection tells nothing. */
  async ask<T>(
    question: (life: Life) => Promise<T>,
  ): Promise<{ heard: true; answer: T } | { heard: false; why: 'down' | 'fault' }> {
    const { life } = this;
    if (life === undefined) return { heard: false, why: 'down' };
    try {
      const answer = await question(life);
      return life === this.life ? { heard: true, answer } : { heard: false, why: 'down' };
    } catch {
      return { heard: false, why: life === this.life ? 'fault' : 'down' };
    }
  }

  /** SIGKILL: what the system has of the files stays, the process' memory is gone. */
  kill(): void {
    const { life } = this;
    if (life === undefined) return;
    const next = this.newFolder();
    this.copyFiles(this.dir, next);
    this.dir = next;
    this.life = undefined;
    this.doom = undefined;
    this.abandoned.push(this.timeline.track(life.database.close().catch(() => undefined)));
    this.events.died();
  }

  /** Dies right before the `left`-th statement from now that begins with `word`; any statement when it is empty. */
  killBefore(doom: Doom): void {
    this.doom = doom;
  }

  /** Takes a death that was planned and has not come back. */
  spare(): void {
    this.doom = undefined;
  }

  /** A copy of the data as it lies on disk; with the server up SQLite's own log goes with it. */
  backUp(): string {
    const folder = this.newFolder();
    this.copyFiles(this.dir, folder);
    return folder;
  }

  /** The data of `folder` instead of its own; the server has to be down. */
  restore(folder: string): void {
    this.dir = this.newFolder();
    this.copyFiles(folder, this.dir);
  }

  async setDisk(state: 'sound' | 'full' | 'read-only'): Promise<void> {
    const writer = this.life?.writer;
    if (writer === undefined) return;
    const [{ page_count: pages }] = await writer.query('PRAGMA page_count');
    await writer.query(`PRAGMA max_page_count = ${state === 'full' ? pages : 4_294_967_294}`);
    await writer.query(`PRAGMA query_only = ${state === 'read-only' ? 'ON' : 'OFF'}`);
  }

  async end(): Promise<void> {
    await this.life?.database.close();
    await Promise.all(this.abandoned);
    rmSync(this.root, { recursive: true, force: true });
  }

  private meet(sql: string): void {
    const { doom } = this;
    if (doom === undefined || !sql.startsWith(doom.word)) return;
    doom.left -= 1;
    if (doom.left > 0) return;
    doom.told();
    this.kill();
  }

  private makeLife(database: Database, writer: DataSource): Life {
    const clock = () => this.now;
    const committed = new Committed();
    const changes = new Changes(database);
    const life: Life = {
      database,
      writer,
      changes,
      journal: new Journal(database, committed, clock),
      live: new Live(database, changes, clock),
      credentials: new Credentials(database, clock, {
        port: 0,
        host: '',
        dataDir: this.dir,
        trustProxy: false,
      }),
    };
    committed.entries.subscribe((entries) => {
      if (this.life === life) this.events.committed(entries);
    });
    return life;
  }

  private newFolder(): string {
    this.folders += 1;
    const folder = path.join(this.root, String(this.folders));
    mkdirSync(folder, { recursive: true });
    return folder;
  }

  private copyFiles(from: string, to: string): void {
    for (const ending of ['', '-wal']) {
      const file = path.join(from, FILE_NAME + ending);
      if (existsSync(file)) copyFileSync(file, path.join(to, FILE_NAME + ending));
    }
  }
}

export const viewer = (accountId: string): AccountWho => ({
  kind: 'account',
  accountId,
  name: '',
  loginHash: '',
});
