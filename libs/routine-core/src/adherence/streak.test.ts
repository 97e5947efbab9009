import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { adherenceShare, runsOf, streakInWeeks, type WeekFacts, weeksAfter } from './index.js';

const FIRST = '2026-01-05';
const day = (index: number) => weeksAfter(FIRST, index);

/** `3` sessions of 3, `.` none, `i` ill, `I` ill but with the goal met; a blank is a week nobody wrote down. */
function weeksOf(text: string): WeekFacts[] {
  return text.split('').flatMap((sign, index) => {
    if (sign === ' ') return [];
    const counted = sign === 'I' ? 3 : Number(sign) || 0;
    const week = { firstDay: day(index), counted, goal: 3 };
    return [sign.toLowerCase() === 'i' ? { ...week, away: 'ill' as const } : week];
  });
}

const anyWeeks = fc
  .array(fc.constantFrom('0', '1', '2', '3', '4', 'i', 'I', ' '), { minLength: 1, maxLength: 40 })
  .map((signs) => signs.join(''));

describe('a streak', () => {
  test.each([
    ['nobody ever did anything', '', 0, 0],
    ['the running week is its first', '3', 1, 1],
    ['the running week is empty', '330', 2, 2],
    ['the running week was not written down', '33 ', 2, 2],
    ['the running week is half full', '332', 2, 2],
    ['the running week is full', '333', 3, 3],
    ['a week was missed', '33 3', 1, 2],
    ['a week fell short', '3323', 1, 2],
    ['two weeks of illness lie between', '3ii3', 2, 2],
    ['the running week is ill', '33i', 2, 2],
    ['illness follows a miss', '30i3', 1, 1],
    ['the goal was met although ill', '3I3', 3, 3],
    ['the last week was missed and this one is not full', '333 1', 0, 3],
  ])('%s', (_name, text, current, best) => {
    expect(streakInWeeks(weeksOf(text), day(Math.max(0, text.length - 1)))).toEqual({ current, best });
  });

  test('is not shortened by another session, in whatever week', () => {
    fc.assert(
      fc.property(anyWeeks, fc.nat(), (text, pick) => {
        const index = pick % text.length;
        const weeks = weeksOf(text);
        const there = weeks.find(({ firstDay }) => firstDay === day(index));
        const more = there
          ? weeks.map((week) => (week === there ? { ...week, counted: week.counted + 1 } : week))
          : [...weeks, { firstDay: day(index), counted: 1, goal: 3 }];
        const [before, after] = [weeks, more].map((each) => streakInWeeks(each, day(text.length - 1)));
        expect(after?.current).toBeGreaterThanOrEqual(before?.current ?? 0);
        expect(after?.best).toBeGreaterThanOrEqual(before?.best ?? 0);
      }),
    );
  });

  test('is not shortened by a week marked as away, and not changed by one slipped in', () => {
    fc.assert(
      fc.property(anyWeeks, fc.nat(), (text, pick) => {
        const index = pick % text.length;
        const whole = streakInWeeks(weeksOf(text), day(text.length - 1));
        const slipped = `${text.slice(0, index)}i${text.slice(index)}`;
        expect(streakInWeeks(weeksOf(slipped), day(text.length))).toEqual(whole);
        const marked = weeksOf(text).map((week) =>
          week.firstDay === day(index) ? { ...week, away: 'paused' as const } : week,
        );
        const { current, best } = streakInWeeks(marked, day(text.length - 1));
        expect([current >= whole.current, best >= whole.best]).toEqual([true, true]);
      }),
    );
  });

  test('does not hang on the order in which weeks are told', () => {
    fc.assert(
      fc.property(anyWeeks, (text) => {
        const weeks = weeksOf(text);
        const thisWeek = day(text.length - 1);
        expect(streakInWeeks([...weeks].reverse(), thisWeek)).toEqual(streakInWeeks(weeks, thisWeek));
      }),
    );
  });

  test('goes on from any week as if it were told from the first', () => {
    fc.assert(
      fc.property(anyWeeks, fc.nat(), (text, pick) => {
        const weeks = weeksOf(text);
        const whole = runsOf(weeks);
        const at = pick % (weeks.length + 1);
        expect(runsOf(weeks.slice(at), whole[at - 1])).toEqual(whole.slice(at));
      }),
    );
  });
});

describe('the share of what was planned', () => {
  test.each([
    ['all done', '3333', 1],
    ['half done', '3030', 0.5],
    ['more in one week does not make up for another', '60', 0.5],
    ['illness leaves the reckoning', '3ii0', 0.5],
    ['a goal met in illness stays in it', '3I0', 2 / 3],
    ['nothing but illness', 'ii', undefined],
    ['no week at all', '', undefined],
  ])('%s', (_name, text, share) => {
    expect(adherenceShare(weeksOf(text))).toEqual(share);
  });
});
