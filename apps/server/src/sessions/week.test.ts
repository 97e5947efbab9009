import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { JOURNAL, pushOf, wholeSession } from '../testing/entries.js';
import { bearer, type Person, START, World } from '../testing/world.js';

const world = new World();
let ida: Person;
beforeAll(async () => {
  await world.start();
  ida = await world.person('Ida');
  const watch = await world.device(ida, JOURNAL);
  const sunday = START - 86_400_000;
  await world.ask('POST', '/api/v1/journal', pushOf(wholeSession({ seq: 1, at: sunday })), bearer(watch));
});
afterAll(() => world.end());

const versions = new Map<string, number>();
async function decide(kind: string, body: unknown): Promise<void> {
  const basedOn = versions.get(kind) ?? 0;
  const cookie = { cookie: ida.cookie };
  const { status } = await world.ask('PUT', `/api/v1/documents/${kind}/main`, { basedOn, body }, cookie);
  expect(status).toBe(200);
  versions.set(kind, basedOn + 1);
}
const week = async (day: string) => {
  const { body } = await world.ask('GET', `/api/v1/week?day=${day}`, undefined, { cookie: ida.cookie });
  return body.week as { firstDay: string; goal: number; away?: string; days: { sessions: number }[] };
};

describe('a week', () => {
  test('begins on Monday with a goal of three until somebody decides otherwise', async () => {
    expect(await week('2026-11-15')).toMatchObject({ firstDay: '2026-11-09', goal: 3 });
  });

  test('begins on the person’s own first day, and its sessions move with it', async () => {
    await decide('settings', { firstDayOfWeek: 7 });
    const { firstDay, days } = await week('2026-11-16');
    expect([firstDay, days[0]?.sessions]).toEqual(['2026-11-15', 1]);
    await decide('settings', null);
    expect((await week('2026-11-16')).days.map(({ sessions }) => sessions)).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  test('has the goal that held in it', async () => {
    await decide('week-plan', { goal: 5, earlierGoals: [{ through: '2026-11-15', goal: 2 }] });
    expect((await week('2026-11-10')).goal).toBe(2);
    expect((await week('2026-11-16')).goal).toBe(5);
  });

  test('that was away says why, also when it was marked long after', async () => {
    await decide('away-weeks', { weeks: [{ day: '2025-12-31', why: 'ill' }] });
    expect((await week('2026-01-02')).away).toBe('ill');
    expect((await week('2026-01-06')).away).toBeUndefined();
    await decide('away-weeks', { weeks: [] });
    expect((await week('2026-01-02')).away).toBeUndefined();
  });
});
