import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Entry } from '@plumbline/routine-core';
import { JOURNAL, OTHER_JOURNAL, pushOf, wholeSession } from '../testing/entries.js';
import { bearer, type Device, type Person, START, World } from '../testing/world.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const world = new World();
let person: Person;
let device: Device;
let count = 0;

beforeAll(() => world.start());
afterAll(() => world.end());
beforeEach(async () => {
  count += 1;
  person = await world.person(`Ida ${count}`);
  device = await world.device(person, JOURNAL);
});

type Json = Record<string, unknown>;
const cookie = () => ({ cookie: person.cookie });

async function read(route: string): Promise<Json> {
  const { status, body } = await world.ask('GET', `/api/v1/progress/${route}`, undefined, cookie());
  expect(status).toBe(200);
  return body;
}

async function push(entries: readonly object[], journalId = JOURNAL): Promise<void> {
  const form = pushOf(entries, { journalId });
  expect((await world.ask('POST', '/api/v1/journal', form, bearer(device))).status).toBe(200);
}

async function decide(kind: string, body: object, basedOn = 0): Promise<void> {
  const route = `/api/v1/documents/${kind}/main`;
  expect((await world.ask('PUT', route, { basedOn, body }, cookie())).status).toBe(200);
}

const sessionId = (index: number) => `01JD3Z5X8QSESS${String(index).padStart(12, '0')}`;
let sessions = 0;
/** A whole session that day, counted from the start of the world. */
function sessionOn(day: number): Entry[] {
  sessions += 1;
  return wholeSession({ seq: 100 * sessions, at: START + day * DAY, sessionId: sessionId(sessions) });
}
const weekOf = (week: number, days = [0, 1, 2]) => days.flatMap((day) => sessionOn(7 * week + day));

describe('the week', () => {
  test('has nothing to say to somebody who has not begun', async () => {
    expect(await read('week?day=2026-11-18')).toEqual({
      ok: true,
      week: { firstDay: '2026-11-16', counted: 0, goal: 3, standing: 'open' },
      streak: { current: 0, best: 0 },
      before: [],
      share: {},
    });
  });

  test('explains a streak by the weeks it is made of, and lets an ill one be', async () => {
    await push([...weekOf(-5, [0]), ...weekOf(-4), ...weekOf(-3)]);
    await push([...weekOf(-1), ...weekOf(0, [0])]);
    await decide('away-weeks', { weeks: [{ day: '2026-11-05', why: 'ill' }] });
    const { week, streak, before, share } = await read('week?day=2026-11-18');
    expect(streak).toEqual({
      current: 3,
      since: '2026-10-19',
      best: 3,
      bestFrom: '2026-10-19',
      bestThrough: '2026-11-09',
    });
    expect(week).toEqual({ firstDay: '2026-11-16', counted: 1, goal: 3, standing: 'open' });
    expect(
      (before as Json[]).map(({ firstDay, counted, standing }) => [firstDay, counted, standing]),
    ).toEqual([
      ['2026-10-12', 1, 'missed'],
      ['2026-10-19', 3, 'met'],
      ['2026-10-26', 3, 'met'],
      ['2026-11-02', 0, 'neutral'],
      ['2026-11-09', 3, 'met'],
    ]);
    expect(share).toEqual({ last4: 1, last12: 10 / 12 });
  });

  test('is missed when it is over, and the streak with it', async () => {
    await push([...weekOf(-3), ...weekOf(-2)]);
    expect((await read('week?day=2026-11-15')).streak).toMatchObject({ current: 2, best: 2 });
    const { streak, share } = await read('week?day=2026-11-16');
    expect(streak).toEqual({ current: 0, best: 2, bestFrom: '2026-10-26', bestThrough: '2026-11-02' });
    expect(share).toEqual({ last4: 2 / 3, last12: 2 / 3 });
  });

  test('a goal that was met early counts at once', async () => {
    await push(weekOf(0));
    expect(await read('week?day=2026-11-18')).toMatchObject({
      week: { counted: 3, standing: 'met' },
      streak: { current: 1, since: '2026-11-16', best: 1 },
    });
  });
});

