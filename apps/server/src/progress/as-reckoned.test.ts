import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DATABASE, type Database } from '../database/database.js';
import { rebuildSessions } from '../sessions/update-sessions.js';
import { JOURNAL } from '../testing/entries.js';
import { World } from '../testing/world.js';
import { PROGRESS_TABLES } from './keep/rebuild-progress.js';
import { anyDeed, dayText, Life } from './testing/life.js';
import { Reckoning } from './testing/reckoning.js';

const world = new World();
let count = 0;
beforeAll(() => world.start(), 30_000);
afterAll(() => world.end());

type Json = Record<string, unknown>;
type Side = { side?: string; done: number };

async function newLife(): Promise<Life> {
  count += 1;
  // Pairing has its limits, and a run that fails pairs many watches on its way to the smallest case.
  world.now += 60_000;
  const person = await world.person(`Any ${count}`);
  return new Life(world, person, await world.device(person, JOURNAL));
}

async function rowsOf(accountId: string): Promise<Record<string, string[]>> {
  const { read } = world.server.app.get<Database>(DATABASE);
  const found: Record<string, string[]> = {};
  for (const table of ['session', ...PROGRESS_TABLES]) {
    const rows = await read.all<object>(`SELECT * FROM ${table} WHERE account_id = ?`, [accountId]);
    found[table] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return found;
}

const bare = ({ standing: _, ...facts }: Json) => facts;
const OUTCOMES = {
  done: 'done',
  late: 'late',
  snoozed: 'snoozed',
  notNow: 'not-now',
  noAnswer: 'no-answer',
  silent: 'silent',
};

/** The outcomes of all days of an answer, those that were not left out. */
function outcomesIn(days: readonly Json[]): Record<string, number> {
  const all = days.flatMap((day) =>
    Object.entries(OUTCOMES).map(([name, kind]) => [`${day.day} ${kind}`, day[name]] as const),
  );
  return Object.fromEntries(all.filter(([, times]) => Number(times) > 0)) as Record<string, number>;
}

/** The world lives in November 2026; what its people do lies within a year of the last of these days. */
const DAYS = [-30, -3, 0, 6, 13];

async function compare(life: Life): Promise<void> {
  const reckoned = await Reckoning.of(life);
  const read = (route: string) => life.ask('GET', `progress/${route}`);
  for (const day of DAYS.map(dayText)) {
    const { streak, share, before, week } = await read(`week?day=${day}`);
    const wanted = reckoned.week(day);
    expect({ day, ...(streak as Json) }).toMatchObject({ day, current: wanted.streak.current });
    expect([day, bare(week as Json), (before as Json[]).map(bare)]).toEqual([
      day,
      wanted.week,
      wanted.before,
    ]);
    expect([day, share]).toEqual([day, wanted.share]);
  }
  const { best } = (await read(`week?day=${dayText(30)}`)).streak as { best: number };
  expect(best).toBe(reckoned.week(dayText(30)).streak.best);
  const year = await read('year?year=2026');
  const days = (year.days as Json[]).filter(({ sessions }) => sessions !== 0);
  expect(days.map(({ reminders: _, ...day }) => day)).toEqual(reckoned.days());
  const range = `weeks=53&day=${dayText(30)}`;
  const { exercises, effort } = await read(`exercises?${range}`);
  const sides = (exercises as { movement: string; sides: Side[] }[]).flatMap(({ movement, sides }) =>
    sides.map(({ side, done }) => ({ movement, side, done })),
  );
  expect(sort(sides)).toEqual(sort(reckoned.sides()));
  const marks = (effort as { blocks: { count: number }[] }).blocks.reduce((sum, each) => sum + each.count, 0);
  expect(marks).toBe(reckoned.efforts().length);
  const reminders = await read(`reminders?${range}`);
  expect(outcomesIn(reminders.days as Json[])).toEqual(reckoned.reminders());
  const totals = await read('totals');
  expect(totals.sessions).toEqual(year.sum);
  const ever = (totals.exercises as { movement: string; side?: string; done: number }[]).map(
    ({ movement, side, done }) => ({ movement, side, done }),
  );
  expect(sort(ever)).toEqual(sort(reckoned.sides()));
}

const sort = (sides: readonly object[]) => sides.map((each) => JSON.stringify(each)).sort();

describe('whatever is done, corrected, deleted, taken back, decided or brought late by another watch', () => {
  test('every page says what the long reckoning says, and rows that grew are those computed at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyDeed, { minLength: 3, maxLength: 25 }), async (deeds) => {
        const life = await newLife();
        await life.live(deeds);
        await compare(life);
        const grown = await rowsOf(life.person.accountId);
        await world.server.app.get<Database>(DATABASE).write.run(rebuildSessions);
        expect(await rowsOf(life.person.accountId)).toEqual(grown);
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
