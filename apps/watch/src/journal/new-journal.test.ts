import { describe, expect, test } from '@jest/globals';
import type { EntryDraft } from '@plumbline/routine-core/journal';
import { openJournal } from './journal.js';
import { journalFiles } from './journal-file.js';
import { memoryFiles, memoryMarks } from './memory-files.js';
import { pruneJournal } from './prune.js';

const AT = 1_764_000_000_000;
const drafts = (count: number, from = 1) =>
  Array.from(
    { length: count },
    (_, n) => ({ at: AT + from + n, kind: 'paused', sessionId: 's' }) as EntryDraft,
  );

function setUp(files = memoryFiles(), marks = memoryMarks()) {
  let made = 0;
  const newId = () => {
    made += 1;
    return `J${made}`;
  };
  const open = () => openJournal({ files, marks, zoneAt: () => 0, newId });
  return { files, marks, open, journal: open() };
}

const sent = (journal: ReturnType<typeof openJournal>) =>
  journal.batch(500, 99_999)?.entries.map(({ seq, at }) => [seq, at - AT]);

describe('a forked journal', () => {
  test('goes on in a new one with the entries from the fork on, numbered from 1', () => {
    const { journal } = setUp();
    journal.append(drafts(5));
    journal.mark(2);
    expect(journal.fork(4)).toBe(true);
    expect(journal.id).toMatch(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/);
    expect({ sent: sent(journal), first: journal.batch(500, 9999)?.first }).toEqual({
      sent: [
        [1, 4],
        [2, 5],
      ],
      first: 1,
    });
    expect(journal.identity().continues).toEqual({ id: 'J1', from: 4 });
  });

  test('goes on where it went on before when the same copy was restored twice, and elsewhere for another entry', () => {
    const forked = (entries: number, from: number) => {
      const { journal } = setUp();
      journal.append(drafts(entries));
      journal.fork(from);
      return journal.id;
    };
    expect(forked(5, 4)).toBe(forked(6, 4));
    expect(new Set([forked(5, 4), forked(5, 5), forked(5, 3)]).size).toBe(3);
  });

  test('keeps what it knows when it is opened again, with or without the small storage', () => {
    const { files, journal, open } = setUp();
    journal.append(drafts(5));
    journal.fork(4);
    journal.offer(1);
    journal.mark(1);
    expect({ id: open().id, sent: sent(open()) }).toEqual({ id: journal.id, sent: [[2, 5]] });
    const forgetful = setUp(files).journal;
    expect({ id: forgetful.id, sent: sent(forgetful) }).toEqual({
      id: journal.id,
      sent: [
        [1, 4],
        [2, 5],
      ],
    });
  });

  test('offers the journals before it again to a server that went back, also after a kill in between', () => {
    const { journal, open } = setUp();
    journal.append(drafts(5));
    journal.mark(5);
    journal.fork(4);
    journal.mark(2);
    journal.append(drafts(1, 6));
    expect(journal.batch(500, 9999)).toMatchObject({ journalId: journal.id, entries: [{ seq: 3 }] });
    journal.mark(0);
    expect(journal.batch(2, 9999)).toMatchObject({
      journalId: 'J1',
      first: 1,
      entries: [{ seq: 1 }, { seq: 2 }],
    });
    journal.mark(2);
    expect(journal.batch(2, 9999)).toMatchObject({ journalId: 'J1', first: 1, entries: [{ seq: 3 }] });
    const opened = open();
    expect(opened.batch(500, 9999)).toMatchObject({
      journalId: 'J1',
      entries: [{ seq: 1 }, { seq: 2 }, { seq: 3 }],
    });
    opened.mark(3);
    expect(opened.batch(500, 9999)).toMatchObject({
      journalId: journal.id,
      entries: [{ seq: 1 }, { seq: 2 }, { seq: 3 }],
    });
    opened.mark(3);
    expect(opened.batch(500, 9999)).toBeUndefined();
  });

  test('leaves an earlier journal be that the server will not take further', () => {
    const { journal } = setUp();
    journal.append(drafts(5));
    journal.mark(5);
    journal.fork(4);
    journal.mark(2);
    journal.mark(0);
    journal.mark(0);
    expect(journal.batch(500, 9999)).toMatchObject({
      journalId: journal.id,
      entries: [{ seq: 1 }, { seq: 2 }],
    });
  });

  test('tells a server that went back where a journal before it ended of which nothing is held any more', () => {
    const { files, journal } = setUp();
    journal.append(drafts(4));
    journal.mark(4);
    journal.append(drafts(1));
    journal.fork(5);
    journal.mark(1);
    for (const name of journalFiles(files)) files.remove(name);
    const open = openJournal({ files, marks: setUp().marks, zoneAt: () => 0, newId: () => 'J9' });
    open.mark(1);
    open.mark(0);
    expect(open.batch(500, 9999)).toEqual({ journalId: 'J1', first: 5, entries: [] });
    open.mark(4);
    expect(open.batch(500, 9999)?.journalId).not.toBe('J1');
  });

  test('is still the old one when the disk refuses the new id', () => {
    const { files, journal } = setUp();
    journal.append(drafts(3));
    files.replace = () => false;
    expect(journal.fork(2)).toBe(false);
    expect({ id: journal.id, sent: sent(journal)?.length }).toEqual({ id: 'J1', sent: 3 });
  });

  test('can fork again, and leaves every entry where a running session finds it', () => {
    const { journal } = setUp();
    journal.append(drafts(6));
    journal.fork(3);
    const second = journal.id;
    journal.fork(2);
    expect(['J1', second]).not.toContain(journal.id);
    expect(sent(journal)?.[0]).toEqual([1, 4]);
    expect(journal.entriesFrom(1).map(({ at }) => at - AT)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('another account', () => {
  const ida = { id: 'a1', name: 'Ida' };
  const bo = { id: 'b1', name: 'Bo' };

  test('gets a new journal and none of the old entries', () => {
    const { journal, open } = setUp();
    journal.append(drafts(3));
    expect(journal.bind(ida)).toBe('same');
    expect(sent(journal)?.length).toBe(3);
    expect(journal.bind(bo)).toBe('begun');
    expect({ id: journal.id, sent: sent(journal), waiting: journal.waiting() }).toEqual({
      id: journal.id,
      sent: undefined,
      waiting: 0,
    });
    journal.append(drafts(1, 9));
    expect(sent(open())).toEqual([[1, 9]]);
    open().mark(0);
    expect(sent(open())).toEqual([[1, 9]]);
  });

  test('is told by its id, by its name where the phone knows no id', () => {
    const { journal } = setUp();
    journal.bind({ name: 'Ida' });
    expect(journal.bind(ida)).toBe('same');
    expect(journal.bind({ name: 'Ida' })).toBe('same');
    expect(journal.bind({ id: 'a1', name: 'Ida Lovelace' })).toBe('same');
    expect(journal.bind({ id: 'a2', name: 'Ida Lovelace' })).toBe('begun');
    expect(journal.bind({ name: 'Bo' })).toBe('begun');
  });

  test('never costs the old entries: files with what was not sent stay', () => {
    const { files, journal } = setUp();
    for (let n = 0; n < 60; n += 1) {
      journal.append([{ at: AT, kind: 'session-started', sessionId: `s${n}` } as EntryDraft, ...drafts(60)]);
    }
    journal.mark(100);
    journal.bind(ida);
    journal.bind(bo);
    const before = journalFiles(files).length;
    pruneJournal(files, journal.prunable());
    expect(journalFiles(files).length).toBeGreaterThanOrEqual(before - 1);
    expect(journal.entriesFrom(101)[0]?.seq).toBe(101);
  });
});
