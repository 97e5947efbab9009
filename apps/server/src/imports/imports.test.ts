import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Eraser } from '../corrections/eraser.js';
import { JOURNAL, pushOf, SESSION, wholeSession } from '../testing/entries.js';
import { bearer, type Device, type Person, START, World } from '../testing/world.js';

jest.setTimeout(60_000);
const DAY = 86_400_000;
type Json = Record<string, unknown>;
type Import = { id: string; state: string; sessions: number; shown: number };
const iso = (at: number) => new Date(at).toISOString();
/** Many sessions with sets, a day apart, the newest a year before now. */
const many = (count: number) =>
  `start,minutes,exercise,reps\n${Array.from({ length: count }, (_, index) => `${iso(START - (365 + index) * DAY)},20,row,10/10/8`).join('\n')}\n`;

describe('old sessions that are brought in', () => {
  const world = new World();
  let ida: Person;
  let watch: Device;
  const BEGAN = START - 7 * DAY;
  const ask = (method: string, route: string, body?: unknown, headers: Record<string, string> = {}) =>
    world.ask(method, `/api/v1/${route}`, body, {
      cookie: ida.cookie,
      ...(typeof body === 'string' ? { 'content-type': 'text/csv' } : {}),
      ...headers,
    });
  const send = (route: string, file: string, query: Json = {}, headers: Record<string, string> = {}) => {
    const parts = Object.entries(query).map(
      ([name, value]) =>
        `${name}=${encodeURIComponent(typeof value === 'string' ? value : JSON.stringify(value))}`,
    );
    return ask('POST', `${route}?${parts.join('&')}`, file, headers);
  };
  const preview = async (file: string, options: Json = {}) =>
    (await send('session-imports/preview', file, { options })).body.preview as Json & { sessions: Json[] };
  const shownNow = async () => ((await ask('GET', 'sessions?limit=200')).body.sessions as Json[]).length;
  const settled = async (id: string): Promise<Import> => {
    for (let tries = 0; tries < 200; tries += 1) {
      const imports = (await ask('GET', 'session-imports')).body.imports as Import[];
      const found = imports.find((each) => each.id === id);
      if (found && found.state !== 'running') return found;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error('still running');
  };

  beforeAll(async () => {
    await world.start();
    ida = await world.person('Ida');
    watch = await world.device(ida, JOURNAL);
    await ask('POST', 'journal', pushOf(wholeSession({ seq: 1, at: BEGAN })), bearer(watch));
  });
  afterAll(() => world.end());

  test.each([
    [-120_001, undefined],
    [-120_000, { sessionId: SESSION }],
    [0, { sessionId: SESSION }],
    [120_000, { sessionId: SESSION }],
    [120_001, undefined],
  ])(
    'are duplicates when they begin within two minutes of one that is here: %i ms',
    async (byMs, duplicate) => {
      const { sessions } = await preview(`start,minutes\n${iso(BEGAN + byMs)},20\n`);
      expect(sessions[0]?.duplicate).toEqual(duplicate);
    },
  );

  test('of a day without a time are duplicates of any session on that day', async () => {
    const { sessions } = await preview('date,minutes\n2026-11-09,20\n2026-11-08,20\n', { zone: 60 });
    expect(sessions.map(({ day, duplicate }) => [day, duplicate])).toEqual([
      ['2026-11-08', undefined],
      ['2026-11-09', { sessionId: SESSION }],
    ]);
  });

  test('leave as a FIT activity and come back as one, with their sets', async () => {
    const headers = { cookie: ida.cookie, origin: world.server.url };
    const { url } = world.server;
    const out = await fetch(`${url}/api/v1/sessions/${SESSION}/activity.fit`, { headers });
    const body = Buffer.from(await out.arrayBuffer());
    const type = { 'content-type': 'application/vnd.ant.fit' };
    const brought = await fetch(`${url}/api/v1/session-imports?take=1`, {
      ...{ method: 'POST', headers: { ...headers, ...type }, body },
    });
    const { id } = ((await brought.json()) as Json).import as Import;
    expect(await settled(id)).toMatchObject({ source: 'fit', state: 'done', shown: 1 });
    const own = (await ask('GET', `sessions/${SESSION}`)).body as { rows: Json[]; totals: Json };
    const [other] = (await ask('GET', 'sessions')).body.sessions as Json[];
    const [copy] = ((await ask('GET', 'sessions')).body.sessions as Json[]).filter(
      ({ imported }) => imported === 'fit',
    );
    expect([other?.day, copy?.day]).toEqual(['2026-11-09', '2026-11-09']);
    const back = (await ask('GET', `sessions/${copy?.sessionId}`)).body as { rows: Json[]; totals: Json };
    const bare = ({ movement, side, done, target }: Json) => ({ movement, side, done, target });
    expect(back.rows.map(bare)).toEqual(own.rows.map(bare));
    expect(back.totals).toEqual(own.totals);
    await ask('DELETE', `session-imports/${id}`);
  });

  test('that stand twice in a file are brought in once unless both are named', async () => {
    const at = START - 100 * DAY;
    const file = `start,minutes\n${iso(at)},20\n${iso(at + 60_000)},20\n`;
    expect((await preview(file)).sessions[1]?.duplicate).toEqual({ number: 1 });
    expect((await send('session-imports', file)).body.import).toMatchObject({ sessions: 1, state: 'done' });
    const both = await send('session-imports', file, { take: '2' });
    expect(both.body.import).toMatchObject({ sessions: 1, shown: 1 });
  });

  test.each([
    ['options that are no JSON', { options: '{' }],
    ['an option nobody knows', { options: { speed: 1 } }],
    ['a zone nobody has', { options: { zone: 'Middle-earth/Shire' } }],
    ['a movement nobody has', { options: { movements: { x: 'squat' } } }],
    ['numbers that the file does not have', { take: '1-3' }],
    ['numbers that run backwards', { take: '2-1' }],
    ['numbers that are none', { take: ',' }],
  ])('are refused with %s', async (_name, query) => {
    const before = await shownNow();
    const { status, body } = await send('session-imports', 'date,minutes\n2020-01-01,20\n', query);
    expect([status, body.code]).toEqual([400, 'invalid']);
    expect(await shownNow()).toBe(before);
  });

  test('of another file than was previewed are refused', async () => {
    const { digest } = await preview('date,minutes\n2020-01-01,20\n');
    const other = await send('session-imports', 'date,minutes\n2020-01-01,21\n', { digest });
    expect([other.status, other.body.code]).toEqual([409, 'other-file']);
    const mapped = await send('session-imports', 'date,minutes\n2020-01-01,20\n', {
      digest,
      options: { zone: 60 },
    });
    expect(mapped.body.code).toBe('other-file');
  });

  test('larger than a file may be are refused before they are read', async () => {
    const headers = { cookie: ida.cookie, 'content-type': 'text/csv' };
    const body = Buffer.alloc(16 * 1024 * 1024 + 1, 0x41);
    const answer = await fetch(`${world.server.url}/api/v1/session-imports/preview`, {
      ...{ method: 'POST', headers: { ...headers, origin: world.server.url }, body },
    });
    expect([answer.status, ((await answer.json()) as Json).code]).toEqual([413, 'too-large']);
  });

  test('as JSON, or to another address, are no file', async () => {
    expect((await ask('POST', 'session-imports', {})).body.code).toBe('invalid');
    expect((await send('sessions/x/corrections', 'date\n')).body.code).toBe('invalid');
  });

  test('need a key that may bring them in', async () => {
    const file = 'date,minutes\n2019-05-05,20\n';
    const reader = await world.key(ida, ['history:read', 'corrections:write']);
    const bringer = await world.key(ida, ['history:import']);
    const by = ({ token }: { token: string }) => ({ ...bearer({ token }), cookie: '' });
    expect((await send('session-imports', file, {}, by(reader))).body.code).toBe('scope-missing');
    expect((await send('session-imports', file, {}, by(bringer))).body.import).toMatchObject({
      state: 'done',
    });
    expect((await send('session-imports', file, {}, by(watch))).body.code).toBe('forbidden');
  });

  test('sent at the same time by two pages come in once', async () => {
    const file = many(40);
    const before = await shownNow();
    const answers = await Promise.all([send('session-imports', file), send('session-imports', file)]);
    const codes = answers.map(({ body }) => (body.ok ? 'ok' : body.code)).sort();
    expect([
      ['busy', 'ok'],
      ['ok', 'ok'],
    ]).toContainEqual(codes);
    const [{ id }] = answers.flatMap(({ body }) => (body.import as Import) ?? []) as [Import];
    expect(await settled(id)).toMatchObject({ state: 'done', sessions: 40, shown: 40 });
    expect(await shownNow()).toBe(before + 40);
  });

  test('go on behind a stop of the server, and none comes twice', async () => {
    const file = many(900).replaceAll(',20,', ',21,').replaceAll('T08:', 'T05:');
    const sent = send('session-imports', file, { name: 'long.csv' }).catch(() => undefined);
    for (let tries = 0; tries < 200; tries += 1) {
      const imports = (await ask('GET', 'session-imports')).body.imports as (Import & { name?: string })[];
      if (imports.some(({ name, shown }) => name === 'long.csv' && shown > 40)) break;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await world.stop();
    await sent;
    await world.start();
    const [stopped] = (await ask('GET', 'session-imports')).body.imports as [Import];
    expect(stopped.state).toBe('stopped');
    expect(stopped.shown).toBeGreaterThan(0);
    expect(stopped.shown).toBeLessThan(900);
    const again = await send('session-imports', file, { name: 'long.csv' });
    const whole = await settled((again.body.import as Import).id);
    expect(whole).toMatchObject({ id: stopped.id, state: 'done', sessions: 900, shown: 900 });
  });

  test('that were stopped can be taken back, and the file brought in anew', async () => {
    const [long] = (await ask('GET', 'session-imports')).body.imports as [Import];
    world.now += 1_000;
    const undone = await ask('DELETE', `session-imports/${long.id}`);
    expect(undone.body.import).toMatchObject({ state: 'undone', shown: 0 });
    const twice = await ask('DELETE', `session-imports/${long.id}`);
    expect(twice.body.import).toMatchObject({ state: 'undone', shown: 0 });
    const [first] = (await ask('GET', 'deleted-sessions')).body.sessions as {
      sessionId: string;
      seq: number;
    }[];
    const one = await ask('POST', `sessions/${first?.sessionId}/corrections/${first?.seq}/undo`, {});
    expect(one.status).toBe(200);
    expect(await settled(long.id)).toMatchObject({ state: 'done', shown: 1 });
  });

  test('that were taken back are erased after thirty days, and the same file is new again', async () => {
    const file = 'start,minutes\n2018-03-04T08:00Z,20\n2018-03-05T08:00Z,20\n';
    const [{ id }] = [(await send('session-imports', file)).body.import as Import];
    await ask('DELETE', `session-imports/${id}`);
    world.now += 30 * DAY + 1;
    await world.server.app.get(Eraser).look();
    const late = await ask('POST', `session-imports/${id}/restore`, {});
    expect([late.status, late.body.code]).toEqual([409, 'too-late']);
    const again = (await send('session-imports', file)).body.import as Import;
    expect(again).toMatchObject({ state: 'done', shown: 2 });
    expect(again.id).not.toBe(id);
    world.now -= 30 * DAY + 1;
  });

  test('are not for a watch to tell: what it sends of them is kept aside', async () => {
    const told = {
      at: START,
      zone: 0,
      kind: 'import-begun',
      source: 'csv',
      digest: 'x'.repeat(43),
      sessions: 1,
    };
    const before = ((await ask('GET', 'session-imports')).body.imports as Import[]).length;
    const pushed = await ask(
      'POST',
      'journal',
      pushOf([{ seq: 900, ...told }], { first: 900 }),
      bearer(watch),
    );
    expect(pushed.body.problems).toContainEqual({ code: 'quarantined', seq: 900 });
    expect((await ask('GET', 'session-imports')).body.imports).toHaveLength(before);
  });
});
