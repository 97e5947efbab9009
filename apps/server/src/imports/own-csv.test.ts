import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { DATABASE, type Database } from '../database/database.js';
import { rebuildSessions } from '../sessions/update-sessions.js';
import { JOURNAL, OTHER_JOURNAL, pushOf, wholeSession } from '../testing/entries.js';
import { bearer, type Person, type Reply, START, World } from '../testing/world.js';

jest.setTimeout(60_000);
const DAY = 86_400_000;
const id = (index: number) => `01JD3Z5X8QSESS10N0000${String(1_000 + index)}0`;
type Json = Record<string, unknown>;

/** A history of one account as our own CSV, brought into another. */
describe('our own CSV', () => {
  const world = new World();
  let ida: Person;
  let ole: Person;
  let csv: Buffer;
  const as = ({ cookie }: Person) => ({ cookie, 'content-type': 'text/csv' });
  const get = (person: Person, route: string) => world.ask('GET', `/api/v1/${route}`, undefined, as(person));
  const send = (person: Person, route: string, file: Buffer | string = csv): Promise<Reply> =>
    world.ask('POST', `/api/v1/${route}`, file.toString(), as(person));
  const importsOf = async (person: Person) => (await get(person, 'session-imports')).body.imports as Json[];
  const sessionsOf = async (person: Person) => (await get(person, 'sessions')).body.sessions as Json[];
  const progressOf = async (person: Person) => ({
    totals: (await get(person, 'progress/totals')).body,
    week: (await get(person, 'week?day=2026-11-11')).body,
    exercises: (await get(person, 'progress/exercises?day=2026-11-16&weeks=12')).body,
  });

  beforeAll(async () => {
    await world.start();
    ida = await world.person('Ida');
    ole = await world.person('Ole');
    const watch = await world.device(ida, JOURNAL);
    let seq = 1;
    for (let index = 0; index < 5; index += 1) {
      const at = START - (10 - index) * DAY + index * 61_001;
      const whole = wholeSession({
        seq,
        at,
        sessionId: id(index),
        routineId: index === 4 ? 'micro-bridge' : 'first-week',
      });
      const cut = index === 2 ? whole.slice(0, 30) : whole;
      const last = cut.at(-1)?.at ?? at;
      const head = { zone: 60, sessionId: id(index) };
      const more =
        index === 2
          ? [
              { ...head, at: last + 1, kind: 'pain', step: 3 },
              { ...head, at: last + 30_500, kind: 'session-ended', how: 'saved' },
              { ...head, at: last + 31_000, kind: 'effort', blockId: 'warm-up', value: 6 },
            ]
          : [];
      const entries = [...cut, ...more].map((entry, place) => ({ ...entry, seq: seq + place }));
      await world.ask('POST', '/api/v1/journal', pushOf(entries), bearer(watch));
      seq += entries.length;
    }
    const note = { changes: { note: '=SUM(1) – naïve, "quoted"\nand long' } };
    await world.ask('POST', `/api/v1/sessions/${id(1)}/corrections`, note, { cookie: ida.cookie });
    const file = await fetch(`${world.server.url}/api/v1/export/steps.csv`, { headers: as(ida) });
    csv = Buffer.from(await file.arrayBuffer());
  });
  afterAll(() => world.end());

  test('is seen as it is in a preview that writes nothing', async () => {
    const { status, body } = await send(ole, 'session-imports/preview');
    expect([status, body.code]).toEqual([200, undefined]);
    const preview = body.preview as Json & { sessions: Json[] };
    expect({ ...preview, digest: '', sessions: preview.sessions.length, columns: [] }).toEqual({
      ...{ digest: '', form: 'plumbline-csv', sessions: 5, duplicates: 0 },
      ...{ remarks: [], remarkCount: 0, columns: [], unknown: [] },
    });
    expect(preview.sessions[0]).toMatchObject({ number: 1, line: 2, day: '2026-11-06', zone: 60 });
    expect(await sessionsOf(ole)).toEqual([]);
    expect(await importsOf(ole)).toEqual([]);
  });

  test('comes in with every figure it went out with', async () => {
    const { status, body } = await send(ole, 'session-imports?name=old.csv');
    expect([status, body.code]).toEqual([200, undefined]);
    expect(body.import).toMatchObject({
      state: 'done',
      source: 'csv',
      name: 'old.csv',
      sessions: 5,
      shown: 5,
    });
    const bare = (session: Json) => {
      const { sessionId: _, corrected: __, imported: ___, ...rest } = session;
      return rest;
    };
    const [own, brought] = [await sessionsOf(ida), await sessionsOf(ole)];
    expect(brought.map(bare)).toEqual(own.map(bare));
    expect(brought.every(({ imported }) => imported === 'csv')).toBe(true);
    const [before, after] = [await progressOf(ida), await progressOf(ole)];
    expect(after.totals).toEqual(before.totals);
    expect(after.exercises).toEqual(before.exercises);
    expect((after.week.week as Json).days).toEqual((before.week.week as Json).days);
  });

  test('brought in once more is the same import, and brings nothing', async () => {
    const again = await send(ole, 'session-imports?name=old.csv');
    expect(again.body.import).toMatchObject({ state: 'done', sessions: 5 });
    expect(await importsOf(ole)).toHaveLength(1);
    expect(await sessionsOf(ole)).toHaveLength(5);
  });

  test('of the account itself is all duplicates', async () => {
    const { body } = await send(ida, 'session-imports/preview');
    expect(body.preview).toMatchObject({ duplicates: 5 });
    const refused = await send(ida, 'session-imports');
    expect([refused.status, refused.body.code]).toEqual([409, 'nothing-new']);
    expect(await importsOf(ida)).toEqual([]);
  });

  test('gives the same rows when everything is rebuilt', async () => {
    const { read, write } = world.server.app.get<Database>(DATABASE);
    const dump = async () => {
      const sessions = await read.all('SELECT * FROM session ORDER BY account_id, session_id');
      const results = await read.all(
        'SELECT * FROM session_result ORDER BY account_id, day, started_at, session_id',
      );
      const weeks = await read.all('SELECT * FROM week_total ORDER BY account_id, first_day');
      const totals = await read.all('SELECT * FROM exercise_total ORDER BY account_id');
      return JSON.stringify([sessions, results, weeks, totals]);
    };
    const grown = await dump();
    await write.run(rebuildSessions);
    expect(await dump()).toBe(grown);
  });

  test('leaves again as CSV that says the same, as an activity and in the report', async () => {
    const file = await fetch(`${world.server.url}/api/v1/export/steps.csv`, { headers: as(ole) });
    const text = await file.text();
    const preview = (await send(ole, 'session-imports/preview', text)).body.preview as Json;
    expect(preview).toMatchObject({ form: 'plumbline-csv', duplicates: 5, remarkCount: 0 });
    const [first] = await sessionsOf(ole);
    const fit = await fetch(`${world.server.url}/api/v1/sessions/${first?.sessionId}/activity.fit`, {
      headers: as(ole),
    });
    expect([
      fit.status,
      Buffer.from(await fit.arrayBuffer())
        .subarray(8, 12)
        .toString(),
    ]).toEqual([200, '.FIT']);
    const detail = await get(ole, `sessions/${first?.sessionId}`);
    expect((detail.body.rows as Json[]).length).toBeGreaterThan(0);
    expect((await get(ole, 'report?weeks=4&day=2026-11-16')).body.adherence).toMatchObject({ sessions: 5 });
  });

  test('is carried by the whole account to the same bytes elsewhere', async () => {
    const uwe = await world.person('Uwe');
    const read = async (person: Person) =>
      Buffer.from(
        await (await fetch(`${world.server.url}/api/v1/export`, { headers: as(person) })).arrayBuffer(),
      ).toString();
    const file = await read(ole);
    const headers = { cookie: uwe.cookie, 'content-type': 'application/x-ndjson' };
    expect((await world.ask('POST', '/api/v1/import', file, headers)).status).toBe(200);
    for (let tries = 0; tries < 100; tries += 1) {
      if (((await get(uwe, 'import')).body.import as Json).state === 'done') break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(await read(uwe)).toBe(file);
    expect(await sessionsOf(uwe)).toEqual(await sessionsOf(ole));
    expect(await importsOf(uwe)).toEqual(await importsOf(ole));
  });

  test('is taken back as a whole, and comes back as a whole', async () => {
    const [before] = await importsOf(ole);
    const figures = await progressOf(ole);
    const undone = await world.ask('DELETE', `/api/v1/session-imports/${before?.id}`, undefined, {
      cookie: ole.cookie,
    });
    expect(undone.body.import).toMatchObject({ state: 'undone', shown: 0 });
    expect(await sessionsOf(ole)).toEqual([]);
    expect((await progressOf(ole)).totals).toMatchObject({ sessions: { sessions: 0 }, exercises: [] });
    const restored = await world.ask(
      'POST',
      `/api/v1/session-imports/${before?.id}/restore`,
      {},
      { cookie: ole.cookie },
    );
    expect(restored.body.import).toMatchObject({ state: 'done', shown: 5 });
    expect(await progressOf(ole)).toEqual(figures);
  });

  test('that was taken back may be brought in anew', async () => {
    const [first] = await importsOf(ole);
    await world.ask('DELETE', `/api/v1/session-imports/${first?.id}`, undefined, { cookie: ole.cookie });
    const again = await send(ole, 'session-imports');
    expect(again.body.import).toMatchObject({ state: 'done', shown: 5 });
    expect((await importsOf(ole)).map(({ state }) => state)).toEqual(['done', 'undone']);
    expect(await sessionsOf(ole)).toHaveLength(5);
  });

  test('is taken back within thirty days, not after', async () => {
    const [first] = await importsOf(ole);
    world.now += 31 * DAY;
    const late = await world.ask('DELETE', `/api/v1/session-imports/${first?.id}`, undefined, {
      cookie: ole.cookie,
    });
    world.now -= 31 * DAY;
    expect([late.status, late.body.code]).toEqual([409, 'too-late']);
  });

  test('of another account is not there', async () => {
    const [first] = await importsOf(ole);
    const foreign = await world.ask('DELETE', `/api/v1/session-imports/${first?.id}`, undefined, {
      cookie: ida.cookie,
    });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'not-found']);
    expect(await sessionsOf(ole)).toHaveLength(5);
  });

  test('pushes of a watch with the same journal name do not get in its way', async () => {
    const watch = await world.device(ole, OTHER_JOURNAL);
    const at = START + DAY;
    const own = pushOf(wholeSession({ seq: 1, at, sessionId: id(77) }), { journalId: OTHER_JOURNAL });
    expect((await world.ask('POST', '/api/v1/journal', own, bearer(watch))).status).toBe(200);
    expect(await sessionsOf(ole)).toHaveLength(6);
  });
});
