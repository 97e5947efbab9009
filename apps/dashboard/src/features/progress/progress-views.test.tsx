import { describe, expect, test } from '@jest/globals';
import { render } from 'preact-render-to-string';
import { effortPoints, effortRuns } from './effort-points.js';
import { amountWords, balanceWords } from './exercise-words.js';
import { ExercisesView } from './exercises-screen.js';
import { reasonWords } from './reminder-words.js';
import { RemindersView } from './reminders-screen.js';
import { dayWords, monthTables } from './year-months.js';
import { YearView } from './year-screen.js';

const words = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const quiet = { done: 0, late: 0, snoozed: 0, notNow: 0, noAnswer: 0, silent: 0 };
const day = {
  day: '2026-02-02',
  sessions: 1,
  counted: 1,
  totalMs: 660_000,
  reminders: { ...quiet, done: 3, noAnswer: 1 },
};
const year = { from: '2026-01-01', firstDayOfWeek: 7, sum: { sessions: 1, totalMs: 660_000 }, days: [day] };

describe('the year', () => {
  test('lays out every day of every month once, from the person’s own first day', () => {
    const months = monthTables(year);
    const cells = months.flatMap(({ rows }) => rows.flat()).filter((cell) => cell !== undefined);
    expect(cells.map((cell) => cell?.day)).toHaveLength(365);
    expect(months[1]?.weekdays[0]).toBe('Sunday');
    expect(months[1]?.rows[0]?.map((cell) => cell?.day.slice(8))).toEqual([
      '01',
      '02',
      '03',
      '04',
      '05',
      '06',
      '07',
    ]);
  });

  test('says of a day what its square cannot', () => {
    expect(dayWords('2026-02-02', day)).toBe(
      'Monday 2 February 2026: 1 session, 11 min; 3 of 4 reminders done',
    );
    expect(dayWords('2026-02-03', undefined)).toBe('Tuesday 3 February 2026: nothing');
    expect(dayWords('2026-02-03', { ...day, sessions: 0, reminders: { ...quiet, silent: 2 } })).toBe(
      'Tuesday 3 February 2026: reminders kept quiet',
    );
  });

  test('is twelve tables with named columns, and a button for a day that held something', () => {
    const html = render(<YearView year={year} today="2026-02-02" />);
    expect(html.match(/<caption>/g)).toHaveLength(12);
    expect(html.match(/<button/g)).toHaveLength(1);
    expect(html).toContain('aria-label="Monday 2 February 2026: 1 session');
    expect(words(render(<YearView year={{ ...year, days: [] }} today="2026-02-02" />))).toContain(
      'Nothing in 2026',
    );
  });
});

describe('exercises', () => {
  const last = { day: '2026-02-02', target: 20_000, done: 15_000, best: 7_500, level: 1 };
  const side = {
    sessions: 1,
    sets: 2,
    setsDone: 1,
    target: 20_000,
    done: 15_000,
    best: 7_500,
    pain: 0,
    last,
  };
  const facts = {
    ...{ from: '2025-11-17', through: '2026-02-08', sessions: 1, effort: { mean: 4, weeks: [] } },
    exercises: [
      {
        ...{
          movement: 'side' as const,
          unit: 'ms' as const,
          balance: { share: 0.75, less: 'left' as const },
        },
        sides: [
          { side: 'left' as const, ...side },
          { side: 'right' as const, ...side, done: 20_000 },
        ],
      },
    ],
  };

  test('stand side by side, with what sets them apart', () => {
    const text = words(render(<ExercisesView facts={facts} />));
    expect(text).toContain('left 25 % less');
    expect(text).toContain('75 %');
    expect(text).toContain('7.5 s Mon 2 Feb');
    expect(text).toContain('Effort 4 of 10 on average.');
  });

  test('that are nearly even are called even', () => {
    expect(balanceWords({ share: 0.97, less: 'right' })).toBe('sides even');
    expect([amountWords(1, 'reps'), amountWords(8, 'reps'), amountWords(20_000, 'ms')]).toEqual([
      '1 rep',
      '8 reps',
      '20 s',
    ]);
  });

  const range = { from: '2025-11-17', through: '2026-02-08' };
  const weeks = [
    { firstDay: '2025-11-17', count: 1, mean: 10 },
    { firstDay: '2026-01-26', count: 6, mean: 4.5 },
    { firstDay: '2026-02-02', count: 2, mean: 0 },
  ];

  test('have their effort drawn by week, and a week that told nothing is a gap', () => {
    const points = effortPoints(weeks, range);
    expect(points.map(({ up }) => up)).toEqual([1, 0.45, 0]);
    for (const { across } of points) expect(across).toBeGreaterThanOrEqual(0);
    for (const { across } of points) expect(across).toBeLessThanOrEqual(1);
    expect(effortRuns(points).map((run) => run.length)).toEqual([1, 2]);
    expect(effortRuns([])).toEqual([]);
    expect(
      effortPoints([{ firstDay: '2026-02-02', count: 1, mean: 3 }], {
        from: '2026-02-02',
        through: '2026-02-08',
      })[0]?.across,
    ).toBe(0.5);
  });

  test('say their effort in words to whoever does not see the picture', () => {
    const text = words(render(<ExercisesView facts={{ ...facts, effort: { mean: 4, weeks } }} />));
    expect(text).toContain('Mon 26 Jan: effort 4.5, told 6 times');
    expect(text).toContain('Mon 17 Nov: effort 10, told once');
    expect(words(render(<ExercisesView facts={facts} />))).not.toContain('week by week');
  });

  test('of no session invite', () => {
    expect(words(render(<ExercisesView facts={{ ...facts, exercises: [] }} />))).toContain(
      'Finish a session',
    );
  });
});

describe('reminders', () => {
  const none = { sleep: 0, dnd: 0, 'not-worn': 0, moved: 0, paused: 0, workout: 0, calendar: 0, late: 0 };
  const sum = {
    scheduled: 5,
    shown: 2,
    ...quiet,
    done: 1,
    late: 1,
    silent: 3,
    reasons: { ...none, sleep: 1, moved: 2 },
  };
  const facts = {
    from: '2026-01-12',
    through: '2026-02-08',
    sum,
    hours: [{ hour: 9, ...quiet, done: 1, late: 1, silent: 3 }],
  };

  test('are told by hour, late ones as done, with the reasons of silence', () => {
    const text = words(render(<RemindersView facts={facts} />));
    expect(text).toContain('2 of 2 shown were done. 3 stayed quiet: you had moved already 2, you slept 1.');
    expect(text).toContain('09:00 2 0 0 3');
  });

  test('that were never due are no blame', () => {
    const empty = { ...facts, sum: { ...sum, scheduled: 0 }, hours: [] };
    expect(words(render(<RemindersView facts={empty} />))).toContain('No reminders in these weeks');
    expect(reasonWords({ silent: 0, reasons: none })).toBe('');
  });
});
