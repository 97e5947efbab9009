import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dayOf, dayStartAt } from '../units/index.js';
import { awayIn } from './away-weeks.js';
import type { Weekday } from './settings.js';
import { weekAround, weekdayOf } from './week.js';
import { DEFAULT_WEEK_PLAN, goalOfWeek } from './week-plan.js';

const anyDay = fc.integer({ min: 0, max: 1_000_000 }).map((days) => dayOf((days - 300_000) * 86_400_000, 0));
const anyFirst = fc.constantFrom<Weekday[]>(1, 2, 3, 4, 5, 6, 7);

describe('a week', () => {
  test.each<[string, string, Weekday, string, string]>([
    ['a Monday in a week from Monday', '2026-11-16', 1, '2026-11-16', '2026-11-22'],
    ['the Sunday after it', '2026-11-22', 1, '2026-11-16', '2026-11-22'],
    ['that Sunday in a week from Sunday', '2026-11-22', 7, '2026-11-22', '2026-11-28'],
    ['a week over the end of a leap year', '2024-12-31', 6, '2024-12-28', '2025-01-03'],
    ['a week with a 25-hour day in it', '2026-10-25', 1, '2026-10-19', '2026-10-25'],
  ])('%s', (_name, day, first, from, to) => {
    const days = weekAround(day, first);
    expect([days[0], days[6], days.length]).toEqual([from, to, 7]);
  });

  test('holds its day, begins on its first day, and is the week of each of its days', () => {
    fc.assert(
      fc.property(anyDay, anyFirst, (day, first) => {
        const days = weekAround(day, first);
        expect(days).toContain(day);
        expect(weekdayOf(days[0] as string)).toBe(first);
        for (const each of days) expect(weekAround(each, first)).toEqual(days);
      }),
    );
  });

  test('days and instants are each other’s mirror; what is no day is no number', () => {
    fc.assert(fc.property(anyDay, (day) => dayOf(dayStartAt(day), 0) === day));
    for (const text of ['2026-02-29', '2026-13-01', '26-01-01', '2026-1-1', 'today', ''])
      expect(dayStartAt(text)).toBeNaN();
  });
});

describe('the goal of a week', () => {
  const plan = {
    ...DEFAULT_WEEK_PLAN,
    goal: 4,
    earlierGoals: [
      { through: '2026-06-30', goal: 3 },
      { through: '2026-01-31', goal: 2 },
    ],
  };
  test.each<[string, string, number]>([
    ['before all changes', '2025-12-29', 2],
    ['that a change falls into', '2026-01-26', 2],
    ['between two', '2026-02-02', 3],
    ['after all', '2026-07-06', 4],
  ])('%s', (_name, firstDay, goal) => {
    expect(goalOfWeek(plan, firstDay)).toBe(goal);
  });
});

describe('a week away', () => {
  const away = {
    weeks: [
      { day: '2026-11-21', why: 'away' as const },
      { day: '2026-11-18', why: 'ill' as const },
    ],
  };
  test('is any week a mark falls into, with the reason that came first', () => {
    expect(awayIn(away, weekAround('2026-11-16', 1))).toBe('ill');
    expect(awayIn(away, weekAround('2026-11-23', 1))).toBeUndefined();
    expect(awayIn(away, weekAround('2026-11-23', 6))).toBe('away');
  });
});
