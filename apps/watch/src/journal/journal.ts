import { continuedJournalId, type Entry, type EntryDraft } from '@plumbline/routine-core/journal';
import type { Files } from './files.js';
import { type Account, type Identity, readIdentity, sameAccount, writeIdentity } from './identity.js';
import {
  FILE_BYTES,
  fileName,
  firstSeqOf,
  healSpares,
  journalFiles,
  readJournalFile,
} from './journal-file.js';
import { asciiJson, makeLine } from './line.js';

/** Small values beside the files; `device/store.ts` is one. */
export type Marks = { read(key: string): unknown; write(key: string, value: unknown): boolean };

/**
 * `offered` is the highest number ever handed to the phone, `through` the highest that the server said it has; both as
 * on the disk.
 */
type Mark = {
  id: string;
  offered: number;
  through: number;
  /** So many earlier journals are still to be offered again to a server that went back. */
  again?: number;
};

/** Numbered as the wire counts: from 1 in each journal. */
export type Batch = { journalId: string; first: number; entries: Entry[] };

export type Journal = {
  readonly id: string;
  /** What the disk knows of the journal beside its entries. */
  identity(): Identity;
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
  /**
   * The server's word on the journal of the last batch, also a lower one than before: then all that is held is sent
   * again, earlier journals first. False when it is no news.
   */
  mark(through: number): boolean;
  /**
   * The server holds another body under `seq`: what is here from there on becomes a new journal. False when the disk
   * refused; then nothing has changed.
   */
  fork(seq: number): boolean;
  /** Entries belong to the first account; for another one a new, empty journal begins, and the old entries stay here. */
  bind(account: Account): 'same' | 'begun' | 'failed';
  belongsTo(account: Account): boolean;
  /** Up to here nothing is needed any more, on the disk's own count. */
  prunable(): number;
};

export type JournalParts = {
  files: Files;
  marks: Marks;
  zoneAt: (at: number) => number;
  newId: () => string;
  /** Bytes after which a new file begins; default `FILE_BYTES`. */
  fileBytes?: number;
};

const KEY = 'journal';

const isMark = (value: unknown): value is Mark =>
  typeof value === 'object' && value !== null && typeof (value as Mark).id === 'string';

/** The id lies on disk, because the small storage of some watches forgets; that one only helps when the file is gone. */
function openIdentity({ files, marks, newId }: JournalParts): Identity {
  healSpares(files);
  const written = readIdentity(files);
  if (written !== undefined) return written;
  const fresh = { base: 0, left: [] };
  const known = marks.read(KEY);
  const identity: Identity = isMark(known) ? { ...fresh, ...known } : { ...fresh, id: newId() };
  writeIdentity(files, identity);
  return identity;
}

function readMark(marks: Marks, { id, base }: Identity): Mark {
  const known = marks.read(KEY);
  const mine = isMark(known) && known.id === id ? known : undefined;
  const again = mine?.again === undefined ? {} : { again: mine.again };
  return { id, offered: mine?.offered || base, through: mine?.through || base, ...again };
}

/** One journal's stretch of the disk's numbers, and how far the server has it. */
type Stretch = { id: string; base: number; to: number; through: number };

