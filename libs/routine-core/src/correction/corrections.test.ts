import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SESSION_ID } from '../../testing/play.js';
import { UNDO_MS } from '../documents/index.js';
import { canonicalJson } from '../journal/index.js';
import type { CorrectionBody, CorrectionEntry } from './correction-entry.js';
import { correctionsOf, eraseAfter, laidTogether } from './corrections.js';

const OTHER = '01K5H7Q9V0ABCDEFGHJKMNPQRT';
const T0 = 1_790_000_000_000;
type Said = CorrectionBody extends infer B
  ? B extends unknown
    ? Omit<B, 'sessionId' | 'by'>
    : never
  : never;

/** Server entries in order, a second apart, unless they say when. */
const log = (...said: (Said & { at?: number; sessionId?: string })[]): CorrectionEntry[] =>
  said.map((each, index) => ({
    seq: index + 1,
    at: T0 + index * 1000,
    zone: 0,
    sessionId: SESSION_ID,
    by: 'person',
    ...each,
  })) as CorrectionEntry[];
const note = (text: string) => ({ kind: 'session-corrected', changes: { note: text } }) as const;
const of = (entries: CorrectionEntry[]) => correctionsOf(SESSION_ID, entries);

describe('the corrections of a session', () => {
  test('are laid together, the later word on each thing holding', () => {
    const { changes, corrected } = of(
      log(
        {
          kind: 'session-corrected',
          changes: {
            endedAt: 5,
            steps: [
              { step: 1, reps: 3 },
              { step: 2, reps: 1 },
            ],
          },
        },
        { kind: 'session-corrected', changes: { note: 'a', steps: [{ step: 2, skipped: true }] } },
        {
          kind: 'session-corrected',
          changes: {
            efforts: [
              { blockId: 'b', value: 4 },
              { blockId: 'b', value: 6 },
            ],
          },
        },
      ),
    );
    expect(corrected).toBe(true);
    expect(changes).toEqual({
      endedAt: 5,
      note: 'a',
      steps: [
        { step: 1, reps: 3 },
        { step: 2, skipped: true },
      ],
      efforts: [{ blockId: 'b', value: 6 }],
    });
  });

  test('lose an undone one, and the one below it speaks again', () => {
    const entries = log(note('first'), note('second'), { kind: 'correction-undone', of: 2 });
    expect(of(entries).changes).toEqual({ note: 'first' });
    expect(of(entries).history.map(({ seq, undone }) => [seq, undone?.seq])).toEqual([
      [1, undefined],
      [2, 3],
    ]);
  });

  test.each<[string, number, boolean]>([
    ['a millisecond before thirty days are over', UNDO_MS - 1, false],
    ['at thirty days', UNDO_MS, false],
    ['a millisecond after', UNDO_MS + 1, true],
    ['with a clock that went back', -1, false],
  ])('an undo %s', (_name, later, stays) => {
    const entries = log({ kind: 'session-deleted' }, { kind: 'correction-undone', of: 1, at: T0 + later });
    expect(of(entries).deleted).toBe(stays);
  });

  test.each<[string, CorrectionEntry[]]>([
    [
      'of another session',
      log({ kind: 'session-deleted' }, { kind: 'correction-undone', of: 1, sessionId: OTHER }),
    ],
    [
      'of a number that is no correction',
      log({ kind: 'session-deleted' }, { kind: 'correction-undone', of: 9 }),
    ],
    ['of an undo', log({ kind: 'session-deleted' }, { kind: 'correction-undone', of: 2 })],
    [
      'that comes before what it undoes',
      log({ kind: 'correction-undone', of: 2 }, { kind: 'session-deleted' }),
    ],
    [
      'after the session was erased',
      log({ kind: 'session-deleted' }, { kind: 'session-erased' }, { kind: 'correction-undone', of: 1 }),
    ],
  ])('an undo %s has no effect', (_name, entries) => {
    expect(of(entries).deleted).toBe(true);
  });

  test('undone twice and deleted again, the last delete holds', () => {
    const undo = { kind: 'correction-undone', of: 1 } as const;
    expect(of(log({ kind: 'session-deleted' }, undo, undo)).deleted).toBe(false);
    const again = log({ kind: 'session-deleted' }, undo, undo, { kind: 'session-deleted' });
    expect(of(again).deleted).toBe(true);
    expect(eraseAfter(of(again))).toBe((again[3] as CorrectionEntry).at + UNDO_MS);
  });

  test('say when a deleted session is to be erased, and not twice', () => {
    expect(eraseAfter(of(log(note('a'))))).toBeUndefined();
    expect(eraseAfter(of(log({ kind: 'session-deleted' }, { kind: 'session-deleted' })))).toBe(T0 + UNDO_MS);
    expect(eraseAfter(of(log({ kind: 'session-deleted' }, { kind: 'session-erased' })))).toBeUndefined();
  });

  test('come out the same in whatever order the entries are given', () => {
    const anySaid = fc.oneof(
      fc.string().map((text) => note(text)),
      fc.constant({ kind: 'session-deleted' } as const),
      fc.integer({ min: 0, max: 9 }).map((seq) => ({ kind: 'correction-undone', of: seq }) as const),
      fc.constant({ kind: 'session-deleted', sessionId: OTHER } as const),
    );
    fc.assert(
      fc.property(fc.array(anySaid, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (said, dice) => {
        const entries = log(...said);
        const mixed = entries
          .map((entry) => ({ entry, place: dice.next().value }))
          .sort((one, other) => one.place - other.place)
          .map(({ entry }) => entry);
        expect(canonicalJson(of(mixed))).toBe(canonicalJson(of(entries)));
      }),
    );
  });

  test('laid together is laid one by one', () => {
    const anyChanges = fc.record(
      {
        endedAt: fc.nat(),
        note: fc.string({ maxLength: 2 }),
        steps: fc.array(fc.record({ step: fc.nat(3), reps: fc.nat(9) }), { minLength: 1, maxLength: 3 }),
      },
      { requiredKeys: [] },
    );
    const sorted = (changes: ReturnType<typeof laidTogether>) => ({
      ...changes,
      ...(changes.steps ? { steps: [...changes.steps].sort((a, b) => a.step - b.step) } : {}),
    });
    fc.assert(
      fc.property(anyChanges, anyChanges, anyChanges, (a, b, c) => {
        const left = laidTogether(laidTogether(laidTogether({}, a), b), c);
        const right = laidTogether(laidTogether({}, a), laidTogether(laidTogether({}, b), c));
        expect(sorted(left)).toEqual(sorted(right));
      }),
    );
  });
});
