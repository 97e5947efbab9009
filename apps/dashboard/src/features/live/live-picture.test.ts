import { describe, expect, test } from '@jest/globals';
import {
  compileTimeline,
  type Entry,
  findRoutine,
  look,
  type Routine,
  startSession,
} from '@plumbline/routine-core';
import { emptyBoard, type LiveSession, takeSnapshot } from './live-board.js';
import { pictureOf, picturesOf } from './live-picture.js';

const START = 1_767_225_600_000;
const OFFSET = 5000;
const options = { level: 'low', withOptional: false } as const;
const routine = findRoutine('back-posture') as Routine;
const timeline = compileTimeline(routine, options);
const started = {
  kind: 'session-started',
  seq: 1,
  zone: 345,
  at: START,
  sessionId: '01KDW8G0000000000000000000',
  routineId: routine.id,
  routineVersion: routine.version,
  options,
} as const;

/** What a watch that is never silent has sent `playedMs` after the start. */
function session(playedMs: number, ...more: Entry[]): LiveSession {
  const { entries } = look(timeline, startSession(started), START + playedMs);
  const numbered = entries.map((draft, index) => ({ ...draft, seq: index + 2, zone: 345 }));
  return {
    sessionId: started.sessionId,
    journalId: 'J',
    entries: [started, ...numbered, ...more],
    isGone: false,
  };
}

/** The card at `ms` after the start, from a server whose clock runs 5 s ahead of the watch. */
const at = (ms: number, from: LiveSession, heardMs = ms) =>
  pictureOf(from, { offsetMs: OFFSET, heardAt: START + OFFSET + heardMs }, START + OFFSET + ms);

describe('pictureOf', () => {
  test.each([
    [
      'the lead-in',
      0,
      { kind: 'Get ready', title: 'Stand in a doorway', detail: 'Doorway stretch', big: '10' },
    ],
    ['the first hold', 10_000, { kind: 'Set 1 of 2', title: 'Doorway stretch', big: '20', share: 0 }],
    ['half of it', 20_000, { big: '10', share: 0.5, next: 'Stand in a doorway – Doorway stretch' }],
    ['its last second', 29_001, { big: '1', kind: 'Set 1 of 2' }],
    ['the rest', 30_000, { kind: 'Rest', title: 'Stand in a doorway', set: 2, big: '15' }],
    ['a slow repetition', 95_000, { title: 'Cat stretch', big: '1', bigUnit: 'of 3 reps' }],
  ])('shows %s', (_, ms, expected) => {
    expect(at(ms, session(ms))).toMatchObject({ status: 'running', ...expected });
  });

  test('counts on by the clock when no message comes', () => {
    const silent = session(0);
    for (const ms of [500, 10_000, 29_001, 47_000, 200_000])
      expect(at(ms, silent, ms)).toEqual(at(ms, session(ms), ms));
  });

  test('says how long the watch has been silent', () => {
    expect(at(26_000, session(0), 1000)?.silentMs).toBe(25_000);
  });

  test('speaks the same words during a whole step', () => {
    const spoken = [10_000, 15_000, 29_900].map((ms) => at(ms, session(ms))?.spoken);
    expect(new Set(spoken)).toEqual(new Set(['Doorway stretch. 20 seconds, set 1 of 2.']));
  });

  test('stands still while paused', () => {
    const entry = {
      seq: 3,
      at: START + 14_000,
      zone: 345,
      kind: 'paused',
      sessionId: started.sessionId,
    } as const;
    const paused = session(14_000, entry);
    expect(at(14_000, paused)).toMatchObject({ status: 'paused', kind: 'Paused', big: '16' });
    expect(at(300_000, paused, 300_000)).toEqual(at(14_000, paused));
  });

  test('ends by the clock after the last step', () => {
    expect(at(timeline.totalMs - 1, session(0))?.status).toBe('running');
    expect(at(timeline.totalMs, session(0))).toMatchObject({ status: 'ended', title: 'Finished' });
  });

  test('ends when the server no longer counts the session as running', () => {
    expect(at(20_000, { ...session(0), isGone: true })?.status).toBe('ended');
  });

  test('leaves out what was over long ago', () => {
    expect(at(timeline.totalMs + 11 * 60_000, session(timeline.totalMs))).toBeUndefined();
  });

  test('leaves out a routine it does not know', () => {
    const other = { ...started, routineId: 'somebody-elses' } as Entry;
    expect(at(0, { ...session(0), entries: [other] })).toBeUndefined();
  });
});

describe('picturesOf', () => {
  test.each([0, 3_600_000, -86_400_000])('shows the same second on a page that is %d ms off', (aheadMs) => {
    const running = session(20_000);
    const now = START + OFFSET + 20_000;
    const sessions = [{ journalId: 'J', offsetMs: OFFSET, entries: running.entries }];
    const board = takeSnapshot(emptyBoard, { now, position: 3, sessions }, now + aheadMs);
    expect(picturesOf(board, now + aheadMs + 2_000)).toMatchObject([{ status: 'running', big: '8' }]);
  });
});
