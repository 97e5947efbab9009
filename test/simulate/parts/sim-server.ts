import type { DataSource } from 'typeorm';
import type { AccountWho, DeviceWho } from '../../../apps/server/src/accounts/who.js';
import type { Database } from '../../../apps/server/src/database/database.js';
import type { CommittedDocuments, CommittedEntries } from '../../../apps/server/src/live/committed.js';
import { refuse } from '../../../apps/server/src/problems/problems.js';
import { catchUp } from '../../../apps/server/src/sessions/update-sessions.js';
import type { Copy, Disk, DiskState } from '../disks/disk.js';
import type { Timeline } from '../world/timeline.js';
import { Turnstile } from '../world/turnstile.js';
import { type Life, makeLife } from './life.js';

/** Dies right before the `left`-th statement from now that begins with `word`, or with any word when it is empty. */
export type Doom = { word: string; left: number; told(): void };
/** After COMMIT, before anybody has been answered or told. */
export const BEFORE_ANSWER = 'ANSWER';
export type Told<T> = { heard: true; answer: T } | { heard: false; why: 'down' | 'fault' };
export type ServerEvents = {
  entries(entries: CommittedEntries): void;
  documents(documents: CommittedDocuments): void;
  died(): void;
};

const nothing = { heard: false, why: 'down' } as const;

/** The server's real code on a real disk. A kill abandons the process as it is in that moment. */
export class SimServer {
  private life: Life | undefined;
  private doom: Doom | undefined;
  private readonly abandoned: Promise<void>[] = [];
  private readonly turnstile = new Turnstile();
  skewMs = 0;

  constructor(
    private readonly disk: Disk,
    private readonly timeline: Timeline,
    private readonly events: ServerEvents,
  ) {}

  get up(): boolean {
    return this.life !== undefined;
  }

  get now(): number {
    return this.timeline.now + this.skewMs;
  }

  async start(): Promise<void> {
    let writer: DataSource | undefined;
    let life: Life | undefined;
    const database = await this.disk.open({
      statement: (sql) => {
        if (life !== undefined && life === this.life && !sql.startsWith('PRAGMA')) this.meet(sql);
      },
      opened: (source) => {
        writer = source;
      },
    });
    await database.write.run(catchUp);
    life = makeLife(database, writer as DataSource, () => this.now);
    this.listen(life);
    this.life = life;
  }

  /** Asks something of the life that is up now; nothing when it died meanwhile, as a broken connection tells nothing. */
  async ask<T>(question: (life: Life) => Promise<T>): Promise<Told<T>> {
    const { life } = this;
    if (life === undefined) return nothing;
    try {
      const answer = await question(life);
      return life === this.life ? { heard: true, answer } : nothing;
    } catch {
      return life === this.life ? { heard: false, why: 'fault' } : nothing;
    }
  }

  /** What the gateway does with a device's message: who is it, then the question. */
  asDevice<T extends object>(token: string, question: (life: Life, who: DeviceWho) => Promise<T>) {
    return this.ask(async (life) => {
      const who = await this.turnstile.pass(life.credentials.identify({ token, asDevice: true }));
      if (who.kind !== 'device') return refuse(who.kind === 'nobody' ? who.code : 'forbidden');
      return question(life, who);
    });
  }

  /** The same for a person with a cookie. */
  asPerson<T extends object>(cookie: string, question: (life: Life, who: AccountWho) => Promise<T>) {
    return this.ask(async (life) => {
      const who = await this.turnstile.pass(life.credentials.identify({ cookie, asDevice: false }));
      if (who.kind !== 'account') return refuse(who.kind === 'nobody' ? who.code : 'forbidden');
      return question(life, who);
    });
  }

  /** SIGKILL: what the system has of its data stays, the process' memory is gone. */
  kill(): void {
    const { life } = this;
    if (life === undefined) return;
    this.life = undefined;
    this.doom = undefined;
    this.abandoned.push(this.timeline.track(this.disk.abandon(life.database)));
    this.events.died();
  }

  doomed(doom: Doom): void {
    this.doom = doom;
  }

  /** Takes a death that was planned and has not come back. */
  spare(): void {
    this.doom = undefined;
  }

  /** A copy of the data as it lies on disk, and what `look` sees in it. */
  async backUp<T>(look: (database: Database) => Promise<T>): Promise<{ copy: Copy; seen: T } | undefined> {
    const { life } = this;
    if (life === undefined) return undefined;
    const seen = await look(life.database);
    if (!this.disk.copiesAtRest) return { copy: await this.disk.copy(), seen };
    this.life = undefined;
    await life.database.close();
    const copy = await this.disk.copy();
    await this.start();
    return { copy, seen };
  }

  /** Stopped, and started later on an older copy, as a person does whose disk has died. */
  async rollBack(copy: Copy): Promise<void> {
    this.kill();
    await Promise.all(this.abandoned);
    await this.disk.restore(copy);
  }

  setDisk(state: DiskState): Promise<void> {
    return this.disk.setState(state, this.life?.writer);
  }

  async end(): Promise<void> {
    await this.life?.database.close();
    await Promise.all(this.abandoned);
    await this.disk.end();
  }

  private listen(life: Life): void {
    const { committed } = life;
    const pass =
      <T>(tell: (message: T) => void) =>
      (message: T) => {
        if (life === this.life) this.meet(BEFORE_ANSWER);
        if (life === this.life) tell(message);
      };
    committed.entries.subscribe(pass((message) => this.events.entries(message)));
    committed.documents.subscribe(pass((message) => this.events.documents(message)));
  }

  private meet(moment: string): void {
    const { doom } = this;
    if (doom === undefined || !moment.startsWith(doom.word)) return;
    doom.left -= 1;
    if (doom.left > 0) return;
    doom.told();
    this.kill();
  }
}
