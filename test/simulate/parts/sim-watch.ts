import type { EntryDraft } from '@plumbline/routine-core/journal';
import { type Journal, openJournal } from '../../../apps/watch/src/journal/journal.js';
import { parseLines } from '../../../apps/watch/src/journal/line.js';
import type { MemoryFiles } from '../../../apps/watch/src/journal/memory-files.js';
import { pruneJournal } from '../../../apps/watch/src/journal/prune.js';
import type { LinkAnswer } from '../../../apps/watch/src/link/link.js';
import { type Sync, startSync } from '../../../apps/watch/src/sync/sync.js';
import type { Chance } from '../chance.js';
import type { Body, JournalModel } from '../model/journal-model.js';
import type { Faults } from '../world/faults.js';
import type { Timeline } from '../world/timeline.js';
import type { SimPhone } from './sim-phone.js';
import { type WatchCopy, WatchDisk } from './watch-disk.js';

/** Small files and a short memory, so that an hour here sees what a watch sees in months. */
const FILE_BYTES = 900;
const KEEP_SESSIONS = 1;
const ANSWER_MS = 15_000;
const ID_SIGNS = [...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'];

export type WatchParts = {
  name: string;
  accountId: string;
  timeline: Timeline;
  chance: Chance;
  faults: Faults;
  phone: SimPhone;
  model: JournalModel;
};

/** The watch's own journal and sync on a disk in memory. A kill keeps what is on the disk. */
export class SimWatch {
  skewMs = 0;
  readonly disk = new WatchDisk();
  private life = 0;
  private open: { journal: Journal; sync: Sync; files: MemoryFiles } | undefined;
  private marks = 0;
  /** Made and not known to lie on the disk. */
  private unsaved: string[] = [];

  constructor(private readonly parts: WatchParts) {}

  get up(): boolean {
    return this.open !== undefined;
  }

  get now(): number {
    return this.parts.timeline.now + this.skewMs;
  }

  start(): void {
    if (this.open !== undefined) return;
    const { timeline, chance, name } = this.parts;
    const { files, marks } = this.disk.open();
    const newId = () =>
      Array.from({ length: 26 }, (_, i) => (i === 0 ? '0' : chance.pick(ID_SIGNS))).join('');
    const journal = openJournal({ files, marks, zoneAt: () => 60, newId, fileBytes: FILE_BYTES });
    const { life } = this;
    const after = (ms: number, run: () => void) => timeline.after(ms, () => life === this.life && run());
    const link = { ask: (message: object) => this.ask(message, life) };
    const sync = startSync({ journal, link, deviceName: name, now: () => this.now, after });
    this.open = { journal, sync, files };
    sync.poke();
  }

  kill(): void {
    this.life += 1;
    this.unsaved = [];
    this.open?.sync.stop();
    this.open = undefined;
    this.disk.detach();
  }

  /** Dies in the middle of what it does, before its `left`-th change of the disk from now. */
  killInside(left: number, told: () => void): void {
    this.disk.doomed(left, () => {
      told();
      this.kill();
    });
  }

  /** Writes an entry down; with `torn` the watch dies in the middle of the write. */
  append(draft: EntryDraft, how: 'whole' | 'torn' | 'refused'): void {
    const { open } = this;
    const { chance, model, accountId } = this.parts;
    if (open === undefined) return;
    this.marks += 1;
    const marked = { ...draft, mark: `${this.parts.name}-${this.marks}` };
    model.made(accountId, { ...marked, zone: 60, seq: 0 } as Body);
    this.unsaved.push(marked.mark);
    if (how !== 'whole') open.files.failAppends(1, how === 'torn' ? chance.between(1, 200) : 0);
    const isWritten = open.journal.append([marked]);
    if (this.open !== open) return;
    if (isWritten) model.kept(this.unsaved.splice(0));
    if (how === 'torn') this.kill();
    else open.sync.poke();
  }

  /** What the person does who looks at a watch that has been quiet: the page opens anew, and sync begins. */
  poke(): void {
    this.open?.sync.poke();
  }

  /** Files of sessions that the server has may go, and early, so that rolled-back servers meet holes. Returns the marks of what went. */
  prune(): string[] {
    const { open } = this;
    if (open === undefined) return [];
    const before = this.held();
    pruneJournal(open.files, open.journal.prunable(), KEEP_SESSIONS);
    const after = new Set(this.held());
    return before.filter((mark) => !after.has(mark));
  }

  copy(): WatchCopy {
    const { texts, values } = this.disk.contents;
    return { texts: new Map(texts), values: new Map(values), marks: this.marks };
  }

  /**
   * An older copy of the watch's storage, as a factory reset with a backup would bring. Returns the marks of all that it does not
   * hold any more: the watch will give their numbers away again, so that no later hole can stand for them.
   */
  restore(copy: WatchCopy): string[] {
    const before = this.held();
    this.kill();
    this.disk.put(copy);
    const after = new Set(this.held());
    const since = Array.from(
      { length: this.marks - copy.marks },
      (_, i) => `${this.parts.name}-${copy.marks + 1 + i}`,
    );
    return [...before.filter((mark) => !after.has(mark)), ...since];
  }

  /** Marks of all entries that lie readable on its disk. */
  held(): string[] {
    const lines = [...this.disk.contents.texts]
      .filter(([name]) => name.startsWith('j'))
      .flatMap(([, text]) => parseLines(text).entries);
    return lines.map((entry) => String((entry as { mark?: unknown }).mark));
  }

  get waiting(): number {
    return this.open?.journal.waiting() ?? Number.NaN;
  }

  /** One request over the air; what comes back after the life that asked has ended is heard by nobody. */
  private ask(message: object, life: number): Promise<LinkAnswer> {
    const { timeline, chance, faults, phone } = this.parts;
    return new Promise((resolve) => {
      if (life !== this.life) return;
      timeline.after(ANSWER_MS, () => life === this.life && resolve({ ok: false, code: 'no-answer' }));
      const answer = (said: LinkAnswer) => {
        if (faults.strikes('link-answer-lost')) return;
        timeline.after(
          chance.between(30, 200),
          () => life === this.life && resolve(JSON.parse(JSON.stringify(said))),
        );
      };
      const arrive = (ms: number) =>
        timeline.after(ms, () => phone.hear(JSON.parse(JSON.stringify(message)), answer));
      if (faults.strikes('link-lost')) return;
      arrive(faults.strikes('link-late') ? chance.between(4_000, 30_000) : chance.between(30, 200));
      if (faults.strikes('link-doubled')) arrive(chance.between(30, 9_000));
    });
  }
}
