import { describe, expect, test } from '@jest/globals';
import type { EntryDraft } from '@plumbline/routine-core/journal';
import { openJournal } from './journal.js';
import { FILE_BYTES, journalFiles } from './journal-file.js';
import { asciiJson, makeLine, parseLine, parseLines } from './line.js';
import { memoryFiles, memoryMarks } from './memory-files.js';
import { KEEP_SESSIONS, pruneJournal } from './prune.js';

const AT = 1_764_000_000_000;
const draft = (n: number, more: object = {}): EntryDraft =>
  ({ at: AT + n, kind: 'step-done', sessionId: 's', step: n, heldMs: 1000, ...more }) as EntryDraft;
const drafts = (count: number) => Array.from({ length: count }, (_, n) => draft(n + 1));

function setUp(files = memoryFiles(), marks = memoryMarks()) {
  const newId = () => `JOURNAL${files.names().length}`;
  const open = () => openJournal({ files, marks, zoneAt: () => 825, newId });
  return { files, marks, open };
}

const seqs = (entries: readonly { seq: number }[]) => entries.map((entry) => entry.seq);

describe('a line', () => {
  test('comes back as the entry it was made from, whatever letters are in it', () => {
    const entry = {
      seq: 7,
      at: AT,
      zone: -210,
      kind: 'paused',
      sessionId: 'S',
      text: 'Rücken – 背 🙂',
    } as const;
    expect(parseLine(makeLine(entry).trimEnd())).toEqual(entry);
    expect(makeLine(entry)).toMatch(/^[\x20-\x7e]+\n$/);
  });

  test('is refused when one sign of it differs', () => {
    const line = makeLine({ seq: 7, at: AT, zone: 0, kind: 'paused', sessionId: 'S' }).trimEnd();
    for (let i = 0; i < line.length; i += 1) {
      expect(parseLine(`${line.slice(0, i)}#${line.slice(i + 1)}`)).toBeUndefined();
    }
  });

  test('that was cut short is left out, and the file is called unsound', () => {
    const text = [1, 2]
      .map((seq) => makeLine({ seq, at: AT, zone: 0, kind: 'paused', sessionId: 'S' }))
      .join('');
    expect(parseLines(text).sound).toBe(true);
    for (let cut = 1; cut < 20; cut += 1) {
      const torn = parseLines(text.slice(0, -cut));
      expect({ seqs: seqs(torn.entries), sound: torn.sound }).toEqual({ seqs: [1], sound: false });
    }
  });
});

describe('a journal', () => {
  test('numbers entries 1, 2, 3 and keeps counting after it is opened again', () => {
    const { open } = setUp();
    expect(open().append(drafts(2))).toBe(true);
    const again = open();
    again.append([draft(3)]);
    expect(seqs(open().entriesFrom(1))).toEqual([1, 2, 3]);
    expect(again.entriesFrom(3)[0]).toEqual({ ...draft(3), seq: 3, zone: 825 });
  });

  test('keeps its id when the small storage forgets, and never gives a number twice', () => {
    const { files, open } = setUp();
    const first = open();
    first.append(drafts(3));
    const forgotten = setUp(files).open();
    expect({ id: forgotten.id, last: forgotten.lastSeq() }).toEqual({ id: first.id, last: 3 });
  });

  test('cuts a torn last line and uses its number again, because nobody ever heard of it', () => {
    const { files, open } = setUp();
    open().append(drafts(3));
    const [name] = journalFiles(files);
    files.texts.set(name as string, (files.texts.get(name as string) as string).slice(0, -9));
    const again = open();
    expect(again.lastSeq()).toBe(2);
    again.append([draft(9)]);
    expect(
      open()
        .entriesFrom(1)
        .map((entry) => [entry.seq, 'step' in entry ? entry.step : undefined]),
    ).toEqual([
      [1, 1],
      [2, 2],
      [3, 9],
    ]);
  });

  test('does not use the number of a torn line again when it was already handed to the phone', () => {
    const { files, open } = setUp();
    const first = open();
    first.append(drafts(3));
    first.offer(3);
    const [name] = journalFiles(files);
    files.texts.set(name as string, (files.texts.get(name as string) as string).slice(0, -9));
    const again = open();
    again.append([draft(9)]);
    expect(seqs(open().entriesFrom(1))).toEqual([1, 2, 4]);
  });

  test.each([0, 1, 40, 150, 1000])(
    'keeps entries when a write fails after %i characters, and writes them next time',
    (written) => {
      const { files, open } = setUp();
      const journal = open();
      journal.append(drafts(2));
      files.failAppends(2, written);
      expect(journal.append([draft(3)])).toBe(false);
      expect(journal.append([draft(4)])).toBe(false);
      expect(seqs(journal.batch(500, 99_999)?.entries ?? [])).toEqual([1, 2]);
      expect(journal.flush()).toBe(true);
      expect(seqs(open().entriesFrom(1))).toEqual([1, 2, 3, 4]);
    },
  );

  test('lies in files of at most 32 kB and reads across them', () => {
    const { files, open } = setUp();
    const journal = open();
    for (const one of drafts(700)) journal.append([one]);
    const names = journalFiles(files);
    expect(names.length).toBeGreaterThan(2);
    for (const name of names) expect(files.read(name)?.length).toBeLessThanOrEqual(FILE_BYTES);
    expect(seqs(open().entriesFrom(1))).toEqual(drafts(700).map((_, n) => n + 1));
    expect(seqs(open().entriesFrom(698))).toEqual([698, 699, 700]);
  });

  test('is whole again when the program died between removing a file and renaming its spare', () => {
    const { files, open } = setUp();
    open().append(drafts(2));
    const [name] = journalFiles(files) as [string];
    files.texts.set(`${name}.new`, files.texts.get(name) as string);
    files.texts.delete(name);
    expect(seqs(open().entriesFrom(1))).toEqual([1, 2]);
  });
});

