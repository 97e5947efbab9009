import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { weeksAfter } from '@plumbline/routine-core';
import { DATABASE, type Database } from '../database/database.js';
import type { Param } from '../database/sql.js';
import { testPostgres } from '../testing/test-place.js';
import { type Person, World } from '../testing/world.js';
import { planFaults } from './testing/plan-faults.js';
import { LAST_DAY, seedHistory, WEEKS_A_YEAR } from './testing/seed-history.js';

const YEARS = { one: 1, many: 25 } as const;
const world = new World();
const people = {} as Record<keyof typeof YEARS, Person>;

/** Plans are read in SQLite's words; what is read is held on both databases. */
const onSqlite = testPostgres() === undefined ? describe : describe.skip;
const database = () => world.server.app.get<Database>(DATABASE);

beforeAll(async () => {
  await world.start();
  for (const name of ['one', 'many'] as const) {
    people[name] = await world.person(name);
    const { accountId } = people[name];
    await database().write.run((tx) => seedHistory(tx, accountId, YEARS[name]));
  }
}, 120_000);
afterAll(() => world.end());

type Seen = { sql: string; params: Param[]; rows: number };
type Asked = { body: Record<string, unknown>; seen: Seen[] };

/** Asks an address and tells every statement that was read for it, with how many rows it gave. */
async function ask(name: keyof typeof YEARS, route: string): Promise<Asked> {
  const { read } = database();
  const { all, one } = read;
  const seen: Seen[] = [];
  read.all = async <Row>(sql: string, params: Param[] = []) => {
    const rows = await all<Row>(sql, params);
    seen.push({ sql, params, rows: rows.length });
    return rows;
  };
  read.one = async <Row>(sql: string, params: Param[] = []) => (await read.all<Row>(sql, params))[0];
  try {
    const cookie = { cookie: people[name].cookie };
    const { status, body } = await world.ask('GET', `/api/v1/${route}`, undefined, cookie);
    expect(status).toBe(200);
    return { body, seen };
  } finally {
    Object.assign(read, { all, one });
  }
}

const ADDRESSES = [
  `week?day=${LAST_DAY}`,
  'sessions?limit=30',
  `progress/week?day=${LAST_DAY}`,
  'progress/year?year=2026',
  'progress/month?month=2026-10',
  `progress/exercises?weeks=4&day=${LAST_DAY}`,
  `progress/exercises?weeks=12&day=${LAST_DAY}`,
  `progress/exercises/side?weeks=12&day=${LAST_DAY}`,
  `progress/reminders?weeks=4&day=${LAST_DAY}`,
  `progress/reminders?weeks=12&day=${LAST_DAY}`,
  `progress/reminders/${LAST_DAY}`,
  'progress/totals',
];

describe('what a page costs', () => {
  test.each(ADDRESSES)('%s reads as many rows after twenty-five years as after one', async (route) => {
    const [short, long] = [await ask('one', route), await ask('many', route)];
    expect(short.seen.length).toBeGreaterThan(0);
    expect(long.seen.map(({ sql, rows }) => ({ sql, rows }))).toEqual(
      short.seen.map(({ sql, rows }) => ({ sql, rows })),
    );
  });

  test.each(ADDRESSES.filter((route) => /exercises|reminders|month/.test(route)))(
    '%s says the same of the same weeks, whatever came before them',
    async (route) => {
      const [short, long] = [(await ask('one', route)).body, (await ask('many', route)).body];
      expect({ ...long, since: undefined }).toEqual({ ...short, since: undefined });
    },
  );

  test('a streak of twenty-five years is known to its first week', async () => {
    const { body } = await ask('many', `progress/week?day=${LAST_DAY}`);
    expect(body.streak).toMatchObject({
      current: 25 * WEEKS_A_YEAR,
      best: 25 * WEEKS_A_YEAR,
      since: weeksAfter('2026-11-09', 1 - 25 * WEEKS_A_YEAR),
    });
  });
});

onSqlite('a page', () => {
  test.each(ADDRESSES)('%s seeks what it shows and walks through no history', async (route) => {
    const { seen } = await ask('many', route);
    const faults = await Promise.all(seen.map(({ sql, params }) => planFaults(database().read, sql, params)));
    expect(faults.flat()).toEqual([]);
  });
});

onSqlite('a statement is caught', () => {
  test.each([
    ['that counts everything', 'SELECT COUNT(*) FROM session_result WHERE account_id = ?'],
    ['that looks at all accounts', 'SELECT MAX(run) AS run FROM week_total WHERE account_id <> ?'],
    ['whose range is open', "SELECT day FROM session_day WHERE account_id = ? AND day <= '9'"],
    [
      'that sorts a history to take one',
      'SELECT day FROM session_day WHERE account_id = ? ORDER BY work_ms DESC LIMIT 1',
    ],
    [
      'that hides it in a part',
      'SELECT 1 WHERE EXISTS (SELECT 1 FROM reminder_fold WHERE account_id = ? AND count > 3)',
    ],
    ['that bends a key', "SELECT day FROM session_day WHERE account_id = ? AND day || '' = '2026-11-15'"],
  ])('%s', async (_what, sql) => {
    expect(await planFaults(database().read, sql, [people.many.accountId])).not.toEqual([]);
  });
});
