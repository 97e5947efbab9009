import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Entry } from '@plumbline/routine-core';
import { DATABASE, type Database } from '../../database/database.js';
import { rebuildSessions } from '../../sessions/update-sessions.js';
import { JOURNAL, OTHER_JOURNAL, pushOf, wholeSession } from '../../testing/entries.js';
import { bearer, type Device, type Person, START, World } from '../../testing/world.js';
import { PROGRESS_TABLES } from './rebuild-progress.js';
import type { Results } from './session-results.js';

const DAY = 86_400_000;
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

const database = () => world.server.app.get<Database>(DATABASE);
type Row = Record<string, unknown>;

async function rowsIn(table: string): Promise<string[]> {
  const rows = await database().read.all<Row>(`SELECT * FROM ${table} WHERE account_id = ?`, [
    person.accountId,
  ]);
  return rows.map((row) => JSON.stringify(row)).sort();
}

async function everything(): Promise<Record<string, string[]>> {
  const tables = ['session', ...PROGRESS_TABLES];
  return Object.fromEntries(
    await Promise.all(tables.map(async (name) => [name, await rowsIn(name)] as const)),
  );
}

async function push(entries: readonly Entry[], journalId = JOURNAL): Promise<void> {
  const { status } = await world.ask(
    'POST',
    '/api/v1/journal',
    pushOf(entries, { journalId }),
    bearer(device),
  );
  expect(status).toBe(200);
}

const one = async (table: string) =>
  database().read.one<Row>(`SELECT * FROM ${table} WHERE account_id = ?`, [person.accountId]);
const all = (table: string, columns: string) =>
  database().read.all<Row>(`SELECT ${columns} FROM ${table} WHERE account_id = ? ORDER BY 1, 2`, [
    person.accountId,
  ]);

const results = async () => JSON.parse(String((await one('session_result'))?.results)) as Results;

const sessionId = (index: number) => `01JD3Z5X8QSESS${String(index).padStart(12, '0')}`;
const sessionOn = (index: number, at: number, seq = 1000 * index + 1) =>
  wholeSession({ seq, at, sessionId: sessionId(index) });
const answered = (seq: number, dueAt: number, more: object = {}): Entry =>
  ({
    seq,
    at: dueAt + 1_000,
    zone: 60,
    kind: 'reminder-answered',
    reminders: ['shoulder-reset'],
    dueAt,
    answer: 'done',
    ...more,
  }) as Entry;

