import { describe, expect, test } from '@jest/globals';
import { draft, SESSION_ID, START_AT, shortTimeline, startEntry, unwrap, ZONE } from '../../testing/play.js';
import type { EntryDraft } from '../journal/index.js';
import { applyEntry, look, SESSION_REFUSALS, type SessionState, startSession } from './index.js';

// Steps: 0 lead-in 5 s, 1 hold left 10 s, 2 switch 3 s, 3 hold right 10 s, 4 change 5 s, 5 reps 8 s,
//        6 lead-in 7 s (getting up), 7 reps 8 s, 8 rest 6 s, 9 reps 8 s. Ends at 70 s.
const TIMELINE = shortTimeline();
const STARTED = startSession(startEntry(TIMELINE));

const after = (...drafts: readonly EntryDraft[]): SessionState =>
  drafts.reduce(
    (state, each) => unwrap(applyEntry(TIMELINE, look(TIMELINE, state, each.at).state, each)),
    STARTED,
  );
const HOLDING = look(TIMELINE, STARTED, START_AT + 9000).state;
const PAUSED = after(draft(9000, { kind: 'paused' }));
const RESTING = look(TIMELINE, STARTED, START_AT + 16_000).state;
const ENDED = after(draft(9000, { kind: 'session-ended', how: 'saved' }));
const THROUGH: SessionState = { ...HOLDING, step: TIMELINE.steps.length };

const at = (ms: number) => START_AT + ms;

describe('what an entry makes of a session', () => {
  const ACCEPTED: readonly (readonly [string, SessionState, EntryDraft, Partial<SessionState>])[] = [
    [
      'a hold that is done gives its result and begins the gap after it',
      HOLDING,
      draft(15_000, { kind: 'step-done', step: 1, heldMs: 10_000 }),
      {
        step: 2,
        anchorAt: at(15_000),
        results: [...HOLDING.results, { step: 1, status: 'done', tookMs: 10_000, done: 10_000 }],
      },
    ],
    [
      'a hold that is given up early is cut, with what was held',
      HOLDING,
      draft(9500, { kind: 'step-done', step: 1 }),
      {
        step: 2,
        anchorAt: at(9500),
        results: [...HOLDING.results, { step: 1, status: 'cut', tookMs: 4500, done: 4500 }],
      },
    ],
    [
      'a skipped step keeps the seconds that went by',
      HOLDING,
      draft(9500, { kind: 'step-skipped', step: 1 }),
      { step: 2, results: [...HOLDING.results, { step: 1, status: 'skipped', tookMs: 4500, done: 4500 }] },
    ],
    [
      'a restarted step begins anew and keeps the time of the first attempt',
      HOLDING,
      draft(9500, { kind: 'step-restarted', step: 1 }),
      {
        step: 1,
        anchorAt: at(9500),
        keptMs: 0,
        results: [...HOLDING.results, { step: 1, status: 'cut', tookMs: 4500, done: 4500 }],
      },
    ],
    [
      'going back leaves the running step cut and begins the earlier one',
      HOLDING,
      draft(9500, { kind: 'step-restarted', step: 0 }),
      { step: 0, anchorAt: at(9500) },
    ],
    [
      'a gap can be made longer',
      RESTING,
      draft(16_000, { kind: 'step-adjusted', step: 2, byMs: 10_000 }),
      { adjustedMs: 10_000 },
    ],
    [
      'a gap never becomes shorter than what has gone by',
      RESTING,
      draft(16_000, { kind: 'step-adjusted', step: 2, byMs: -10_000 }),
      { adjustedMs: -2000 },
    ],
    [
      'a pause keeps what was held',
      HOLDING,
      draft(9500, { kind: 'paused' }),
      { status: 'paused', pausedAt: at(9500), keptMs: 4500 },
    ],
    [
      'a resumed step counts again after its lead, from what was held',
      PAUSED,
      draft(20_000, { kind: 'resumed', leadMs: 3000 }),
      { status: 'running', resumeAt: at(23_000), anchorAt: at(19_000), keptMs: 4000, pausedMs: 14_000 },
    ],
    [
      'an end cuts the running step and never loses it',
      HOLDING,
      draft(9500, { kind: 'session-ended', how: 'saved' }),
      {
        status: 'ended',
        how: 'saved',
        endedAt: at(9500),
        results: [...HOLDING.results, { step: 1, status: 'cut', tookMs: 4500, done: 4500 }],
      },
    ],
    [
      'an end while paused counts the pause up to it',
      PAUSED,
      draft(20_000, { kind: 'session-ended', how: 'discarded' }),
      { status: 'ended', pausedMs: 11_000, endedAt: at(20_000) },
    ],
    [
      'a pain mark stays with its step',
      HOLDING,
      draft(9500, { kind: 'pain', step: 1 }),
      { painSteps: [1], step: 1 },
    ],
    [
      'effort may be told after the end',
      ENDED,
      draft(60_000, { kind: 'effort', blockId: 'hold', value: 6 }),
      { efforts: { hold: 6 }, status: 'ended', endedAt: at(9000) },
    ],
    [
      'an entry earlier than its predecessor counts at the predecessor’s instant',
      HOLDING,
      draft(1000, { kind: 'paused' }),
      { pausedAt: at(5000), keptMs: 0, lastAt: at(5000) },
    ],
    [
      'a moved clock shifts every anchor and nothing else',
      PAUSED,
      draft(9500, { kind: 'clock-moved', byMs: 3_600_000 }),
      { startedAt: at(3_600_000), pausedAt: at(3_609_000), lastAt: at(3_609_000), keptMs: 4000, step: 1 },
    ],
  ];

  test.each(ACCEPTED)('%s', (_, state, entry, wanted) => {
    expect(unwrap(applyEntry(TIMELINE, state, entry))).toMatchObject(wanted);
  });

  test.each(ACCEPTED)('nothing is changed in place when %s', (_, state, entry) => {
    const before = JSON.stringify(state);
    applyEntry(TIMELINE, state, entry);
    expect(JSON.stringify(state)).toBe(before);
  });
});

