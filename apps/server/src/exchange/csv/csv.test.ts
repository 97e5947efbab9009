import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { JOURNAL, pushOf, SESSION, wholeSession } from '../../testing/entries.js';
import { bearer, type Device, type Person, START, World } from '../../testing/world.js';
import { isoAt } from '../instants.js';
import { REMINDER_COLUMNS } from './reminder-records.js';
import { STEP_COLUMNS } from './step-records.js';
import { guarded, unguarded } from './texts.js';

const DAY = 24 * 3_600_000;
const OTHER = '01JD3Z5X8QSESS10N000000002';
type Rows = Record<string, string>[];

describe('a guarded text', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ['+49 30', "'+49 30"],
    ['-5', "'-5"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t=1"],
    ["'=1", "''=1"],
    ["'quoted'", "'quoted'"],
    ['plain', 'plain'],
    ['', ''],
  ])('%j is written %j', (text, written) => expect(guarded(text)).toBe(written));

  test('is never taken for a formula, and reads back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('=', '+', '-', '@', "'", '\t', '\r', 'a') }), (text) => {
        expect(guarded(text)).not.toMatch(/^[=+\-@\t\r]/);
        expect(unguarded(guarded(text))).toBe(text);
      }),
    );
  });
});

describe('an instant', () => {
  test.each([
    [60, '2026-11-16T09:00:00.000+01:00'],
    [0, '2026-11-16T08:00:00.000+00:00'],
    [-210, '2026-11-16T04:30:00.000-03:30'],
    [825, '2026-11-16T21:45:00.000+13:45'],
    [-720, '2026-11-15T20:00:00.000-12:00'],
  ])('is written with its own offset of %i minutes', (zone, text) => {
    expect(isoAt(START, zone)).toBe(text);
    expect(Date.parse(text)).toBe(START);
  });

  test('beyond the year 9999 is written at its end', () => {
    expect(isoAt(8_640_000_000_000_000, 60)).toBe('9999-12-31T23:59:59.999+01:00');
  });
});

