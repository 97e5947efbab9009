import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bundledRoutines } from '../bundled/index.js';
import { DEFAULT_SETTINGS, DEFAULT_WEEK_PLAN, DOCUMENT_LIMITS } from '../documents/index.js';
import { isWithinDepth } from './amount-problems.js';
import { makeRoutine } from './make-routine.js';
import { checkDocument, parseAwayWeeks, parseSettings, parseWeekPlan } from './parse-document.js';

const routine = (more: object = {}) => ({
  ...(makeRoutine(bundledRoutines[0] as (typeof bundledRoutines)[number]) as object),
  id: 'mine',
  version: 3,
  ...more,
});
const place = (kind: string, id = kind === 'routine' ? 'mine' : 'main', version = 3) => ({
  kind,
  id,
  version,
});
const problemsOf = (kind: string, body: unknown, id?: string) => {
  const checked = checkDocument(place(kind, id), body);
  return checked.ok ? [] : checked.problems.map(({ code, path }) => `${path}: ${code}`);
};
const hours = (...ranges: number[][]) => ({
  workingHours: [ranges.map(([fromMinute, toMinute]) => ({ fromMinute, toMinute })), [], [], [], [], [], []],
});
const row = { movement: 'side', sets: 20, hold: { low: 1, middle: 1, high: 1 } };
const giant = [{ id: 'b', name: 'B', rounds: 10, exercises: [row, row, row] }];

describe('checkDocument', () => {
  test.each<[string, string, unknown]>([
    ['a routine under its own id and version', 'routine', routine()],
    ['a withdrawn routine', 'routine', null],
    ['empty settings: defaults hold', 'settings', {}],
    [
      'settings of a newer client, with a field nobody knows',
      'settings',
      { aura: { hue: 7 }, buzz: { wave: 1 } },
    ],
    ['hours that cross midnight and others before them', 'settings', hours([60, 120], [1320, 30])],
    ['an empty week plan', 'week-plan', {}],
    [
      'two routines on one day',
      'week-plan',
      {
        days: [
          { weekday: 1, routineId: 'a' },
          { weekday: 1, routineId: 'b' },
        ],
      },
    ],
    ['a week marked long after', 'away-weeks', { weeks: [{ day: '2019-02-28', why: 'ill' }] }],
  ])('takes %s', (_name, kind, body) => {
    expect(problemsOf(kind, body)).toEqual([]);
  });

  test.each<[string, string, unknown, string[]]>([
    ['a kind kept for later', 'zone-table', {}, ['(kind): kind-unknown']],
    ['another version inside', 'routine', routine({ version: 2 }), ['version: version-differs']],
    ['another id inside', 'routine', routine({ id: 'yours' }), ['id: id-differs']],
    ['more sets than a session can hold', 'routine', routine({ blocks: giant }), ['blocks: too-many-sets']],
    ['settings that are a list', 'settings', [], ['(file): shape']],
    ['a part that is a list', 'settings', { buzz: [] }, ['buzz: shape']],
    ['a plan that is a list', 'week-plan', [], ['(file): shape']],
    ['settings that are a word', 'settings', 'dark', ['(file): shape']],
    ['an eighth day', 'settings', { firstDayOfWeek: 8 }, ['firstDayOfWeek: shape']],
    ['hours that overlap', 'settings', hours([60, 180], [120, 240]), ['workingHours.0: shape']],
    ['hours of no length', 'settings', hours([60, 60]), ['workingHours.0.0: shape']],
    [
      'a day that no month has',
      'away-weeks',
      { weeks: [{ day: '2026-02-30', why: 'ill' }] },
      ['weeks.0.day: shape'],
    ],
    [
      'no goal at all',
      'week-plan',
      { goal: 0, days: [{ weekday: 0 }] },
      ['goal: shape', 'days.0.weekday: shape', 'days.0.routineId: shape'],
    ],
  ])('has something to say of %s', (_name, kind, body, problems) => {
    expect(problemsOf(kind, body)).toEqual(problems);
  });

  test('an own routine never takes the id of a bundled one, and settings have one id', () => {
    expect(problemsOf('routine', routine({ id: 'first-week' }), 'first-week')).toEqual(['(id): id-bundled']);
    expect(problemsOf('settings', {}, 'other')).toEqual(['(id): id-unknown']);
  });

  test('the limit of bytes counts what an emoji weighs', () => {
    const long = (length: number) => ({ note: '🧘'.repeat(length) });
    const room = (DOCUMENT_LIMITS.bodyBytes - '{"note":""}'.length) / 4;
    expect(problemsOf('settings', long(Math.floor(room)))).toEqual([]);
    expect(problemsOf('settings', long(Math.floor(room) + 1))).toEqual(['(body): too-large']);
  });

  test('a body nested without end is refused before anything walks it', () => {
    let deep: unknown = 1;
    for (let depth = 0; depth < 5_000; depth += 1) deep = { deep };
    expect(problemsOf('settings', deep)).toEqual(['(body): too-deep']);
    expect(isWithinDepth({ a: [1] }, 2)).toBe(true);
    expect(isWithinDepth({ a: [1] }, 1)).toBe(false);
  });

  test('whatever is sent, there is an answer and no throw', () => {
    const kinds = fc.constantFrom('routine', 'settings', 'week-plan', 'away-weeks', '__proto__');
    fc.assert(
      fc.property(
        kinds,
        fc.jsonValue(),
        (kind, body) => typeof checkDocument(place(kind), body).ok === 'boolean',
      ),
    );
  });
});

describe('what a document leaves out', () => {
  test('is as the defaults say, part by part', () => {
    const parsed = parseSettings({ buzz: { strength: 'strong' }, aura: 1 });
    expect(parsed).toEqual({
      ok: true,
      value: { ...DEFAULT_SETTINGS, buzz: { ...DEFAULT_SETTINGS.buzz, strength: 'strong' }, aura: 1 },
    });
    expect(parseWeekPlan({})).toEqual({ ok: true, value: DEFAULT_WEEK_PLAN });
    expect(parseAwayWeeks({})).toEqual({ ok: true, value: { weeks: [] } });
    expect(parseSettings({})).toEqual({ ok: true, value: DEFAULT_SETTINGS });
  });
});
