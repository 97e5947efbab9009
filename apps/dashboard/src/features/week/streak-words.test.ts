import { describe, expect, test } from '@jest/globals';
import { streakReason, streakSentence, weekWord } from './streak-words.js';

const week = { firstDay: '2026-11-16', counted: 1, goal: 3, standing: 'open' as const };

describe('the streak', () => {
  test.each([
    ['before the first', 0, 0, 'The first week with its goal met begins a streak.'],
    ['after a pause', 0, 5, 'A new streak can begin this week. The longest was 5 weeks.'],
    ['at its longest', 4, 4, '4 weeks in a row, the longest so far.'],
    ['on its way', 1, 4, '1 week in a row. The longest was 4 weeks.'],
  ])('is told %s', (_name, current, best, sentence) => {
    expect(streakSentence({ streak: { current, best } })).toBe(sentence);
  });

  test('says since when, by which rule, and that the running week is open', () => {
    expect(streakReason({ streak: { current: 2, best: 2, since: '2026-11-02' }, week })).toBe(
      'Since the week of Mon 2 Nov. Weeks count, not days. Ill, away and paused weeks neither add nor end. This week is still open.',
    );
  });

  test('has a word for every week, and none of them blames', () => {
    expect(weekWord({ ...week, counted: 3, standing: 'met' })).toBe('3 of 3, goal met');
    expect(weekWord({ ...week, counted: 0, away: 'ill', standing: 'neutral' })).toBe('0 of 3, ill');
    expect(weekWord({ ...week, counted: 0, standing: 'missed' })).toBe('0 of 3');
  });
});