describe('the CSV files', () => {
  const world = new World();
  let ida: Person;
  let ole: Person;
  let watch: Device;
  const as = (person: Person) => ({ cookie: person.cookie });
  const download = (name: string, person = ida) =>
    fetch(`${world.server.url}/api/v1/export/${name}`, { headers: as(person) });
  const read = async (name: string, person = ida): Promise<Rows> =>
    parse(await (await download(name, person)).text(), { columns: true, record_delimiter: '\r\n' });
  const push = (entries: readonly unknown[]) =>
    world.ask('POST', '/api/v1/journal', pushOf(entries), bearer(watch));
  const correct = (id: string, changes: object) =>
    world.ask('POST', `/api/v1/sessions/${id}/corrections`, { changes }, as(ida));

  beforeAll(async () => {
    await world.start();
    ida = await world.person('Ida');
    ole = await world.person('Ole');
    watch = await world.device(ida, JOURNAL);
    const first = wholeSession({ seq: 1, at: START });
    const second = wholeSession({ seq: 200, at: START + DAY, sessionId: OTHER });
    const effort = { kind: 'effort', sessionId: OTHER, blockId: 'warm-up', value: 7 };
    const own = [{ seq: 400, at: START + DAY + 3_600_000, zone: 60, ...effort }];
    const unknown = { kind: 'session-started', sessionId: '01JD3Z5X8QSESS10N000000009', routineVersion: 1 };
    const options = { level: 'low', withOptional: false };
    const strange = [{ seq: 401, at: START + 2 * DAY, zone: -210, routineId: '=cmd', options, ...unknown }];
    const told = { zone: 60, kind: 'reminder-answered', answer: 'done' };
    const reminders = [
      { seq: 402, at: START + 60_000, dueAt: START, reminders: ['shoulder-reset', 'sitting-break'], ...told },
      {
        seq: 403,
        at: START,
        zone: 60,
        kind: 'reminder-suppressed',
        dueAt: START + DAY,
        reminders: ['bridges'],
        reason: 'sleep',
      },
      {
        seq: 404,
        at: START,
        zone: 60,
        kind: 'suppressions-folded',
        day: '2026-11-16',
        counts: [{ reminder: 'bridges', reason: 'dnd', count: 9 }],
      },
    ];
    for (const part of [first, second, own, strange, reminders]) await push(part);
    await correct(SESSION, { note: '=HYPERLINK("x"),\r\n"done"', steps: [{ step: 1, heldMs: 12_500 }] });
  });
  afterAll(() => world.end());

  test('have the columns that are written down, in that order, and end each row by CRLF', async () => {
    for (const [name, columns] of [
      ['steps.csv', STEP_COLUMNS],
      ['reminders.csv', REMINDER_COLUMNS],
    ] as const) {
      const reply = await download(name);
      expect(reply.headers.get('content-type')).toBe('text/csv; charset=utf-8; header=present');
      expect(reply.headers.get('content-disposition')).toBe(`attachment; filename="plumbline-${name}"`);
      expect(reply.headers.get('cache-control')).toBe('no-store');
      const text = await reply.text();
      expect(text.split('\r\n')[0]).toBe(columns.join(','));
      expect(text.endsWith('\r\n')).toBe(true);
    }
  });

  test('hold a row for each step, whose lengths make up the session', async () => {
    const rows = (await read('steps.csv')).filter((row) => row.session_id === OTHER);
    const { body } = await world.ask('GET', `/api/v1/sessions/${OTHER}`, undefined, as(ida));
    const { totals } = body as { totals: { totalMs: number } };
    expect(rows.map((row) => row.step)).toEqual(rows.map((_row, index) => String(index)));
    const took = rows.reduce((sum, row) => sum + Number(row.took_seconds) * 1000, 0);
    expect([rows.length > 15, took]).toEqual([true, totals.totalMs]);
    expect(rows.find((row) => row.kind === 'hold')).toMatchObject({
      started_at: '2026-11-17T09:00:00.000+01:00',
      began_at: '2026-11-17T09:00:15.000+01:00',
      ...{ day: '2026-11-17', status: 'ended', how: 'complete', routine: 'First week', level: 'low' },
      ...{ movement: 'doorway', unit: 'seconds', target: '20', done: '20', result: 'done', effort: '7' },
    });
  });

  test('show what a person corrected, with a note that no spreadsheet runs', async () => {
    const text = await (await download('steps.csv')).text();
    expect(text).toContain(`"'=HYPERLINK(""x""),\r\n""done"""`);
    const [, row] = await read('steps.csv');
    expect(row).toMatchObject({ corrected: 'yes', done: '12.5', result: 'cut' });
    expect(unguarded(row?.note ?? '')).toBe('=HYPERLINK("x"),\r\n"done"');
  });

  test('give a session of an unknown routine one row, its name guarded', async () => {
    const rows = (await read('steps.csv')).filter((row) => row.day === '2026-11-18');
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ started_at: '2026-11-18T04:30:00.000-03:30', step: '' });
    expect(rows[0]?.routine_id).toBe("'=cmd");
  });

  test('tell what became of each reminder, and counts where the watch only counted', async () => {
    const rows = await read('reminders.csv');
    expect(
      rows.map(({ day, reminder, outcome, reason, count }) => [day, reminder, outcome, reason, count]),
    ).toEqual([
      ['2026-11-16', 'shoulder-reset', 'done', '', '1'],
      ['2026-11-16', 'sitting-break', 'done', '', '1'],
      ['2026-11-17', 'bridges', 'silent', 'sleep', '1'],
      ['2026-11-16', 'bridges', 'silent', 'dnd', '9'],
    ]);
    expect(rows[0]).toMatchObject({ due_at: '2026-11-16T09:00:00.000+01:00', hour: '9' });
  });

  test.each([
    ['both days included', '?from=2026-11-16&to=2026-11-17', ['2026-11-16', '2026-11-17']],
    ['from a day on', '?from=2026-11-17', ['2026-11-17', '2026-11-18']],
    ['to a day', '?to=2026-11-16', ['2026-11-16']],
    ['nothing where nothing is', '?from=2027-01-01', []],
  ])('reach %s', async (_name, query, days) => {
    const rows = await read(`steps.csv${query}`);
    expect([...new Set(rows.map((row) => row.day))]).toEqual(days);
  });

  test.each(['?from=16.11.2026', '?to=2026-02-30', '?from=2026-11-16&from=2026-11-17'])(
    'refuse %s',
    async (query) => {
      const reply = await world.ask('GET', `/api/v1/export/steps.csv${query}`, undefined, as(ida));
      expect([reply.status, reply.body.code]).toEqual([400, 'invalid']);
    },
  );

  test('show another account nothing but their heads, and a stranger nothing', async () => {
    expect(await read('steps.csv', ole)).toEqual([]);
    expect(await read('reminders.csv', ole)).toEqual([]);
    for (const name of ['steps.csv', 'reminders.csv']) {
      const path = `/api/v1/export/${name}`;
      expect((await world.ask('GET', path)).status).toBe(401);
      expect((await world.ask('GET', path, undefined, bearer(watch))).status).toBe(403);
    }
  });

  test('come whole when they are longer than a page of either table', async () => {
    const many = await world.device(ole, '01JD3Z5X8QWATCHJ0VRNA30000');
    const dueAt = (index: number) => START + Math.floor(index / 3) * 60_000;
    const habits = ['cat-stretch', 'bridges', 'squeezes'];
    const told = { zone: 60, kind: 'reminder-answered', answer: 'done' };
    const entries = Array.from({ length: 1_100 }, (_, index) => ({
      ...{ seq: index + 1, at: dueAt(index), dueAt: dueAt(index), reminders: [habits[index % 3]], ...told },
    }));
    const sessions = Array.from({ length: 120 }, (_, index) => ({
      ...{
        seq: 1_101 + index,
        at: START + Math.floor(index / 2) * 60_000,
        zone: 60,
        kind: 'session-started',
      },
      ...{ sessionId: `01JD3Z5X8QSESS10N00000${1000 + index}`, routineId: 'nobody-knows', routineVersion: 1 },
      options: { level: 'low', withOptional: false },
    }));
    const all = [...entries, ...sessions];
    for (let at = 0; at < all.length; at += 300) {
      const body = pushOf(all.slice(at, at + 300), { journalId: '01JD3Z5X8QWATCHJ0VRNA30000' });
      await world.ask('POST', '/api/v1/journal', body, bearer(many));
    }
    const rows = await read('reminders.csv', ole);
    expect(new Set(rows.map((row) => `${row.due_at} ${row.reminder}`)).size).toBe(1_100);
    const ids = (await read('steps.csv', ole)).map((row) => row.session_id);
    expect(ids).toEqual(sessions.map(({ sessionId }) => sessionId));
  });
});
