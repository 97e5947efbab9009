import { describe, expect, test } from '@jest/globals';
import { isDay, weekAround } from './day.js';

describe('days', () => {
  test.each([
    ['a Monday', '2026-11-16', '2026-11-16'],
    ['a Sunday', '2026-11-22', '2026-11-16'],
    ['a week across New Year', '2027-01-01', '2026-12-28'],
  ])('a week begins on Monday: %s', (_name, day, monday) => {
    const week = weekAround(day);
    expect(week[0]).toBe(monday);
    expect(week).toHaveLength(7);
    expect(week).toContain(day);
  });

  test.each(['2026-02-30', '2026-13-01', '26-1-1', '0000-01-01', '9999-12-31', 'today', ''])(
    '"%s" is no day',
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );
});
