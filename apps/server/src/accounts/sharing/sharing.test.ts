import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { OPERATIONS } from '../../api/operations.js';
import { DATABASE, type Database } from '../../database/database.js';
import { dumpOf } from '../../testing/account-dump.js';
import { JOURNAL, OTHER_JOURNAL, pushOf, SESSION, wholeSession } from '../../testing/entries.js';
import { bearer, outcome, type Person, type Reply, send, World } from '../../testing/world.js';

const DAY = 24 * 3_600_000;
let world: World;
let owner: Person;
let ida: Person;
let eve: Person;

const as = (person: Person, method: string, route: string, body?: unknown) =>
  world.ask(method, `/api/v1/${route}`, body, { cookie: person.cookie });
const make = (person: Person, note = 'Eve') => as(person, 'POST', 'history-grants/links', { note });
const tokenOf = ({ body }: Reply) => String(body.path).split('#')[1] as string;
const take = (person: Person, token: string) => as(person, 'POST', 'history-grants/take', { token });
const share = async (from: Person, to: Person) => take(to, tokenOf(await make(from)));
const listOf = async (person: Person) => (await as(person, 'GET', 'history-grants')).body;
const database = () => world.server.app.get<Database>(DATABASE);

async function begin(): Promise<void> {
  world = await new World().start();
  owner = await world.person('Olga');
  ida = await world.person('Ida');
  eve = await world.person('Eve');
}

async function train(person: Person): Promise<void> {
  const device = await world.device(person, JOURNAL);
  const entries = wholeSession({ seq: 1, at: world.now - 3_600_000 });
  await world.ask('POST', '/api/v1/journal', pushOf(entries), bearer(device));
  await as(person, 'POST', `sessions/${SESSION}/corrections`, { changes: { note: 'my back hurt' } });
}

