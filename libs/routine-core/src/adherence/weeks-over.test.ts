import { describe, expect, test } from '@jest/globals';
import { weekStanding, weeksOver } from './index.js';

const THIS_WEEK = '2026-11-16';

describe('the weeks that are over', () => {
  test('come oldest first and end before the running one', () => {
    expect(weeksOver({ thisWeek: THIS_WEEK, count: 3, since: '2020-01-06' })).toEqual([
      '2026-10-26',
      '2026-11-02',
      '2026-11-09',
    ]);
  });

  test('begin with the first in which anybody did anything', () => {
    expect(weeksOver({ thisWeek: THIS_WEEK, count: 12, since: '2026-11-02' })).toEqual([
      '2026-11-02',
      '2026-11-09',
    ]);
  });

  test.each([
    ['nobody has begun', {}],
    ['somebody began this week', { since: THIS_WEEK }],
    ['a clock ran ahead', { since: '2027-01-04' }],
  ])('are none when %s', (_name, since) => {
    expect(weeksOver({ thisWeek: THIS_WEEK, count: 12, ...since })).toEqual([]);
  });
});

describe('a week stands', () => {
  test.each([
    ['met as soon as its goal is', { firstDay: THIS_WEEK, counted: 3, goal: 3 }, 'met'],
    ['open while it runs', { firstDay: THIS_WEEK, counted: 2, goal: 3 }, 'open'],
    ['open before it began', { firstDay: '2026-11-23', counted: 0, goal: 3 }, 'open'],
    [
      'neutral while it is away',
      { firstDay: THIS_WEEK, counted: 2, goal: 3, away: 'ill' as const },
      'neutral',
    ],
    ['missed when it is over', { firstDay: '2026-11-09', counted: 2, goal: 3 }, 'missed'],
  ])('%s', (_name, week, standing) => {
    expect(weekStanding(week, THIS_WEEK)).toBe(standing);
  });
});
