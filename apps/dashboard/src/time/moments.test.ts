import { describe, expect, test } from '@jest/globals';
import {
  ago,
  agoByTheHour,
  dayAt,
  dayOf,
  daysAfter,
  longDate,
  monthOf,
  shortDate,
  timeOfDay,
  weekdayOf,
} from './moments.js';

const newYear = Date.parse('2026-01-01T00:30:00Z');

describe('a moment in words', () => {
  test.each([
    ['Greenwich', 0, '2026-01-01', '00:30', 'Thu 1 Jan'],
    ['New York, still in the old year', -300, '2025-12-31', '19:30', 'Wed 31 Dec'],
    ['Nepal, at a quarter hour', 345, '2026-01-01', '06:15', 'Thu 1 Jan'],
    ['Chatham, at +13:45', 825, '2026-01-01', '14:15', 'Thu 1 Jan'],
  ])('belongs to the day it had in %s', (_, zone, day, time, date) => {
    expect(dayOf(newYear, zone)).toBe(day);
    expect(timeOfDay(newYear, zone)).toBe(time);
    expect(shortDate(newYear, zone)).toBe(date);
  });

  test('is written in English whatever the machine speaks', () => {
    expect(longDate(newYear, 0)).toBe('Thursday 1 January 2026');
    expect(monthOf(newYear, -300)).toBe('December 2025');
  });
});

describe('calendar days', () => {
  test('step over the end of a month and a leap day', () => {
    expect(daysAfter('2028-02-28', 1)).toBe('2028-02-29');
    expect(daysAfter('2026-03-01', -1)).toBe('2026-02-28');
    expect(weekdayOf('2026-03-02')).toBe('Monday');
    expect(dayOf(dayAt('2026-03-02'), 0)).toBe('2026-03-02');
  });
});

describe('ago', () => {
  test.each([
    [-5000, 'just now'],
    [999, 'just now'],
    [1000, '1 second ago'],
    [59_999, '59 seconds ago'],
    [60_000, '1 minute ago'],
    [7_200_000, '2 hours ago'],
    [172_800_000, '2 days ago'],
  ])('says %d ms as "%s"', (ms, words) => expect(ago(ms)).toBe(words));
});

describe('agoByTheHour', () => {
  test.each([
    [0, 'within the last hour'],
    [3_599_999, 'within the last hour'],
    [3_600_000, '1 hour ago'],
  ])('says %d ms as "%s"', (ms, words) => expect(agoByTheHour(ms)).toBe(words));
});
