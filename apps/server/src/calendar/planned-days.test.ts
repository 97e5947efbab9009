import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import ICAL from 'ical.js';
import { JOURNAL, pushOf, wholeSession } from '../testing/entries.js';
import { bearer, type Person, START, World } from '../testing/world.js';

const HOUR = 3_600_000;
const plan = {
  goal: 3,
  days: [
    { weekday: 1, routineId: 'back-posture' },
    { weekday: 3, routineId: 'back-posture', atMinute: 1_085 },
    { weekday: 3, routineId: 'back-posture', atMinute: 1_085 },
    { weekday: 5, routineId: 'gone' },
  ],
};

describe('the planned days of the calendar feed', () => {
  const world = new World();
  let ida: Person;
  let path: string;
  const as = () => ({ cookie: ida.cookie });
  const put = (kind: string, basedOn: number, body: unknown) =>
    world.ask('PUT', `/api/v1/documents/${kind}/main`, { basedOn, body }, as());
  const planned = async () => {
    const text = await (await fetch(`${world.server.url}${path}`)).text();
    return new ICAL.Component(ICAL.parse(text))
      .getAllSubcomponents('vevent')
      .map((event) => new ICAL.Event(event))
      .filter(({ uid }) => uid.startsWith('planned-'))
      .map(({ startDate, summary }) => `${startDate.toString()} ${startDate.zone.tzid} ${summary}`);
  };
  const push = async (zone: number, at: number, sessionId: string) => {
    const device = await world.device(ida, JOURNAL);
    const entries = wholeSession({ seq: zone === 60 ? 1 : 500, at, sessionId }).map((entry) => ({
      ...entry,
      zone,
    }));
    await world.ask('POST', '/api/v1/journal', pushOf(entries), bearer(device));
  };

  beforeAll(async () => {
    await world.start();
    ida = await world.person('Ida');
    const made = await world.ask('POST', '/api/v1/calendar-feeds', { name: 'Phone' }, as());
    path = (made.body as { path: string }).path;
  });
  afterAll(() => world.end());

  test('are none while none is planned', async () => expect(await planned()).toEqual([]));

  test('are those of the week plan for eight weeks, at a time of day that belongs to no zone', async () => {
    await put('week-plan', 0, plan);
    const days = await planned();
    expect(days).toHaveLength(24);
    expect(days.slice(0, 4)).toEqual([
      '2026-11-16 floating Planned: Back and posture',
      '2026-11-18T18:05:00 floating Planned: Back and posture',
      '2026-11-20 floating Planned: gone',
      '2026-11-23 floating Planned: Back and posture',
    ]);
    expect(days.at(-1)).toBe('2027-01-08 floating Planned: gone');
  });

  test('leave out a week away, and a day on which it is done', async () => {
    await put('away-weeks', 0, { weeks: [{ day: '2026-11-25', why: 'away' }] });
    await push(60, START, '01JD3Z5X8QSESS10N000000001');
    expect((await planned()).slice(0, 3).map((line) => line.slice(0, 10))).toEqual([
      '2026-11-18',
      '2026-11-20',
      '2026-11-30',
    ]);
  });

  test('begin with the day where the wearer is, and the feed says so when that day turns', async () => {
    world.now = START + 40 * HOUR;
    await push(825, world.now - HOUR, '01JD3Z5X8QSESS10N000000002');
    expect((await planned())[0]?.slice(0, 10)).toBe('2026-11-20');
    const versionAt = async (now: number) => {
      world.now = now;
      return (await fetch(`${world.server.url}${path}`)).headers.get('etag');
    };
    const midnight = Date.UTC(2026, 10, 20) - 825 * 60_000;
    expect(await versionAt(midnight - 1)).not.toBe(await versionAt(midnight));
  });
});