describe('what a session refuses', () => {
  const started = {
    kind: 'session-started' as const,
    routineId: 'short',
    routineVersion: 3,
    options: TIMELINE.options,
  };
  const other = {
    ...draft(9500, { kind: 'paused' }),
    sessionId: `${SESSION_ID.slice(0, 25)}T`,
  } as EntryDraft;
  const REFUSED: readonly (readonly [string, string, SessionState, EntryDraft])[] = [
    ['other-session', 'an entry of another session', HOLDING, other],
    ['session-over', 'a pause after the end', ENDED, draft(9500, { kind: 'paused' })],
    ['session-over', 'a second end', ENDED, draft(9500, { kind: 'session-ended', how: 'complete' })],
    ['session-over', 'a moved clock after the end', ENDED, draft(9500, { kind: 'clock-moved', byMs: 5 })],
    ['session-already-started', 'a second start', HOLDING, draft(9500, started)],
    ['session-paused', 'a pause while paused', PAUSED, draft(9500, { kind: 'paused' })],
    ['session-paused', 'a step done while paused', PAUSED, draft(9500, { kind: 'step-done', step: 1 })],
    ['session-running', 'a resume while running', HOLDING, draft(9500, { kind: 'resumed', leadMs: 0 })],
    ['step-not-running', 'an earlier step done again', HOLDING, draft(9500, { kind: 'step-done', step: 0 })],
    ['step-not-running', 'a later step skipped', HOLDING, draft(9500, { kind: 'step-skipped', step: 2 })],
    [
      'step-not-running',
      'a gap adjusted that is over',
      HOLDING,
      draft(9500, { kind: 'step-adjusted', step: 0, byMs: 5 }),
    ],
    [
      'step-not-running',
      'a step done after the last',
      THROUGH,
      draft(9500, { kind: 'step-done', step: THROUGH.step }),
    ],
    [
      'step-not-running',
      'a step skipped after the last',
      THROUGH,
      draft(9500, { kind: 'step-skipped', step: THROUGH.step }),
    ],
    [
      'step-ahead',
      'a restart of a step that lies ahead',
      HOLDING,
      draft(9500, { kind: 'step-restarted', step: 2 }),
    ],
    [
      'step-ahead',
      'a restart after the last step',
      THROUGH,
      draft(9500, { kind: 'step-restarted', step: THROUGH.step }),
    ],
    [
      'not-a-gap',
      'a hold made longer',
      HOLDING,
      draft(9500, { kind: 'step-adjusted', step: 1, byMs: 10_000 }),
    ],
  ];

  test.each(REFUSED)('%s answers %s', (code, _, state, entry) => {
    const refused = applyEntry(TIMELINE, state, entry);
    expect(refused).toMatchObject({ ok: false, problems: [{ code }] });
  });

  test('every refusal of the list has a row in this table, and no other', () => {
    expect([...new Set(REFUSED.map(([code]) => code))].sort()).toEqual([...SESSION_REFUSALS].sort());
  });
});

describe('a session that was paused at its last step', () => {
  const last = TIMELINE.steps.length - 1;
  const stopped = after(
    draft(65_000, { kind: 'paused' }),
    draft(70_000, { kind: 'step-skipped', step: last }),
  );

  test('is complete once that step is skipped, without being resumed', () => {
    const looked = look(TIMELINE, stopped, at(70_000));
    expect(looked.entries).toEqual([draft(70_000, { kind: 'session-ended', how: 'complete' })]);
    expect(looked.state).toMatchObject({ status: 'ended', endedAt: at(70_000), pausedMs: 5000 });
  });
});

test('a session begins running at its first step, in the zone of its entry', () => {
  expect(STARTED).toMatchObject({ status: 'running', step: 0, startedAt: START_AT, zone: ZONE, refused: 0 });
});
