import type { Entry, EntryDraft } from '@plumbline/routine-core/journal';
import type { Files } from './files.js';
import { FILE_BYTES, fileName, firstSeqOf, journalFiles, readJournalFile } from './journal-file.js';
import { asciiJson, makeLine } from './line.js';

/** Small values beside the files; `device/store.ts` is one. */
export type Marks = { read(key: string): unknown; write(key: string, value: unknown): boolean };

/** `offered` is the highest number ever handed to the phone, `through` the highest that the server said it has. */
type Mark = { id: string; offered: number; through: number };

export type Batch = { first: number; entries: Entry[] };

export type Journal = {
  readonly id: string;
  /** Highest number given out; 0 before the first. */
  lastSeq(): number;
  through(): number;
  /** Entries that are not yet known to be on the server. */
  waiting(): number;
  /**
   * Numbers the drafts and puts them on disk. False when the disk refused: the entries are kept and go first with the
   * next append, or with `flush`. Nothing that is not on disk is ever sent.
   */
  append(drafts: readonly EntryDraft[]): boolean;
  flush(): boolean;
  /** Entries on disk from `from` on, oldest first. */
  entriesFrom(from: number): Entry[];
  /** The next entries to send, without a hole among them; at most `most`, at most `chars` as JSON. */
  batch(most: number, chars: number): Batch | undefined;
  /** Call before handing entries to the phone: numbers up to `seq` are never used for anything else. */
  offer(seq: number): void;
  /** The server's word, also a lower one than before: then all that is held is sent again. */
  mark(through: number): void;
};

export type JournalParts = {
  files: Files;
  marks: Marks;
  zoneAt: (at: number) => number;
  newId: () => string;
};

const KEY = 'journal';
const ID_FILE = 'id.txt';

const isMark = (value: unknown): value is Mark =>
  typeof value === 'object' && value !== null && typeof (value as Mark).id === 'string';

/** The id also lies on disk, because the small storage of some watches forgets. */
function readMark({ files, marks, newId }: JournalParts): Mark {
  const known = marks.read(KEY);
  if (isMark(known)) return { id: known.id, offered: known.offered || 0, through: known.through || 0 };
  const written = files.read(ID_FILE);
  const mark: Mark = {
    id: written === undefined || written === '' ? newId() : written,
    offered: 0,
    through: 0,
  };
  if (written !== mark.id) files.replace(ID_FILE, mark.id);
  marks.write(KEY, mark);
  return mark;
}

/** Opens the journal; there must be one writer at a time: the page that is open. */
export function openJournal(parts: JournalParts): Journal {
  const { files, marks, zoneAt } = parts;
  const mark = readMark(parts);
  const names = journalFiles(files);
  const newest = names[names.length - 1];
  const tail = newest === undefined ? undefined : readJournalFile(files, newest, Number.POSITIVE_INFINITY);
  /** Entries of the newest file; older ones are read when asked for. */
  let recent: Entry[] = tail?.entries ?? [];
  let last = Math.max(
    newest === undefined ? 0 : firstSeqOf(newest) - 1,
    recent[recent.length - 1]?.seq ?? 0,
    mark.offered,
  );
  /** File to append to, and its bytes; undefined begins a new one. */
  let open: { name: string; bytes: number } | undefined =
    newest !== undefined && tail?.sound === true && last === (recent[recent.length - 1]?.seq ?? 0)
      ? { name: newest, bytes: files.read(newest)?.length ?? 0 }
      : undefined;
  let unsaved: Entry[] = [];

  const remember = () => marks.write(KEY, mark);

  function place(firstSeq: number, bytes: number): { name: string; bytes: number } {
    if (open !== undefined && open.bytes + bytes <= FILE_BYTES) return open;
    const name = fileName(firstSeq);
    if (names.includes(name)) files.remove(name);
    else names.push(name);
    recent = [];
    return { name, bytes: 0 };
  }

  function flush(): boolean {
    const first = unsaved[0];
    if (first === undefined) return true;
    const text = unsaved.map(makeLine).join('');
    const target = place(first.seq, text.length);
    if (!files.append(target.name, text)) {
      open = undefined;
      return false;
    }
    open = { name: target.name, bytes: target.bytes + text.length };
    recent.push(...unsaved);
    unsaved = [];
    return true;
  }

  /** Oldest first; each file ends where the next begins. */
  const readFile = (index: number): Entry[] => {
    const name = names[index];
    if (name === undefined) return [];
    if (index === names.length - 1) return recent;
    const next = names[index + 1];
    return readJournalFile(files, name, next === undefined ? Number.POSITIVE_INFINITY : firstSeqOf(next))
      .entries;
  };

  function* held(from: number): Generator<Entry> {
    for (let i = 0; i < names.length; i += 1) {
      const next = names[i + 1];
      if (next !== undefined && firstSeqOf(next) <= from) continue;
      for (const entry of readFile(i)) if (entry.seq >= from) yield entry;
    }
  }

  const lowestHeld = (): number => {
    for (const entry of held(0)) return entry.seq;
    return last + 1;
  };

  return {
    id: mark.id,
    lastSeq: () => last,
    through: () => mark.through,
    waiting: () => Math.max(0, last - mark.through),
    flush,
    append(drafts) {
      for (const draft of drafts) {
        last += 1;
        unsaved.push({ ...draft, seq: last, zone: zoneAt(draft.at) } as Entry);
      }
      return flush();
    },
    entriesFrom: (from) => [...held(from)],
    batch(most, chars) {
      const entries: Entry[] = [];
      let size = 0;
      for (const entry of held(mark.through + 1)) {
        const before = entries[entries.length - 1];
        if (before !== undefined && entry.seq !== before.seq + 1) break;
        size += asciiJson(entry).length + 1;
        if (entries.length >= most || (entries.length > 0 && size > chars)) break;
        entries.push(entry);
      }
      const head = entries[0];
      if (head === undefined) return undefined;
      return { first: head.seq === mark.through + 1 ? lowestHeld() : head.seq, entries };
    },
    offer(seq) {
      if (seq <= mark.offered) return;
      mark.offered = seq;
      remember();
    },
    mark(through) {
      if (through === mark.through) return;
      mark.through = through;
      last = Math.max(last, through);
      if (through > mark.offered) mark.offered = through;
      remember();
    },
  };
}