describe('a link to a history', () => {
  beforeEach(begin);
  afterEach(() => world.end());

  test('lets whoever takes it read, once, and tells each side the other’s name', async () => {
    const made = await make(ida, 'My physiotherapist');
    expect(made.body.path).toMatch(/^\/shared#plb_h_[\w-]{43}$/);
    expect(await take(eve, tokenOf(made))).toMatchObject({
      status: 200,
      body: { history: { id: ida.accountId, name: 'Ida', since: world.now } },
    });
    expect(await listOf(ida)).toEqual({
      ok: true,
      links: [],
      readers: [{ id: eve.accountId, name: 'Eve', since: world.now }],
      histories: [],
    });
    expect(await listOf(eve)).toMatchObject({
      readers: [],
      histories: [{ id: ida.accountId, name: 'Ida', since: world.now }],
    });
    const uma = await world.person('Uma');
    expect(await take(uma, tokenOf(made))).toMatchObject({ status: 403, body: { code: 'wrong-link' } });
    const rows = await database().read.all('SELECT * FROM history_link');
    expect(rows).toEqual([]);
  });

  test('lies on the disk as a hash alone', async () => {
    const token = tokenOf(await make(ida));
    const rows = JSON.stringify(await database().read.all('SELECT * FROM history_link'));
    expect(rows).not.toContain(token);
    expect(rows).toContain('Eve');
  });

  test('taken by two at once has one reader', async () => {
    const uma = await world.person('Uma');
    const token = tokenOf(await make(ida));
    const answers = await Promise.all([take(eve, token), take(uma, token)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
    expect((await listOf(ida)).readers).toHaveLength(1);
  });

  test('is void after seven days, once it is withdrawn, and while its account is off', async () => {
    const late = tokenOf(await make(ida));
    const gone = await make(ida);
    const { id } = gone.body.link as { id: string };
    expect((await as(eve, 'DELETE', `history-grants/links/${id}`)).status).toBe(404);
    expect((await as(ida, 'DELETE', `history-grants/links/${id}`)).status).toBe(200);
    expect((await as(ida, 'DELETE', `history-grants/links/${id}`)).status).toBe(404);
    expect((await take(eve, tokenOf(gone))).body.code).toBe('wrong-link');
    await as(owner, 'POST', `members/${ida.accountId}/disable`);
    expect((await take(eve, late)).body.code).toBe('wrong-link');
    await as(owner, 'POST', `members/${ida.accountId}/enable`);
    world.now += 7 * DAY;
    expect((await take(eve, late)).body.code).toBe('wrong-link');
  });

  test('of one’s own is not taken, and not used up by trying', async () => {
    const token = tokenOf(await make(ida));
    expect(await take(ida, token)).toMatchObject({ status: 409, body: { code: 'own-link' } });
    expect((await take(eve, token)).status).toBe(200);
  });

  test('taken by who reads already changes nothing', async () => {
    await share(ida, eve);
    const since = world.now;
    world.now += DAY;
    expect((await share(ida, eve)).body.history).toMatchObject({ since });
    expect((await listOf(ida)).readers).toHaveLength(1);
  });

  test('can be open with readers twenty times, and no more', async () => {
    await share(ida, eve);
    for (let count = 1; count < 20; count += 1) expect((await make(ida)).status).toBe(200);
    expect(await make(ida)).toMatchObject({ status: 409, body: { code: 'too-many' } });
    expect((await make(eve)).status).toBe(200);
  });

  test('guessed ten times in a minute makes the account wait, and nobody else', async () => {
    for (let time = 0; time < 10; time += 1) await take(eve, 'plb_h_guess');
    const token = tokenOf(await make(ida));
    expect((await take(eve, token)).body).toMatchObject({ code: 'slow-down' });
    expect((await take(await world.person('Uma'), token)).status).toBe(200);
  });
});

describe('who may read', () => {
  beforeAll(async () => {
    await begin();
    await train(ida);
    await share(ida, eve);
  });
  afterAll(() => world.end());

  const shared = Object.entries(OPERATIONS).filter(([, { access }]) => access.includes('reader'));
  const routeOf = (address: string, who: Person) =>
    `${address
      .replace('GET /api/v1/', '')
      .replace('{id}', SESSION)
      .replace('{movement}', 'doorway')}?of=${who.accountId}`;

  /** When a device of hers was last heard of is none, nor is what it told before she corrected it. */
  const partOfHistory = ({ lastContactAt: _device, ...history }: Reply['body']) =>
    'entries' in history ? { ...history, entries: (history.entries as unknown[]).slice(0, 1) } : history;

  test('is said of reads of sessions, weeks and progress, and of nothing else', () => {
    expect(shared.map(([address]) => address).sort()).toEqual([
      'GET /api/v1/progress/exercises',
      'GET /api/v1/progress/exercises/{movement}',
      'GET /api/v1/progress/month',
      'GET /api/v1/progress/totals',
      'GET /api/v1/progress/week',
      'GET /api/v1/progress/year',
      'GET /api/v1/sessions',
      'GET /api/v1/sessions/{id}',
      'GET /api/v1/week',
    ]);
  });

  test.each(shared.map(([address]) => address))(
    '%s shows the reader what its owner sees',
    async (address) => {
      const hers = await as(ida, 'GET', routeOf(address, ida));
      const read = await as(eve, 'GET', routeOf(address, ida));
      const expected = partOfHistory(hers.body);
      expect(read).toMatchObject({ status: 200, body: expected });
      expect(read.body).toEqual(expected);
      const own = await as(eve, 'GET', routeOf(address, eve));
      expect(own.body).not.toEqual(read.body);
    },
  );

  test('the notes on a session are part of it, and what was written before them is not', async () => {
    const read = await as(eve, 'GET', `sessions/${SESSION}?of=${ida.accountId}`);
    expect(read.body.session).toMatchObject({ note: 'my back hurt', corrected: true });
    const history = await as(eve, 'GET', `sessions/${SESSION}/corrections?of=${ida.accountId}`);
    expect(history).toMatchObject({ status: 403, body: { code: 'forbidden' } });
  });

  test('what was corrected is read as it counts: of what the watch told there is the beginning alone', async () => {
    const sessionId = '01JD3Z5X8QSESS10N000000002';
    const device = await world.device(ida, OTHER_JOURNAL);
    const begun = {
      routineId: 'first-week',
      routineVersion: 1,
      options: { level: 'low', withOptional: false },
    };
    const told = [
      { kind: 'session-started', sessionId, ...begun, mood: 'unheard of' },
      { kind: 'effort', sessionId, blockId: 'warm-up', value: 9, why: 'unheard of' },
      { kind: 'session-ended', sessionId, how: 'saved' },
    ].map((body, index) => ({ seq: index + 1, at: world.now - 60_000, zone: 60, ...body }));
    await world.ask('POST', '/api/v1/journal', pushOf(told, { journalId: OTHER_JOURNAL }), bearer(device));
    const changes = { efforts: [{ blockId: 'warm-up', value: 2 }] };
    expect((await as(ida, 'POST', `sessions/${sessionId}/corrections`, { changes })).status).toBe(200);
    const read = await as(eve, 'GET', `sessions/${sessionId}?of=${ida.accountId}`);
    expect(read.body.efforts).toEqual({ 'warm-up': 2 });
    const { mood: _unknown, ...beginning } = told[0] as { mood?: string };
    expect(read.body.entries).toEqual([beginning]);
    expect((await as(ida, 'GET', `sessions/${sessionId}`)).body.entries).toEqual(told);
  });

  test('every other address of an account is closed to `of`, whoever is named', async () => {
    const before = await dumpOf(database().read, ida.accountId);
    const others = Object.entries(OPERATIONS).filter(
      ([, { access }]) => !access.includes('reader') && access.includes('account'),
    );
    expect(others.length).toBeGreaterThan(40);
    for (const [address] of others) {
      const [method = '', path = ''] = address.split(' ');
      const route = path.replace('/api/v1/', '').replace('sessions/{id}', `sessions/${SESSION}`);
      const filled = route.replace('{day}', '2026-11-16').replace(/\{\w+\}/g, 'main');
      const body = method === 'GET' || method === 'DELETE' ? undefined : {};
      for (const named of [ida.accountId, eve.accountId, 'nobody']) {
        const { status, body: said } = await as(eve, method, `${filled}?of=${named}`, body);
        expect([address, named, status, said.code]).toEqual([address, named, 403, 'forbidden']);
      }
    }
    expect(await dumpOf(database().read, ida.accountId)).toEqual(before);
  });

  test('a key or a device of the reader reads its own account alone', async () => {
    const key = await world.key(eve, ['history:read']);
    const device = await world.device(eve, '01JD3Z5X8QWATCHJ0VRNA60000');
    for (const held of [key, device]) {
      const read = await world.ask('GET', `/api/v1/sessions?of=${ida.accountId}`, undefined, bearer(held));
      expect(read).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    }
  });

  test('a socket of the reader tells nothing of it', async () => {
    const page = world.page(eve);
    expect(await outcome(page)).toBe('open');
    for (const event of ['live:join', 'changes:pull']) {
      const answer = await send(page, event, { since: 0, of: ida.accountId });
      expect(JSON.stringify(answer)).not.toContain(SESSION);
    }
  });

  test('is nobody but the one who took the link: not the other way, not a third, not the server’s owner', async () => {
    const refused = { status: 404, body: { code: 'not-found' } };
    expect(await as(ida, 'GET', `sessions?of=${eve.accountId}`)).toMatchObject(refused);
    expect(await as(owner, 'GET', `sessions?of=${ida.accountId}`)).toMatchObject(refused);
    const uma = await world.person('Uma');
    await share(eve, uma);
    expect(await as(uma, 'GET', `sessions?of=${ida.accountId}`)).toMatchObject(refused);
  });

  test('two owners in one question are nobody’s, whichever stands first', async () => {
    for (const [one, other] of [
      [ida, eve],
      [eve, ida],
    ] as const) {
      const route = `sessions?of=${one.accountId}&of=${other.accountId}`;
      expect((await as(eve, 'GET', route)).status).toBe(404);
    }
  });

  test('an account’s file holds no word of who reads what', async () => {
    for (const [person, other] of [
      [ida, eve],
      [eve, ida],
    ] as const) {
      const response = await fetch(`${world.server.url}/api/v1/export`, {
        headers: { cookie: person.cookie },
      });
      const text = await response.text();
      expect(text).toContain('"line":"end"');
      for (const word of [other.accountId, 'history_grant', 'reader']) expect(text).not.toContain(word);
    }
  });
});

describe('a grant', () => {
  beforeEach(async () => {
    await begin();
    await train(ida);
    await share(ida, eve);
  });
  afterEach(() => world.end());

  const reads = async () => (await as(eve, 'GET', `sessions/${SESSION}?of=${ida.accountId}`)).status;
  const grants = () => database().read.all('SELECT * FROM history_grant');

  test.each([
    ['who shares', () => as(ida, 'DELETE', `history-grants/readers/${eve.accountId}`)],
    ['who reads', () => as(eve, 'DELETE', `history-grants/histories/${ida.accountId}`)],
  ])('is ended at once by %s', async (_side, end) => {
    expect(await reads()).toBe(200);
    expect((await end()).status).toBe(200);
    expect(await reads()).toBe(404);
    expect((await end()).status).toBe(404);
    expect([(await listOf(ida)).readers, (await listOf(eve)).histories]).toEqual([[], []]);
    expect(await grants()).toEqual([]);
  });

  test('is not ended by the wrong end of it, nor by anybody else', async () => {
    const wrong = [
      await as(ida, 'DELETE', `history-grants/histories/${eve.accountId}`),
      await as(eve, 'DELETE', `history-grants/readers/${ida.accountId}`),
      await as(owner, 'DELETE', `history-grants/readers/${eve.accountId}`),
    ];
    expect(wrong.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(await reads()).toBe(200);
  });

  test('is silent while its owner is off, and there again afterwards', async () => {
    await as(owner, 'POST', `members/${ida.accountId}/disable`);
    expect(await reads()).toBe(404);
    expect((await listOf(eve)).histories).toEqual([]);
    await as(owner, 'POST', `members/${ida.accountId}/enable`);
    expect(await reads()).toBe(200);
  });

  test.each([
    ['who shares', () => ida],
    ['who reads', () => eve],
  ])('ends with the account of %s', async (_side, whose) => {
    const { accountId } = whose();
    await as(owner, 'POST', `members/${accountId}/disable`);
    world.now += 7 * DAY;
    expect((await as(owner, 'DELETE', `members/${accountId}`)).status).toBe(200);
    expect(await grants()).toEqual([]);
  });

  test('is written down on both sides, and told to no owner of the server', async () => {
    const spare = (await make(ida, 'Aunt')).body.link as { id: string };
    await as(ida, 'DELETE', `history-grants/links/${spare.id}`);
    await as(ida, 'DELETE', `history-grants/readers/${eve.accountId}`);
    const told = async (person: Person, route = 'security-events') =>
      ((await as(person, 'GET', route)).body.events as { kind: string; detail?: string }[])
        .map(({ kind, detail }) => `${kind} ${detail}`)
        .filter((line) => /history|reader/.test(line))
        .sort();
    expect(await told(ida)).toEqual([
      'history-link-made Aunt',
      'history-link-made Eve',
      'history-link-revoked Aunt',
      'reader-added Eve',
      'reader-ended Eve',
    ]);
    expect(await told(eve)).toEqual(['history-ended Ida', 'history-taken Ida']);
    expect(await told(owner, 'server-events')).toEqual([]);
  });
});