describe('progress', () => {
  test('counts a session when it has ended, and not while it goes on', async () => {
    const session = sessionOn(0, START);
    await push(session.slice(0, -1));
    expect(Object.values(await everything()).map((rows) => rows.length)).toEqual([
      1, 0, 0, 0, 0, 0, 0, 0, 0, 0,
    ]);
    await push(session.slice(-1));
    expect(await one('session_day')).toMatchObject({ day: '2026-11-16', sessions: 1, counted: 1 });
    expect(await one('session_total')).toMatchObject({ sessions: 1, counted: 1 });
    expect(await one('week_total')).toMatchObject({ first_day: '2026-11-16', counted: 1, goal: 3, run: 0 });
    expect((await results()).exercises).toContainEqual({
      movement: 'side',
      side: 'left',
      unit: 'ms',
      sets: 1,
      setsDone: 1,
      target: 10_000,
      done: 10_000,
      best: 10_000,
      level: 1,
      pain: false,
    });
  });

  test('takes an effort told after the end', async () => {
    const session = sessionOn(0, START);
    await push(session);
    const seq = session.length + 1;
    const effort = {
      seq,
      at: START + DAY,
      zone: 60,
      kind: 'effort',
      sessionId: sessionId(0),
      blockId: 'core',
      value: 6.5,
    };
    const before = await one('exercise_total');
    await push([effort as Entry]);
    const { efforts, exercises } = await results();
    expect(efforts).toEqual({ core: 6.5 });
    expect(exercises.map(({ effort }) => effort)).toContain(6.5);
    expect(await one('exercise_total')).toEqual(before);
  });

  test('does not count what was thrown away', async () => {
    const session = sessionOn(0, START);
    await push(
      session.map((entry) => (entry.kind === 'session-ended' ? { ...entry, how: 'discarded' } : entry)),
    );
    expect(await one('session_day')).toBeUndefined();
  });

  test('carries a run through all weeks when the first of them comes last, a year late', async () => {
    const weeks = Array.from({ length: 70 }, (_, index) => index);
    const inWeek = (week: number) =>
      [0, 1, 2].flatMap((day) => sessionOn(10 * week + day + 1, START + (7 * week + day) * DAY));
    for (let week = 1; week < weeks.length; week += 3)
      await push(weeks.slice(week, week + 3).flatMap(inWeek));
    const runs = async () => (await all('week_total', 'first_day, run')).map(({ run }) => run);
    expect(await runs()).toEqual(weeks.slice(1));
    await push(inWeek(0));
    expect(await runs()).toEqual(weeks.map((week) => week + 1));
    const grown = await everything();
    await database().write.run(rebuildSessions);
    expect(await everything()).toEqual(grown);
  }, 30_000);

  test('weeks are told anew when goal, first day and weeks away are decided', async () => {
    for (const [index, day] of [0, 1, 13, 21, 22].entries()) await push(sessionOn(index, START + day * DAY));
    const put = (kind: string, body: object) =>
      world.ask('PUT', `/api/v1/documents/${kind}/main`, { basedOn: 0, body }, { cookie: person.cookie });
    const told = async () =>
      (await all('week_total', 'first_day, counted, away, run')).map((row) => Object.values(row).join(' '));
    expect(await told()).toEqual(['2026-11-16 2  0', '2026-11-23 1  0', '2026-12-07 2  0']);
    await put('week-plan', { goal: 2 });
    expect(await told()).toEqual(['2026-11-16 2  1', '2026-11-23 1  0', '2026-12-07 2  1']);
    await put('away-weeks', {
      weeks: [
        { day: '2026-11-27', why: 'ill' },
        { day: '2026-12-01', why: 'away' },
      ],
    });
    expect(await told()).toEqual([
      '2026-11-16 2  1',
      '2026-11-23 1 ill 1',
      '2026-11-30 0 away 1',
      '2026-12-07 2  2',
    ]);
    await put('settings', { firstDayOfWeek: 7 });
    expect(await told()).toEqual([
      '2026-11-15 2  1',
      '2026-11-22 0 ill 1',
      '2026-11-29 1 away 1',
      '2026-12-06 2  2',
    ]);
    const grown = await everything();
    await database().write.run(rebuildSessions);
    expect(await everything()).toEqual(grown);
  });
});

describe('reminders', () => {
  const HOUR = 3_600_000;
  test('are counted once each, whatever is told of them and however often', async () => {
    const snoozed = answered(1, START, { answer: 'snoozed' });
    const done = answered(2, START, { at: START + 26 * 60_000, shownAt: START + 25 * 60_000 });
    const merged = answered(3, START + HOUR, {
      reminders: ['shoulder-reset', 'sitting-break'],
      answer: 'not-now',
    });
    const silent = {
      ...answered(4, START + 2 * HOUR),
      kind: 'reminder-suppressed',
      reason: 'moved',
    } as Entry;
    const folded = { seq: 5, at: START, zone: 60, kind: 'suppressions-folded', day: '2026-11-16' } as const;
    const counts = [{ reminder: 'sitting-break', reason: 'sleep', count: 7 }] as const;
    const told = [snoozed, done, merged, silent, { ...folded, counts }];
    await push(told);
    await push(told.map((entry) => ({ ...entry, seq: entry.seq + 7 })).reverse(), OTHER_JOURNAL);
    const wanted = { done: 1, late: 0, snoozed: 0, not_now: 2, no_answer: 0, silent: 8 };
    expect(await one('reminder_day')).toEqual({ account_id: person.accountId, day: '2026-11-16', ...wanted });
    expect(await one('reminder_total')).toEqual({ account_id: person.accountId, ...wanted });
  });

  test('move to another day with the zone of the fact that stands', async () => {
    const dueAt = START + 15 * HOUR;
    await push([answered(1, dueAt, { answer: 'snoozed', zone: 0 })]);
    expect(await one('reminder_day')).toMatchObject({ day: '2026-11-16', snoozed: 1 });
    await push([answered(2, dueAt, { zone: 120 })]);
    expect(await all('reminder_day', 'day, done, snoozed')).toEqual([
      { day: '2026-11-17', done: 1, snoozed: 0 },
    ]);
    expect(await one('reminder_total')).toMatchObject({ done: 1, snoozed: 0 });
  });
});
