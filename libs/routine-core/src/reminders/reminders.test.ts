import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sessionIdOf } from '../journal/index.js';
import {
  countOutcomes,
  dayOfReminder,
  hourOfReminder,
  OUTCOME_KINDS,
  outcomesOf,
  REMINDER_IDS,
  type ReminderOutcome,
  SILENCE_REASONS,
  strongerOutcome,
} from './index.js';

const MINUTE = 60_000;
/** Monday 2026-11-16, 10:00 UTC. */
const DUE = Date.UTC(2026, 10, 16, 10);
const said = { kind: 'reminder-answered', reminders: ['sitting-break'], dueAt: DUE, zone: 60 } as const;

const anyOutcome: fc.Arbitrary<ReminderOutcome> = fc.record({
  reminder: fc.constant('bridges' as const),
  dueAt: fc.constant(DUE),
  zone: fc.constantFrom(-600, 0, 765),
  kind: fc.constantFrom(...OUTCOME_KINDS),
  reason: fc.constantFrom(...SILENCE_REASONS),
  at: fc.integer({ min: DUE, max: DUE + 3 }),
});

describe('what became of a reminder', () => {
  test.each([
    ['done at once', { answer: 'done', at: DUE + MINUTE }, 'done'],
    ['done after a quarter of an hour', { answer: 'done', at: DUE + 15 * MINUTE }, 'done'],
    ['done after that', { answer: 'done', at: DUE + 15 * MINUTE + 1 }, 'late'],
    ['done when it came back', { answer: 'done', at: DUE + 26 * MINUTE, shownAt: DUE + 25 * MINUTE }, 'done'],
    ['put off', { answer: 'snoozed', at: DUE + 99 * MINUTE }, 'snoozed'],
    ['ignored', { answer: 'no-answer', at: DUE + 15 * MINUTE }, 'no-answer'],
  ] as const)('%s', (_name, facts, kind) => {
    expect(outcomesOf({ ...said, ...facts })).toMatchObject([
      { kind, reminder: 'sitting-break', dueAt: DUE },
    ]);
  });

  test('a merged buzz speaks for each of its habits once', () => {
    const merged = ['squeezes', 'sitting-break', 'squeezes'] as const;
    const outcomes = outcomesOf({ ...said, reminders: merged, answer: 'done', at: DUE });
    expect(outcomes.map(({ reminder }) => reminder)).toEqual(['squeezes', 'sitting-break']);
  });

  test.each([
    ['an answer after silence was noted', 'silent', 'not-now', 'not-now'],
    ['put off, then done', 'snoozed', 'done', 'done'],
    ['put off, then ignored', 'snoozed', 'no-answer', 'no-answer'],
    ['ignored, then done late', 'no-answer', 'late', 'late'],
    ['done on one watch, ignored on the other', 'done', 'no-answer', 'done'],
  ] as const)('%s', (_name, first, second, stands) => {
    const outcome = { reminder: 'bridges', dueAt: DUE, zone: 60, at: DUE } as const;
    const merged = strongerOutcome({ ...outcome, kind: first }, { ...outcome, kind: second, at: DUE + 1 });
    expect(merged.kind).toBe(stands);
  });

  test('does not hang on the order or the number of times that facts come', () => {
    fc.assert(
      fc.property(fc.array(anyOutcome, { minLength: 1 }), fc.array(fc.nat()), (facts, picks) => {
        const again = picks.map((pick) => facts[pick % facts.length] as ReminderOutcome);
        const shuffled = [...again, ...[...facts].reverse(), ...again];
        expect(shuffled.reduce(strongerOutcome)).toEqual(facts.reduce(strongerOutcome));
      }),
    );
  });

  test.each([
    [765, '2026-11-16', 22],
    [-660, '2026-11-15', 23],
    [840, '2026-11-17', 0],
  ])('with the clock %i minutes east it belongs to %s, hour %i', (zone, day, hour) => {
    const outcome = { reminder: 'bridges', dueAt: DUE, zone, kind: 'done', at: DUE } as const;
    expect([dayOfReminder(outcome), hourOfReminder(outcome)]).toEqual([day, hour]);
  });

  test('is of no session, even when a newer watch writes one down', () => {
    expect(sessionIdOf({ kind: 'reminder-answered', sessionId: {} } as { kind: string })).toBeUndefined();
  });
});

describe('a day of reminders', () => {
  test('adds up, whatever happened', () => {
    fc.assert(
      fc.property(fc.array(anyOutcome), (outcomes) => {
        const counts = countOutcomes(
          outcomes.map(({ kind, reason }) =>
            kind === 'silent' ? { kind, reason: reason ?? 'dnd', count: 2 } : { kind, count: 2 },
          ),
        );
        const { done, late, snoozed, notNow, noAnswer, shown, silent, scheduled, reasons } = counts;
        expect(scheduled).toBe(2 * outcomes.length);
        expect(shown + silent).toBe(scheduled);
        expect(done + late + snoozed + notNow + noAnswer).toBe(shown);
        expect(Object.values(reasons).reduce((sum, count) => sum + count)).toBe(silent);
      }),
    );
  });

  test('has nine habits', () => {
    expect(new Set(REMINDER_IDS).size).toBe(9);
  });
});
