import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { SessionSummary } from '@plumbline/routine-core';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { JOURNAL, pushOf, wholeSession } from '../testing/entries.js';
import { bearer, type Device, type Person, START, World } from '../testing/world.js';
import { calendarText } from './calendar-text.js';

const SESSION = '01JD3Z5X8QSESS10N000000001';
const DAY = 24 * 3_600_000;

const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));

const summary = (more: Partial<SessionSummary> = {}): SessionSummary => ({
  ...{ sessionId: SESSION, routineId: 'first-week', routineVersion: 1, routineName: 'First week' },
  ...{
    startedAt: START,
    endedAt: START + 15 * 60_000,
    zone: 60,
    day: '2026-11-16',
    status: 'ended',
    how: 'complete',
  },
  ...{ workMs: 0, restMs: 0, pausedMs: 0, totalMs: 0, setsPlanned: 12, setsDone: 12, completeShare: 1 },
  ...more,
});
const done = (more: Partial<SessionSummary> = {}) => ({
  summary: summary(more),
  lastAt: START,
  efforts: [4, 6],
});

describe('the calendar’s text', () => {
  test('is, byte for byte', () => {
    const workout = { routineId: 'back-posture', name: 'Back workout', since: START };
    const planned = [
      { day: '2026-11-18', ...workout },
      { day: '2026-11-20', ...workout, atMinute: 18 * 60 + 5, lastsMs: 13.6 * 60_000 },
    ];
    expect(calendarText([done()], planned).split('\r\n')).toEqual([
      'BEGIN:VCALENDAR',
      'VERSION:2.0',
      'PRODID:-//Plumbline//calendar//EN',
      'NAME:Plumbline',
      'X-WR-CALNAME:Plumbline',
      'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
      'X-PUBLISHED-TTL:PT1H',
      'BEGIN:VEVENT',
      `UID:${SESSION}@plumbline`,
      'SEQUENCE:0',
      'DTSTAMP:20261116T080000Z',
      'DTSTART:20261116T080000Z',
      'DTEND:20261116T081500Z',
      'SUMMARY:First week\\, 15 min',
      'DESCRIPTION:Sets: 12 of 12\\nEffort: 4 to 6 of 10',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:planned-2026-11-18-back-posture@plumbline',
      'SEQUENCE:0',
      'DTSTAMP:20261116T080000Z',
      'DTSTART;VALUE=DATE:20261118',
      'DTEND;VALUE=DATE:20261119',
      'X-MICROSOFT-CDO-ALLDAYEVENT:TRUE',
      'X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT:TRUE',
      'SUMMARY:Planned: Back workout',
      'END:VEVENT',
      'BEGIN:VEVENT',
      'UID:planned-2026-11-20-back-posture-1085@plumbline',
      'SEQUENCE:0',
      'DTSTAMP:20261116T080000Z',
      'DTSTART:20261120T180500',
      'DTEND:20261120T181900',
      'SUMMARY:Planned: Back workout',
      'END:VEVENT',
      'END:VCALENDAR',
      '',
    ]);
  });

  test.each([
    ['commas and semicolons', 'Back, neck; all', 'Back, neck; all'],
    ['a backslash', 'A\\B\\n', 'A\\B\\n'],
    ['line breaks', 'Back\r\nBEGIN:VEVENT\nUID:x', 'Back BEGIN:VEVENT UID:x'],
    ['control signs', 'Back\u0000\u0007\u000b\u0085 neck', 'Back  neck'],
    ['quotes and colons', '"Back": neck', '"Back": neck'],
    ['figures of many bytes', '🧘🏽‍♀️ Rücken '.repeat(5).trim(), '🧘🏽‍♀️ Rücken '.repeat(5).trim()],
  ])('keeps a name whole: %s', (_name, routineName, expected) => {
    const [event] = eventsOf(calendarText([done({ routineName })], []));
    expect(event?.summary).toBe(`${expected}, 15 min`);
  });

  test('reads back to the same events whatever the names, in lines of at most 75 bytes', () => {
    const name = fc.string({ unit: 'binary', minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 5 }), (names) => {
        const text = calendarText(
          names.map((routineName) => done({ routineName })),
          [],
        );
        for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        expect(text).not.toMatch(/[^\r]\n|\r[^\n]/);
        expect(eventsOf(text)).toHaveLength(names.length);
      }),
    );
  });

  test.each([
    ['ends where it began', START, 60],
    ['ends before it began', START - DAY, 60],
    ['ends a year later', START + 365 * DAY, 86_400],
  ])('gives a session that %s a length a calendar can show', (_name, endedAt, seconds) => {
    const [event] = eventsOf(calendarText([done({ endedAt })], []));
    expect(event?.duration.toSeconds()).toBe(seconds);
  });
});

