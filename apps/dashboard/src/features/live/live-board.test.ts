import { describe, expect, test } from '@jest/globals';
import type { Entry, LiveSnapshot } from '../../api/index.js';
import {
  type Board,
  emptyBoard,
  reconnected,
  takeEntries,
  takeSnapshot as takeSnapshotAt,
} from './live-board.js';

const line = (seq: number, kind: string, sessionId?: string) =>
  ({
    seq,
    at: 1000 * seq,
    zone: 0,
    kind,
    ...(sessionId === undefined ? {} : { sessionId }),
  }) as unknown as Entry;
/** A message as the server sends it when nothing is lost: it moves the position from 7 to 8. */
const message = (...entries: Entry[]) => ({ position: 8, after: 7, journalId: 'J', offsetMs: 50, entries });
const seqs = (board: Board, sessionId: string) =>
  board.sessions[sessionId]?.entries.map((entry) => entry.seq);

/** On a page whose clock is right. */
const takeSnapshot = (board: Board, answer: LiveSnapshot) => takeSnapshotAt(board, answer, answer.now);

const snapshot = (...entries: Entry[]) => ({
  now: 8000,
  position: 7,
  sessions: [{ journalId: 'J', offsetMs: 50, entries }],
});
const joined = takeSnapshot(emptyBoard, snapshot(line(1, 'session-started', 'A'), line(2, 'step-done', 'A')));

describe('takeEntries', () => {
  test('adds what is new and drops what is known', () => {
    const taken = takeEntries(joined, message(line(2, 'step-done', 'A'), line(3, 'step-done', 'A')), 9000);
    expect(taken.hole).toBe(false);
    expect(seqs(taken.board, 'A')).toEqual([1, 2, 3]);
    expect(taken.board.journals.J).toEqual({ offsetMs: 50, heardAt: 9000 });
    expect(taken.board.position).toBe(8);
  });

  test('reports a hole when the account has moved on without us', () => {
    const late = { ...message(line(4, 'step-done', 'A')), after: 8, position: 9 };
    expect(takeEntries(joined, late, 9000).hole).toBe(true);
  });

  test('reports a hole when what comes lay before what was told already', () => {
    const begin = { ...message(line(1, 'session-started', 'B')), late: true } as const;
    expect(takeEntries(emptyBoard, { ...begin, after: 0 }, 9000).hole).toBe(true);
  });

  test('reports a hole when a session was never seen to begin', () => {
    expect(takeEntries(joined, message(line(12, 'step-done', 'B')), 9000).hole).toBe(true);
  });

  test('takes no correction for an entry of the watch: a later entry of the same number still finds its place', () => {
    const corrected = { ...message(line(3, 'session-corrected', 'A')), journalId: 'server' };
    const told = takeEntries(joined, corrected, 9000);
    expect(told).toMatchObject({ board: { position: 8, journals: joined.journals } });
    const next = { ...message(line(3, 'step-done', 'A')), after: 8, position: 9 };
    expect(takeEntries(told.board, next, 9000).board.sessions.A?.entries.at(-1)?.kind).toBe('step-done');
  });

  test('reports a hole after a correction, which may have ended a session or brought one back', () => {
    const corrected = { ...message(line(3, 'correction-undone', 'A')), journalId: 'server' };
    expect(takeEntries(joined, corrected, 9000).hole).toBe(true);
  });

  test('reports a hole when a session goes on that was thought to be over', () => {
    const gone = takeSnapshot(joined, { now: 9000, position: 7, sessions: [] });
    expect(takeEntries(gone, message(line(3, 'step-done', 'A')), 9000).hole).toBe(true);
  });

  test('keeps what belongs to no session out of all of them', () => {
    const taken = takeEntries(joined, message(line(3, 'reminder-answered')), 9000);
    expect({ hole: taken.hole, seqs: seqs(taken.board, 'A') }).toEqual({ hole: false, seqs: [1, 2] });
  });

  test('shifts no session by a clock that moved before it began', () => {
    const begun = takeEntries(joined, message(line(12, 'session-started', 'B')), 9000).board;
    const late = { ...message(line(11, 'clock-moved')), after: 8, position: 9 };
    expect(seqs(takeEntries(begun, late, 9000).board, 'B')).toEqual([12]);
  });

  test('reports a hole behind a server that has gone back, once the page has connected anew', () => {
    const before = { ...message(line(3, 'step-done', 'A')), after: 5, position: 6 };
    expect(takeEntries(joined, before, 9000).hole).toBe(false);
    expect(takeEntries(reconnected(joined), before, 9000).hole).toBe(true);
  });

  test('opens a session that begins in the middle of a journal', () => {
    const taken = takeEntries(joined, message(line(12, 'session-started', 'B')), 9000);
    expect(taken.hole).toBe(false);
    expect(seqs(taken.board, 'B')).toEqual([12]);
  });

  test('gives a moved clock to the sessions of that journal alone', () => {
    const other = { ...message(line(1, 'session-started', 'C')), journalId: 'K' };
    const both = takeEntries(joined, other, 9000).board;
    const moved = takeEntries(both, message(line(3, 'clock-moved')), 9000).board;
    expect(seqs(moved, 'A')).toEqual([1, 2, 3]);
    expect(seqs(moved, 'C')).toEqual([1]);
  });
});