describe('a batch', () => {
  test('begins after what the server has and names the lowest entry still held', () => {
    const { open } = setUp();
    const journal = open();
    journal.append(drafts(5));
    journal.mark(2);
    const batch = journal.batch(2, 99_999);
    expect({ first: batch?.first, seqs: seqs(batch?.entries ?? []) }).toEqual({ first: 1, seqs: [3, 4] });
  });

  test('stays within the characters of one message, but always takes one entry', () => {
    const { open } = setUp();
    const journal = open();
    journal.append(drafts(50));
    const batch = journal.batch(500, 3000);
    expect(asciiJson(batch?.entries).length).toBeLessThanOrEqual(3001);
    expect(batch?.entries.length).toBeGreaterThan(10);
    expect(journal.batch(500, 1)?.entries.length).toBe(1);
  });

  test('does not reach over a hole, and after it names the entry behind the hole as first', () => {
    const { files, open } = setUp();
    const first = open();
    first.append(drafts(3));
    first.offer(3);
    const [name] = journalFiles(files) as [string];
    files.texts.set(name, (files.texts.get(name) as string).slice(0, -9));
    const journal = open();
    journal.append([draft(4)]);
    expect(seqs(journal.batch(500, 9999)?.entries ?? [])).toEqual([1, 2]);
    journal.mark(2);
    expect(journal.batch(500, 9999)?.first).toBe(4);
  });

  test('is everything that is held when the server says it has less than before', () => {
    const { open } = setUp();
    const journal = open();
    journal.append(drafts(4));
    journal.mark(4);
    expect(journal.batch(500, 9999)).toBeUndefined();
    journal.mark(0);
    expect(seqs(journal.batch(500, 9999)?.entries ?? [])).toEqual([1, 2, 3, 4]);
  });
});

describe('pruning', () => {
  const session = (n: number) => [
    draft(n, { kind: 'session-started', sessionId: `s${n}` }),
    ...Array.from({ length: 60 }, (_, step) => draft(step, { sessionId: `s${n}`, step })),
  ];

  test('keeps the newest sessions, and every entry the server has not named', () => {
    const { files, open } = setUp();
    const journal = open();
    for (let n = 0; n < 60; n += 1) journal.append(session(n));
    expect(pruneJournal(files, 0)).toEqual([]);
    pruneJournal(files, journal.lastSeq());
    const kept = open().entriesFrom(1);
    const started = kept.filter((entry) => entry.kind === 'session-started').length;
    expect(started).toBeGreaterThanOrEqual(KEEP_SESSIONS);
    expect(started).toBeLessThan(60);
    expect(kept[kept.length - 1]?.seq).toBe(journal.lastSeq());
  });

  test('never removes a file that holds an unsent entry', () => {
    const { files, open } = setUp();
    const journal = open();
    for (let n = 0; n < 60; n += 1) journal.append(session(n));
    pruneJournal(files, 100);
    expect(
      open()
        .entriesFrom(1)
        .some((entry) => entry.seq <= 101),
    ).toBe(true);
  });
});
