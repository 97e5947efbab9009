import { describe, expect, test } from '@jest/globals';
import type { Entry } from '../../api/index.js';
import { type Board, emptyBoard, takeEntries, takeSnapshot } from './live-board.js';

const line = (seq: number, kind: string, sessionId?: string) =>
  ({
    seq,
    at: 1000 * seq,
    zone: 0,
    kind,
    ...(sessionId === undefined ? {} : { sessionId }),
  }) as unknown as Entry;
const message = (...entries: Entry[]) => ({ position: 1, journalId: 'J', offsetMs: 50, entries });
const seqs = (board: Board, sessionId: string) =>
  board.sessions[sessionId]?.entries.map((entry) => entry.seq);

const joined = takeSnapshot(emptyBoard, {
  position: 7,
  sessions: [
    { journalId: 'J', offsetMs: 50, entries: [line(1, 'session-started', 'A'), line(2, 'step-done', 'A')] },
  ],
});

describe('takeEntries', () => {
  test('adds what is new and drops what is known', () => {
    const taken = takeEntries(joined, message(line(2, 'step-done', 'A'), line(3, 'step-done', 'A')), 9000);
    expect(taken.hole).toBe(false);
    expect(seqs(taken.board, 'A')).toEqual([1, 2, 3]);
    expect(taken.board.journals.J).toEqual({ lastSeq: 3, offsetMs: 50, heardAt: 9000 });
  });

  test('reports a hole when a number is missing', () => {
    expect(takeEntries(joined, message(line(4, 'step-done', 'A')), 9000).hole).toBe(true);
  });

  test('reports a hole when a session was never seen to begin', () => {
    expect(takeEntries(emptyBoard, message(line(12, 'step-done', 'B')), 9000).hole).toBe(true);
  });

  test('opens a session that begins in the middle of a journal', () => {
    const taken = takeEntries(emptyBoard, message(line(12, 'session-started', 'B')), 9000);
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
    const after = takeSnapshot(joined, { position: 9, sessions: [] });
    expect(after.sessions.A?.isGone).toBe(true);
  });

  test('repairs a hole', () => {
    const torn = takeEntries(joined, message(line(4, 'step-done', 'A')), 9000).board;
    const entries = [1, 2, 3, 4].map((seq) => line(seq, seq === 1 ? 'session-started' : 'step-done', 'A'));
    const mended = takeSnapshot(torn, { position: 9, sessions: [{ journalId: 'J', offsetMs: 50, entries }] });
    expect(seqs(mended, 'A')).toEqual([1, 2, 3, 4]);
    expect(mended.sessions.A?.isGone).toBe(false);
  });
});