describe('takeSnapshot', () => {
  test('hears a session as late as its last entry, in server time', () => {
    expect(joined.journals.J?.heardAt).toBe(2050);
  });

  test('keeps a session that the server no longer counts as running, as gone', () => {
    const after = takeSnapshot(joined, { now: 9000, position: 9, sessions: [] });
    expect(after.sessions.A?.isGone).toBe(true);
  });

  test('repairs a hole', () => {
    const torn = takeEntries(joined, message(line(4, 'step-done', 'A')), 9000).board;
    const mended = takeSnapshot(torn, snapshot(line(1, 'session-started', 'A'), line(3, 'step-done', 'A')));
    expect(seqs(mended, 'A')).toEqual([1, 2, 3, 4]);
    expect(mended.sessions.A?.isGone).toBe(false);
  });

  test('that is older than a message does not take it back', () => {
    const ahead = takeEntries(joined, message(line(3, 'step-done', 'A')), 9000).board;
    const after = takeSnapshot(ahead, snapshot(line(1, 'session-started', 'A'), line(2, 'step-done', 'A')));
    expect(seqs(after, 'A')).toEqual([1, 2, 3]);
    expect(after.position).toBe(8);
    expect(after.journals.J?.heardAt).toBe(9000);
  });

  test('keeps the server’s order of a session that goes on in another journal, and what comes of it finds its place', () => {
    const forked = [line(7, 'session-started', 'A'), line(8, 'step-done', 'A'), line(2, 'step-done', 'A')];
    const other = { ...message(line(2, 'step-done', 'A')), journalId: 'K' };
    expect(takeEntries(joined, other, 9000).hole).toBe(true);
    const board = takeSnapshotAt(
      emptyBoard,
      { now: 8000, position: 7, sessions: [{ journalId: 'K', offsetMs: 50, entries: forked }] },
      8000,
    );
    expect(seqs(board, 'A')).toEqual([7, 8, 2]);
    const on = takeEntries(board, { ...other, entries: [line(5, 'step-done', 'A')] }, 9000).board;
    const late = takeEntries(on, { ...other, entries: [line(3, 'step-done', 'A')] }, 9000).board;
    expect(seqs(late, 'A')).toEqual([7, 8, 2, 3, 5]);
  });

  test('on a new connection takes back what a server that has gone back does not know any more', () => {
    const before = reconnected(joined);
    expect(seqs(before, 'A')).toEqual([1, 2]);
    expect(seqs(takeSnapshot(before, snapshot(line(1, 'session-started', 'A'))), 'A')).toEqual([1]);
  });

  test('learns how far the page’s clock is off, and hears what follows in server time', () => {
    const hour = 3_600_000;
    const board = takeSnapshotAt(joined, snapshot(line(1, 'session-started', 'A')), 8000 + hour);
    expect(board.aheadMs).toBe(hour);
    const taken = takeEntries(board, message(line(3, 'step-done', 'A')), 9000 + hour);
    expect(taken.board.journals.J?.heardAt).toBe(9000);
    expect(taken.board.aheadMs).toBe(hour);
  });
});