/** Opens the journal; there must be one writer at a time: the page that is open. */
export function openJournal(parts: JournalParts): Journal {
  const { files, marks, zoneAt, fileBytes = FILE_BYTES } = parts;
  let identity = openIdentity(parts);
  let mark = readMark(marks, identity);
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

  const remember = () => marks.write(KEY, { ...identity, ...mark });
  remember();

  /** On disk first: a kill between the two finds the new journal and nothing sent of it. */
  function become(next: Identity): boolean {
    if (!writeIdentity(files, next)) return false;
    const begun = next.id !== identity.id;
    identity = next;
    if (begun) mark = { id: next.id, offered: next.base, through: next.base };
    remember();
    return true;
  }

  function place(firstSeq: number, bytes: number): { name: string; bytes: number } {
    if (open !== undefined && open.bytes + bytes <= fileBytes) return open;
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

  const lowestHeld = (base: number): number => {
    for (const entry of held(base + 1)) return entry.seq;
    return last + 1;
  };

  /** How far the earlier journal that is being offered again has got. */
  let pastThrough = 0;
  const past = (): Stretch | undefined => {
    const found = identity.past?.[(mark.again ?? 0) - 1];
    return found === undefined ? undefined : { ...found, through: Math.max(found.base, pastThrough) };
  };

  function batchOf({ id, base, to, through }: Stretch, most: number, chars: number): Batch | undefined {
    const entries: Entry[] = [];
    let size = 0;
    for (const entry of held(through + 1)) {
      const before = entries[entries.length - 1];
      if (entry.seq > to || (before !== undefined && entry.seq !== before.seq + 1)) break;
      size += asciiJson(entry).length + 1;
      if (entries.length >= most || (entries.length > 0 && size > chars)) break;
      entries.push(entry);
    }
    const head = entries[0];
    if (head === undefined) return undefined;
    const first = head.seq === through + 1 ? lowestHeld(base) : head.seq;
    const onWire = (entry: Entry): Entry => (base === 0 ? entry : { ...entry, seq: entry.seq - base });
    return { journalId: id, first: first - base, entries: entries.map(onWire) };
  }

  /** One earlier journal is done, or gets no further. */
  function nextPast(): void {
    mark.again = (mark.again ?? 1) - 1;
    pastThrough = 0;
    remember();
  }

  /** The server's word on an earlier journal. */
  function markPast({ base, to, through }: Stretch, wireThrough: number): void {
    const reached = base + wireThrough;
    if (reached >= to || reached <= through) nextPast();
    else pastThrough = reached;
  }

  return {
    get id() {
      return identity.id;
    },
    identity: () => identity,
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
      for (let one = past(); one !== undefined; one = past()) {
        const batch = batchOf(one, most, chars);
        if (batch !== undefined) return batch;
        // Nothing of it is held any more: the server learns what it will never get, and says so.
        if (one.through < one.to) return { journalId: one.id, first: one.to - one.base + 1, entries: [] };
        nextPast();
      }
      return batchOf({ id: identity.id, base: identity.base, to: last, through: mark.through }, most, chars);
    },
    offer(seq) {
      if (identity.base + seq <= mark.offered) return;
      mark.offered = identity.base + seq;
      remember();
    },
    mark(wireThrough) {
      const earlier = past();
      if (earlier !== undefined) {
        markPast(earlier, wireThrough);
        return true;
      }
      const through = identity.base + Math.max(0, wireThrough);
      if (through === mark.through) return false;
      if (through < mark.through && identity.past !== undefined) mark.again = identity.past.length;
      mark.through = through;
      last = Math.max(last, through);
      if (through > mark.offered) mark.offered = through;
      remember();
      return true;
    },
    fork(seq) {
      const base = identity.base + seq - 1;
      const [first] = held(base + 1);
      if (seq < 1 || base >= last || first === undefined) return false;
      const earlier = [...(identity.past ?? []), { id: identity.id, base: identity.base, to: base }];
      const continues = { id: identity.id, from: seq };
      const id = continuedJournalId(identity.id, first.at, asciiJson({ ...first, seq: 1 }));
      return become({ ...identity, id, base, continues, past: earlier });
    },
    belongsTo: (account) => identity.account === undefined || sameAccount(identity.account, account),
    bind(account) {
      const { account: owner, id, left } = identity;
      if (owner === undefined || sameAccount(owner, account)) {
        const news = owner?.name !== account.name || (account.id !== undefined && owner.id !== account.id);
        return !news || become({ ...identity, account: { ...owner, ...account } }) ? 'same' : 'failed';
      }
      const unsent = mark.through < last ? [{ id, from: mark.through + 1, to: last }] : [];
      const next = { id: parts.newId(), base: last, account, left: [...left, ...unsent] };
      return become(next) ? 'begun' : 'failed';
    },
    prunable: () => Math.min(mark.through, ...identity.left.map(({ from }) => from - 1)),
  };
}
