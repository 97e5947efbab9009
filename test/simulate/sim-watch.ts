import type { EntryDraft } from '@plumbline/routine-core/journal';
import { type Journal, openJournal } from '../../apps/watch/src/journal/journal.js';
import { parseLines } from '../../apps/watch/src/journal/line.js';
import { type MemoryFiles, memoryFiles, memoryMarks } from '../../apps/watch/src/journal/memory-files.js';
import { pruneJournal } from '../../apps/watch/src/journal/prune.js';
import type { LinkAnswer } from '../../apps/watch/src/link/link.js';
import { type Sync, startSync } from '../../apps/watch/src/sync/sync.js';
import type { Chance } from './chance.js';
import type { Faults } from './faults.js';
import type { Body } from './model.js';
import type { SimPhone } from './sim-phone.js';
import type { Timeline } from './timeline.js';

/** Small files and a short memory, so that an hour here sees what a watch sees in months. */
const FILE_BYTES = 900;
const KEEP_SESSIONS = 1;
const ANSWER_MS = 15_000;
const ID_SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export type WatchParts = {
  name: string;
  timeline: Timeline;
  chance: Chance;
  faults: Faults;
  phone: SimPhone;
  made(body: Body): void;
};

type Copy = { texts: Map<string, string>; values: Map<string, string>; marks: number };

/** The watch's own journal and sync on a disk in memory. A kill keeps what is on the disk. */
export class SimWatch {
  skewMs = 0;
  private texts = new Map<string, string>();
  private values = new Map<string, string>();
  private life = 0;
  private open: { journal: Journal; sync: Sync; files: MemoryFiles } | undefined;
  private marks = 0;

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
    const files = memoryFiles(this.texts);
    const newId = () =>
      Array.from({ length: 26 }, (_, i) => (i === 0 ? '0' : chance.pick([...ID_SIGNS]))).join('');
    const journal = openJournal({
      files,
      marks: memoryMarks(this.values),
      zoneAt: () => 60,
      newId,
      fileBytes: FILE_BYTES,
    });
    const { life } = this;
    const after = (ms: number, run: () => void) => timeline.after(ms, () => life === this.life && run());
    const link = { ask: (message: object) => this.ask(message, life) };
    const sync = startSync({ journal, link, deviceName: name, now: () => this.now, after });
    this.open = { journal, sync, files };
    sync.poke();
  }

  kill(): void {
    this.life += 1;
    this.open?.sync.stop();
    this.open = undefined;
  }

  /** Writes entries down; with `torn` the watch dies in the middle of the write. */
  append(drafts: readonly EntryDraft[], how: 'whole' | 'torn' | 'refused'): void {
    const { open } = this;
    if (open === undefined) return;
    const marked = drafts.map((draft) => ({ ...draft, mark: this.nextMark() }));
    if (how !== 'whole') open.files.failAppends(1, how === 'torn' ? this.parts.chance.between(1, 200) : 0);
    for (const draft of marked) this.parts.made({ ...draft, zone: 60, seq: 0 });
    open.journal.append(marked);
    if (how === 'torn') this.kill();
    else open.sync.poke();
  }

  /** What the person does who looks at a watch that has been quiet: the page opens anew, and sync begins. */
  poke(): void {
    this.open?.sync.poke();
  }

  /** Files of sessions that everybody has may go, and early, so that rolled-back servers meet holes. */
  prune(): void {
    const { open } = this;
    if (open === undefined) return;
    pruneJournal(open.files, open.journal.prunable(), KEEP_SESSIONS);
  }

  copy(): Copy {
    return { texts: new Map(this.texts), values: new Map(this.values), marks: this.marks };
  }

  /**
   * An older copy of the watch's storage, as a factory reset with a backup would bring. Returns the marks of all that was
   * made since: the watch will give their numbers away again, so that no later hole can stand for them.
   */
  restore({ texts, values, marks }: Copy): string[] {
    this.kill();
    this.texts = new Map(texts);
    this.values = new Map(values);
    return Array.from({ length: this.marks - marks }, (_, i) => `${this.parts.name}-${marks + 1 + i}`);
  }

  /** Marks of all entries that lie readable on its disk. */
  held(): string[] {
    const lines = [...this.texts]
      .filter(([name]) => name.startsWith('j'))
      .flatMap(([, text]) => parseLines(text).entries);
    return lines.map((entry) => String((entry as { mark?: unknown }).mark));
  }

  get waiting(): number {
    return this.open?.journal.waiting() ?? 0;
  }

  private nextMark(): string {
    this.marks += 1;
    return `${this.parts.name}-${this.marks}`;
  }

  /** One request over the air; what comes back after the life that asked has ended is heard by nobody. */
  private ask(message: object, life: number): Promise<LinkAnswer> {
    const { timeline, chance, faults, phone } = this.parts;
    return new Promise((resolve) => {
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