describe('days', () => {
  test('hold sessions and reminders side by side, on the day of their own offset', async () => {
    const late = wholeSession({ seq: 1, at: START + 6 * HOUR }).map((entry) => ({ ...entry, zone: 765 }));
    const answered = { kind: 'reminder-answered', reminders: ['shoulder-reset'], answer: 'not-now' };
    await push([...late, { seq: 90, at: START, zone: 60, dueAt: START, ...answered }]);
    const { days, sum, since } = await read('month?month=2026-11');
    expect((days as Json[]).map(({ day, sessions, reminders }) => [day, sessions, reminders])).toEqual([
      ['2026-11-16', 0, expect.objectContaining({ notNow: 1 })],
      ['2026-11-17', 1, expect.objectContaining({ notNow: 0 })],
    ]);
    expect(sum).toMatchObject({ sessions: 1, counted: 1 });
    expect(since).toBe('2026-11-17');
  });

  test.each([
    ['2024-02', '2024-02-29'],
    ['2026-02', '2026-02-28'],
    ['2026-12', '2026-12-31'],
    ['2026-04', '2026-04-30'],
  ])('the month %s ends on %s', async (month, through) => {
    expect(await read(`month?month=${month}`)).toMatchObject({ from: `${month}-01`, through });
  });

  test('a year names the weeks it cuts', async () => {
    await push([...weekOf(6), ...weekOf(7, [0])]);
    const { weeks, days } = await read('year?year=2026');
    expect((weeks as Json[]).map(({ firstDay }) => firstDay)).toEqual(['2026-12-28']);
    expect((days as Json[]).map(({ day }) => day)).toEqual(['2026-12-28', '2026-12-29', '2026-12-30']);
    expect(((await read('year?year=2027')).weeks as Json[]).map(({ firstDay }) => firstDay)).toEqual([
      '2026-12-28',
      '2027-01-04',
    ]);
  });
});

type Exercise = { movement: string; sides: Json[]; balance?: Json };
const exercise = async (movement: string, query = 'weeks=4&day=2026-11-18') =>
  ((await read(`exercises?${query}`)).exercises as Exercise[]).find((each) => each.movement === movement);

describe('exercises', () => {
  test('set left against right', async () => {
    const short = sessionOn(1).map((entry) =>
      entry.kind === 'step-done' && entry.step === 11 ? { ...entry, heldMs: 5_000 } : entry,
    );
    await push([...sessionOn(0), ...short]);
    const { sides, balance } = (await exercise('side')) as Exercise;
    expect(
      sides.map(({ side, sessions, done, target, best }) => [side, sessions, done, target, best]),
    ).toEqual([
      ['left', 2, 20_000, 20_000, 10_000],
      ['right', 2, 15_000, 20_000, 10_000],
    ]);
    expect(balance).toEqual({ share: 0.75, less: 'right' });
    expect(sides[1]?.last).toEqual({ day: '2026-11-17', target: 10_000, done: 5_000, best: 5_000, level: 1 });
  });

  test('are told one by one, oldest first, in the weeks that were asked for', async () => {
    await push([...sessionOn(1), ...sessionOn(0), ...sessionOn(-7), ...sessionOn(-8)]);
    const days = async (weeks: number) =>
      ((await read(`exercises/cat?weeks=${weeks}&day=2026-11-18`)).points as Json[]).map(({ day }) => day);
    expect(await days(1)).toEqual(['2026-11-16', '2026-11-17']);
    expect(await days(2)).toEqual(['2026-11-09', '2026-11-16', '2026-11-17']);
  });
});

