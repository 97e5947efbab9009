import { describe, expect, test } from '@jest/globals';
import type { SessionSummary } from '../../api/index.js';
import { byMonth } from './by-month.js';

const session = (at: string, zone: number) => ({ startedAt: Date.parse(at), zone }) as SessionSummary;

describe('byMonth', () => {
  test('puts a session into the month it had where it was done', () => {
    const sessions = [
      session('2026-02-28T23:30:00Z', 60),
      session('2026-02-28T23:30:00Z', 0),
      session('2026-02-03T12:00:00Z', 0),
    ];
    expect(byMonth(sessions).map((month) => [month.name, month.sessions.length])).toEqual([
      ['March 2026', 1],
      ['February 2026', 2],
    ]);
  });
});
