import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SESSION_ID, START_AT, shortTimeline, startEntry, unwrap } from '../../testing/play.js';
import { onlyAtTaps, playScript, script, scriptWithClock } from '../../testing/script.js';
import type { Entry, EntryDraft } from '../journal/index.js';
import { replay, type Span, spansOf } from './index.js';

const SHORT = shortTimeline();
const lengthOf = ({ from, to }: Span) => to - from;
const sumOf = (spans: readonly Span[]) => spans.reduce((sum, each) => sum + lengthOf(each), 0);

const entriesOf = (...drafts: EntryDraft[]): Entry[] => [
  startEntry(SHORT),
  ...drafts.map((draft, index) => ({ seq: index + 2, zone: 60, ...draft })),
];
const at = (seconds: number) => START_AT + 1000 * seconds;
const said = (spans: readonly Span[]) =>
  spans.map(({ step = 'pause', attempt, from, to }) => [
    step,
    attempt,
    (from - START_AT) / 1000,
    (to - START_AT) / 1000,
  ]);

describe('the spans of a session', () => {
  test('follow each other without a hole from its start to its last entry', () => {
    fc.assert(
      fc.property(scriptWithClock(15_000), (acts) => {
        const { state, entries } = playScript(SHORT, acts, onlyAtTaps);
        const spans = spansOf(SHORT, entries);
        expect(spans[0]?.from ?? state.startedAt).toBe(state.startedAt);
        expect(spans.at(-1)?.to ?? state.startedAt).toBe(state.lastAt);
        for (const [index, each] of spans.entries()) {
          expect(lengthOf(each)).toBeGreaterThan(0);
          if (index > 0) expect(each.from).toBe(spans[index - 1]?.to);
        }
      }),
    );
  });

  test('add up to the time that replay counts for each step', () => {
    fc.assert(
      fc.property(script(15_000), (acts) => {
        const { state, entries } = playScript(SHORT, acts, onlyAtTaps);
        const spans = spansOf(SHORT, entries);
        for (const { step, tookMs } of state.results)
          expect([step, sumOf(spans.filter((each) => each.step === step))]).toEqual([step, tookMs]);
        expect(sumOf(spans.filter(({ step }) => step === undefined))).toBe(state.pausedMs);
      }),
    );
  });

  test('tell a pause from the step around it, and its countdown belongs to the pause', () => {
    const spans = spansOf(
      SHORT,
      entriesOf(
        { kind: 'paused', at: at(2), sessionId: SESSION_ID },
        { kind: 'resumed', at: at(12), sessionId: SESSION_ID, leadMs: 3000 },
        { kind: 'step-done', at: at(18), sessionId: SESSION_ID, step: 0 },
      ),
    );
    expect(said(spans)).toEqual([
      [0, 0, 0, 2],
      ['pause', 0, 2, 15],
      [0, 0, 15, 18],
    ]);
  });

  test('count a step that was begun anew as another attempt', () => {
    const spans = spansOf(
      SHORT,
      entriesOf(
        { kind: 'step-restarted', at: at(2), sessionId: SESSION_ID, step: 0 },
        { kind: 'step-skipped', at: at(5), sessionId: SESSION_ID, step: 0 },
        { kind: 'pain', at: at(6), sessionId: SESSION_ID, step: 1 },
        { kind: 'session-ended', at: at(7), sessionId: SESSION_ID, how: 'saved' },
      ),
    );
    expect(said(spans)).toEqual([
      [0, 0, 0, 2],
      [0, 1, 2, 5],
      [1, 2, 5, 7],
    ]);
  });

  test('lie where the clock was last set', () => {
    const entries = entriesOf(
      { kind: 'step-skipped', at: at(5), sessionId: SESSION_ID, step: 0 },
      { kind: 'clock-moved', at: at(3605), byMs: 3_600_000 },
      { kind: 'session-ended', at: at(3607), sessionId: SESSION_ID, how: 'saved' },
    );
    expect(said(spansOf(SHORT, entries))).toEqual([
      [0, 0, 3600, 3605],
      [1, 1, 3605, 3607],
    ]);
    expect(unwrap(replay(SHORT, entries)).startedAt).toBe(at(3600));
  });

  test.each([
    ['cut where its person says it ended', 4, [[0, 0, 0, 4]]],
    [
      'longer by a pause where its person says so',
      9,
      [
        [0, 0, 0, 5],
        [1, 1, 5, 7],
        ['pause', 1, 7, 9],
      ],
    ],
    ['nothing when it ended as it began', 0, []],
  ])('are %s', (_name, end, expected) => {
    const entries = entriesOf(
      { kind: 'step-skipped', at: at(5), sessionId: SESSION_ID, step: 0 },
      { kind: 'session-ended', at: at(7), sessionId: SESSION_ID, how: 'saved' },
    );
    expect(said(spansOf(SHORT, entries, at(end)))).toEqual(expected);
  });

  test('are none without a beginning', () => {
    expect(spansOf(SHORT, entriesOf().slice(1))).toEqual([]);
  });
});