describe('reminders', () => {
  test('add up by hour, day, habit and reason', async () => {
    const about = (seq: number, hour: number, more: object) => {
      const dueAt = START + hour * HOUR;
      return { seq, at: dueAt, zone: 60, reminders: ['shoulder-reset'], dueAt, ...more };
    };
    const answer = (seq: number, hour: number, said: string) =>
      about(seq, hour, { kind: 'reminder-answered', answer: said });
    const silent = about(4, 3, { kind: 'reminder-suppressed', reason: 'dnd', reminders: ['squeezes'] });
    const fold = { seq: 5, at: START, zone: 60, kind: 'suppressions-folded', day: '2026-11-16' };
    const counts = [{ reminder: 'squeezes', reason: 'sleep', count: 4 }];
    await push([
      answer(1, 0, 'done'),
      answer(2, 1, 'not-now'),
      answer(3, 24, 'done'),
      silent,
      { ...fold, counts },
    ]);
    const { sum, hours, days, reminders } = await read('reminders?weeks=1&day=2026-11-18');
    expect(sum).toMatchObject({ scheduled: 8, shown: 3, done: 2, silent: 5, share: 2 / 3 });
    expect(sum).toMatchObject({ reasons: { dnd: 1, sleep: 4 } });
    expect((hours as Json[]).map(({ hour, done, notNow, silent }) => [hour, done, notNow, silent])).toEqual([
      [9, 2, 0, 0],
      [10, 0, 1, 0],
      [12, 0, 0, 1],
    ]);
    expect((days as Json[]).map(({ day, done, silent }) => [day, done, silent])).toEqual([
      ['2026-11-16', 1, 5],
      ['2026-11-17', 1, 0],
    ]);
    expect(
      (reminders as Json[]).map(({ reminder, scheduled, share }) => [reminder, scheduled, share]),
    ).toEqual([
      ['shoulder-reset', 3, 2 / 3],
      ['squeezes', 5, undefined],
    ]);
    const day = await read('reminders/2026-11-16');
    expect((day.reminders as Json[]).map(({ hour, outcome, reason }) => [hour, outcome, reason])).toEqual([
      [9, 'done', undefined],
      [10, 'not-now', undefined],
      [12, 'silent', 'dnd'],
    ]);
    expect(day.folded).toEqual(counts);
  });
});

describe('progress', () => {
  test('is one’s own', async () => {
    await push(weekOf(0));
    const other = await world.person(`Somebody else ${count}`);
    const ask = (route: string) =>
      world.ask('GET', `/api/v1/progress/${route}`, undefined, { cookie: other.cookie });
    expect((await ask('totals')).body).toMatchObject({ sessions: { sessions: 0 }, exercises: [] });
    expect((await ask('year?year=2026')).body).toMatchObject({ days: [], weeks: [] });
    expect((await ask('week?day=2026-11-18')).body).toMatchObject({ week: { counted: 0 } });
    const asDevice = await world.ask('GET', '/api/v1/progress/totals', undefined, bearer(device));
    expect(asDevice.body.code).toBe('forbidden');
  });

  test('comes from all devices', async () => {
    await push(sessionOn(0));
    await push(sessionOn(1), OTHER_JOURNAL);
    expect(await read('totals')).toMatchObject({ sessions: { sessions: 2, counted: 2 } });
  });

  test.each([
    'week?day=2026-02-30',
    'week?day=tomorrow',
    'year?year=26',
    'year?year=9999',
    'month?month=2026-13',
    'month?month=2026-00',
    'exercises?weeks=0',
    'exercises?weeks=54',
    'exercises?weeks=-1',
    'exercises/side?weeks=1.5',
    'reminders?weeks=999',
    'reminders?weeks=4&weeks=5',
  ])('%s is refused as invalid', async (route) => {
    const { status, body } = await world.ask('GET', `/api/v1/progress/${route}`, undefined, cookie());
    expect([status, body.code]).toEqual([400, 'invalid']);
  });

  test.each(['exercises/levitation', 'reminders/2026-02-30', 'reminders/yesterday', 'moods'])(
    '%s is not there',
    async (route) => {
      const { status, body } = await world.ask('GET', `/api/v1/progress/${route}`, undefined, cookie());
      expect([status, body.code]).toEqual([404, 'not-found']);
    },
  );
});