describe('the calendar feed', () => {
  const world = new World();
  let ida: Person;
  let ole: Person;
  let watch: Device;
  beforeAll(async () => {
    await world.start();
    ida = await world.person('Ida');
    ole = await world.person('Ole');
    watch = await world.device(ida, JOURNAL);
    const entries = wholeSession({ seq: 1, at: START });
    const effort = {
      at: START + 3_600_000,
      zone: 60,
      kind: 'effort',
      sessionId: SESSION,
      blockId: 'a',
      value: 7,
    };
    const discarded = wholeSession({ seq: 200, at: START, sessionId: '01JD3Z5X8QSESS10N000000002' }).map(
      (entry) => (entry.kind === 'session-ended' ? { ...entry, how: 'discarded' } : entry),
    );
    const old = wholeSession({ seq: 400, at: START - 400 * DAY, sessionId: '01JD3Z5X8QSESS10N000000003' });
    for (const part of [[...entries, { ...effort, seq: entries.length + 1 }], discarded, old])
      await world.ask('POST', '/api/v1/journal', pushOf(part), bearer(watch));
  });
  afterAll(() => world.end());

  const as = (person: Person) => ({ cookie: person.cookie });
  const make = async (person: Person) =>
    (await world.ask('POST', '/api/v1/calendar-feeds', { name: 'Phone' }, as(person))).body as {
      path: string;
      feed: { id: string };
    };
  const read = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${world.server.url}${path}`, { headers });

  let made: Awaited<ReturnType<typeof make>>;
  beforeEach(async () => {
    if (!made) made = await make(ida);
  });

  test('shows what was done and kept within the year, with its length and effort', async () => {
    const reply = await read(made.path);
    expect(reply.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const events = eventsOf(await reply.text());
    expect(events.map(({ uid }) => uid)).toEqual([`${SESSION}@plumbline`]);
    expect(events[0]?.startDate.toJSDate().getTime()).toBe(START);
    expect(events[0]?.description).toContain('Effort: 7 of 10');
  });

  test('is the same bytes until something changes, and says so', async () => {
    const first = await read(made.path);
    const etag = first.headers.get('etag') ?? '';
    const text = await first.text();
    world.now += 3_600_000;
    const same = await read(made.path, { 'if-none-match': `"other", W/${etag}` });
    expect([same.status, await same.text(), same.headers.get('etag')]).toEqual([304, '', etag]);
    expect(await (await read(made.path)).text()).toBe(text);
    const more = wholeSession({ seq: 600, at: START + 60_000, sessionId: '01JD3Z5X8QSESS10N000000004' });
    await world.ask('POST', '/api/v1/journal', pushOf(more), bearer(watch));
    const changed = await read(made.path, { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(eventsOf(await changed.text())).toHaveLength(2);
  });

  test('is kept by no store that others share, listed nowhere and passed on by no link', async () => {
    const { headers } = await read(made.path);
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(headers.get('x-robots-tag')).toBe('noindex');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  test.each([
    ['a wrong secret', () => `/calendar/plb_i_${'A'.repeat(43)}.ics`],
    ['half a secret', () => '/calendar/plb_i_AAAA.ics'],
    ['another kind of token', () => `/calendar/${watch.token}.ics`],
    ['the secret and more', () => made.path.replace('.ics', 'A.ics')],
    ['a path trick', () => made.path.replace('/calendar/', '/calendar/%2e%2e/')],
  ])('is not found under %s', async (_name, path) => {
    const reply = await read(path());
    expect([reply.status, ((await reply.json()) as { code: string }).code]).toEqual([404, 'not-found']);
  });

  test('is void once removed or replaced, and nobody else’s to change', async () => {
    const own = await make(ida);
    const route = `/api/v1/calendar-feeds/${own.feed.id}`;
    expect((await world.ask('DELETE', route, undefined, as(ole))).status).toBe(404);
    expect((await world.ask('POST', `${route}/replace`, {}, as(ole))).status).toBe(404);
    expect((await world.ask('GET', '/api/v1/calendar-feeds', undefined, as(ole))).body.feeds).toEqual([]);
    const replaced = (await world.ask('POST', `${route}/replace`, {}, as(ida))).body as { path: string };
    expect([(await read(own.path)).status, (await read(replaced.path)).status]).toEqual([404, 200]);
    await world.ask('DELETE', route, undefined, as(ida));
    expect((await read(replaced.path)).status).toBe(404);
  });

  test('shows another account an empty calendar of its own', async () => {
    const own = await make(ole);
    expect(eventsOf(await (await read(own.path)).text())).toEqual([]);
  });
});
