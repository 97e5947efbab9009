import { describe, expect, test } from '@jest/globals';
import type { SessionSummary, Week } from '../../api/index.js';
import { cellWord, nextSuggestedDay, weekCells, weekSentence } from './week-plan.js';

/** A week from Monday 2 March 2026 with sessions on the named days. */
function weekWith(...days: string[]): Week {
  const sessions = days.map((day) => ({ sessionId: day }) as SessionSummary);
  const counted = [...new Set(days)].map((day) => ({
    day,
    sessions: days.filter((other) => other === day).length,
  }));
  return { firstDay: '2026-03-02', goal: 3, sessions, days: counted };
}

describe('nextSuggestedDay', () => {
  test.each([
    ['today when nothing was ever done', weekWith(), '2026-03-04', undefined, '2026-03-04'],
    [
      'the day after tomorrow when today is done',
      weekWith('2026-03-04'),
      '2026-03-04',
      '2026-03-04',
      '2026-03-06',
    ],
    ['tomorrow when yesterday was done', weekWith('2026-03-03'), '2026-03-04', '2026-03-03', '2026-03-05'],
    ['today after a free day', weekWith('2026-03-02'), '2026-03-04', '2026-03-02', '2026-03-04'],
    ['Tuesday when last Sunday was done', weekWith(), '2026-03-02', '2026-03-01', '2026-03-03'],
    [
      'next Monday once the goal is met',
      weekWith('2026-03-02', '2026-03-04', '2026-03-06'),
      '2026-03-06',
      '2026-03-06',
      '2026-03-09',
    ],
    [
      'Tuesday after a week that was met on Sunday',
      weekWith('2026-03-02', '2026-03-04', '2026-03-08'),
      '2026-03-08',
      '2026-03-08',
      '2026-03-10',
    ],
  ])('is %s', (_, week, today, lastDay, expected) => {
    expect(nextSuggestedDay(week, today, lastDay)).toBe(expected);
  });
});

describe('weekCells', () => {
  test('give each of the seven days one mark and one word', () => {
    const cells = weekCells(weekWith('2026-03-02', '2026-03-02'), '2026-03-03', '2026-03-04');
    expect(cells.map((cell) => `${cell.day} ${cell.mark} ${cellWord(cell)}`)).toEqual([
      '2026-03-02 done 2 done',
      '2026-03-03 today today',
      '2026-03-04 suggested next',
      '2026-03-05 open free',
      '2026-03-06 open free',
      '2026-03-07 open free',
      '2026-03-08 open free',
    ]);
  });

  test('call a day without a session free, never missed', () => {
    const words = weekCells(weekWith(), '2026-03-08', '2026-03-08').map(cellWord);
    expect(words).toEqual(['free', 'free', 'free', 'free', 'free', 'free', 'good today']);
  });
});

describe('weekSentence', () => {
  test.each([
    ['an empty week', weekWith(), '2026-03-04', 'A good day to begin is today.'],
    ['one of three', weekWith('2026-03-02'), '2026-03-05', 'A good day for the next one is tomorrow.'],
    ['a whole week', weekWith('a', 'b', 'c'), '2026-03-09', 'That is your week. Next: Monday.'],
    [
      'more than a week',
      weekWith('a', 'b', 'c', 'd'),
      '2026-03-09',
      'More than you set out to do. Next: Monday.',
    ],
  ])('speaks of %s', (_, week, suggested, sentence) => {
    expect(weekSentence(week, '2026-03-04', suggested)).toBe(sentence);
  });
});
