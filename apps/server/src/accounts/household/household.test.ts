import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { JOURNAL, moves, pushOf } from '../../testing/entries.js';
import { bearer, outcome, type Person, type Reply, World } from '../../testing/world.js';

let world: World;
let owner: Person;
beforeEach(async () => {
  world = await new World().start();
  owner = await world.person('Ida');
});
afterEach(() => world.end());

const DAY = 24 * 3_600_000;
const PASSWORD = 'plumb lines hang straight';
const as = (person: Person, method: string, route: string, body?: unknown) =>
  world.ask(method, `/api/v1/${route}`, body, { cookie: person.cookie });
const invite = (more: object = {}) => as(owner, 'POST', 'invitations', { note: 'Uma', ...more });
const tokenOf = ({ body }: Reply) => (body.path as string).split('#')[1] as string;
const join = (token: string, name = 'Uma', password = PASSWORD) =>
  world.ask('POST', '/api/v1/join', { token, name, password });
const cookieOf = ({ headers }: Reply) => (headers.get('set-cookie') ?? '').split(';')[0] as string;
async function member(name = 'Uma', role = 'member'): Promise<Person> {
  const joined = await join(tokenOf(await invite({ role })), name);
  return { accountId: (joined.body.account as { id: string }).id, cookie: cookieOf(joined) };
}

describe('an invitation', () => {
  test('makes one account, signs it in, and is used up', async () => {
    const made = await invite();
    expect(made.body.path).toMatch(/^\/join#plb_v_[\w-]{43}$/);
    const joined = await join(tokenOf(made));
    expect(joined).toMatchObject({ status: 200, body: { account: { name: 'Uma' } } });
    const me = await world.ask('GET', '/api/v1/me', undefined, { cookie: cookieOf(joined) });
    expect(me.body).toMatchObject({ account: { name: 'Uma', role: 'member' } });
    expect(await join(tokenOf(made), 'Eve')).toMatchObject({
      status: 403,
      body: { code: 'wrong-invitation' },
    });
    expect((await as(owner, 'GET', 'invitations')).body.invitations).toEqual([]);
  });

  test('used by many at once makes one account', async () => {
    const token = tokenOf(await invite());
    const answers = await Promise.all(['Uma', 'Eve', 'Lou'].map((name) => join(token, name)));
    expect(answers.filter(({ body }) => body.ok)).toHaveLength(1);
  });

  test('is void after seven days and once it is withdrawn', async () => {
    const late = await invite();
    world.now += 7 * DAY;
    expect((await join(tokenOf(late))).body.code).toBe('wrong-invitation');
    const made = await invite();
    const { id } = made.body.invitation as { id: string };
    expect((await as(owner, 'DELETE', `invitations/${id}`)).status).toBe(200);
    expect((await join(tokenOf(made))).body.code).toBe('wrong-invitation');
    expect((await as(owner, 'DELETE', `invitations/${id}`)).status).toBe(404);
  });

  test('survives a weak password and a name that is taken', async () => {
    const token = tokenOf(await invite());
    expect((await join(token, 'Uma', 'short')).body.code).toBe('weak-password');
    expect((await join(token, 'Ida')).body.code).toBe('name-taken');
    expect((await join(token)).status).toBe(200);
  });

  test('of an owner who was stepped down or switched off lets nobody in, and is in no list, while that is so', async () => {
    const lou = await member('Lou', 'owner');
    const token = tokenOf(await as(lou, 'POST', 'invitations', { note: 'Back door', role: 'owner' }));
    const change = (route: string, body?: object) =>
      as(owner, 'POST', `members/${lou.accountId}/${route}`, body);
    for (const [off, on] of [
      [() => change('role', { role: 'member' }), () => change('role', { role: 'owner' })],
      [() => change('disable'), () => change('enable')],
    ] as const) {
      expect((await off()).status).toBe(200);
      expect((await join(token)).body.code).toBe('wrong-invitation');
      expect((await as(owner, 'GET', 'invitations')).body.invitations).toEqual([]);
      expect((await on()).status).toBe(200);
    }
    expect((await join(token)).status).toBe(200);
  });

  test('that is not used up does not make tries count less: not by a weak password, not by names', async () => {
    const token = tokenOf(await invite());
    for (let time = 0; time < 5; time += 1) {
      expect((await join(token, 'Uma', 'short')).body.code).toBe('weak-password');
      expect((await join(token, 'Ida')).body.code).toBe('name-taken');
    }
    expect((await join(token, 'Ida')).body.code).toBe('slow-down');
    const login = await world.ask('POST', '/api/v1/login', { name: 'Ida', password: 'guess' });
    expect(login.body.code).toBe('slow-down');
    world.now += 60_000;
    expect((await join(token)).status).toBe(200);
  });

  test.each([
    ['another case', 'iDA'],
    ['signs of no width', 'I\u200Bd\u2060a'],
    ['other blanks', '\u2800Ida\u3164'],
    ['wide letters', '\uFF29\uFF44\uFF41'],
  ])('makes nobody who looks like somebody here: %s is the same name', async (_what, name) => {
    const token = tokenOf(await invite());
    expect((await join(token, name)).body.code).toBe('name-taken');
    expect((await join(token, 'Idá')).status).toBe(200);
  });

  test.each([
    ['nothing that is seen', '\u200B\u2060'],
    ['writing turned round', 'Uma\u202Eadl'],
    ['a control sign', 'Um\u0000a'],
  ])('makes nobody whose name is %s', async (_what, name) => {
    expect(await join(tokenOf(await invite()), name)).toMatchObject({
      status: 400,
      body: { code: 'invalid' },
    });
  });

  test('guessed ten times in a minute makes the address wait', async () => {
    for (let time = 0; time < 10; time += 1) await join('plb_v_guess');
    expect((await join(tokenOf(await invite()))).body).toMatchObject({ code: 'slow-down' });
  });
});

describe('roles', () => {
  test('a member may not list, invite or change anybody', async () => {
    const uma = await member();
    for (const route of ['members', 'invitations', 'server-events'])
      expect((await as(uma, 'GET', route)).body.code).toBe('forbidden');
    expect((await as(uma, 'POST', 'invitations', { note: 'Eve' })).body.code).toBe('forbidden');
    const raise = await as(uma, 'POST', `members/${uma.accountId}/role`, { role: 'owner' });
    expect(raise.body.code).toBe('forbidden');
  });

  test('the last owner stays owner; with another one, either may step down', async () => {
    const mine = `members/${owner.accountId}`;
    expect((await as(owner, 'POST', `${mine}/role`, { role: 'member' })).body.code).toBe('last-owner');
    expect((await as(owner, 'POST', `${mine}/disable`)).body.code).toBe('last-owner');
    const uma = await member('Uma', 'owner');
    expect((await as(owner, 'POST', `${mine}/role`, { role: 'member' })).status).toBe(200);
    expect((await as(owner, 'GET', 'members')).body.code).toBe('forbidden');
    expect((await as(uma, 'POST', `members/${uma.accountId}/role`, { role: 'member' })).body.code).toBe(
      'last-owner',
    );
  });

  test('two owners who step down at once leave one', async () => {
    const uma = await member('Uma', 'owner');
    const down = { role: 'member' };
    const answers = await Promise.all([
      as(owner, 'POST', `members/${owner.accountId}/role`, down),
      as(uma, 'POST', `members/${uma.accountId}/role`, down),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe('an account that is switched off', () => {
  test('lets nothing in, closes what is open, loses nothing, and works again afterwards', async () => {
    const uma = await member();
    const device = await world.device(uma, JOURNAL);
    const key = await world.key(uma, ['history:read']);
    const feed = await as(uma, 'POST', 'calendar-feeds', { name: 'Phone' });
    const page = world.page(uma);
    const watch = world.socket({ token: device.token });
    // Side by side: whichever opens first must not be missed.
    expect(await Promise.all([outcome(page), outcome(watch)])).toEqual(['open', 'open']);
    const closed = [page, watch].map((one) => new Promise((resolve) => one.once('disconnect', resolve)));
    expect((await as(owner, 'POST', `members/${uma.accountId}/disable`)).status).toBe(200);
    await Promise.all(closed);
    expect((await as(uma, 'GET', 'sessions')).status).toBe(401);
    const push = () => world.ask('POST', '/api/v1/journal', pushOf(moves(1)), bearer(device));
    expect(await push()).toMatchObject({ status: 403, body: { code: 'disabled' } });
    const read = () => world.ask('GET', '/api/v1/sessions', undefined, bearer(key));
    expect((await read()).body.code).toBe('disabled');
    const login = () => world.ask('POST', '/api/v1/login', { name: 'Uma', password: PASSWORD });
    expect((await login()).body.code).toBe('disabled');
    const calendar = async () => (await fetch(`${world.server.url}${feed.body.path}`)).status;
    expect(await calendar()).toBe(404);
    expect((await as(owner, 'POST', `members/${uma.accountId}/enable`)).status).toBe(200);
    expect([(await push()).status, (await read()).status, await calendar()]).toEqual([200, 200, 200]);
    expect((await login()).status).toBe(200);
  });

  test('can be removed after seven days and not before, and leaves no row behind', async () => {
    const uma = await member();
    await world.device(uma, JOURNAL);
    const place = `members/${uma.accountId}`;
    expect((await as(owner, 'DELETE', place)).body).toMatchObject({ code: 'disable-first' });
    await as(owner, 'POST', `${place}/disable`);
    world.now += 6 * DAY;
    expect((await as(owner, 'DELETE', place)).body).toMatchObject({
      code: 'disable-first',
      retryAfterMs: DAY,
    });
    world.now += DAY;
    expect((await as(owner, 'DELETE', place)).status).toBe(200);
    expect((await as(owner, 'DELETE', place)).status).toBe(404);
    const { members } = (await as(owner, 'GET', 'members')).body as { members: { name: string }[] };
    expect(members.map(({ name }) => name)).toEqual(['Ida']);
  });
});

describe('security events', () => {
  const kinds = async (person: Person, route = 'security-events') =>
    ((await as(person, 'GET', route)).body.events as { kind: string }[]).map(({ kind }) => kind);

  test('say what was done to the own account, and to owners nothing of others’ comings and goings', async () => {
    const uma = await member();
    const device = await world.device(uma, JOURNAL);
    await as(uma, 'DELETE', `devices/${device.deviceId}`);
    await as(uma, 'POST', 'keys', { name: 'Script', scopes: ['live:read'] });
    expect((await kinds(uma)).sort()).toEqual(['device-paired', 'device-removed', 'key-made', 'signed-in']);
    await as(owner, 'POST', `members/${uma.accountId}/role`, { role: 'owner' });
    const told = (await as(owner, 'GET', 'server-events')).body.events as { kind: string; member: string }[];
    expect(told.map(({ kind, member }) => `${member} ${kind}`).sort()).toEqual([
      'Ida invitation-made',
      'Ida invitation-used',
      'Ida role-changed',
      'Uma role-changed',
    ]);
  });

  test('count failures of an hour in one row, of names that nobody bears too', async () => {
    for (let time = 0; time < 3; time += 1)
      await world.ask('POST', '/api/v1/login', { name: 'Ida', password: 'wrong' });
    await world.ask('POST', '/api/v1/login', { name: 'Nobody', password: 'wrong' });
    const own = (await as(owner, 'GET', 'security-events')).body.events as object[];
    expect(own).toContainEqual({ kind: 'sign-in-failed', at: world.now, firstAt: world.now, count: 3 });
    expect(await kinds(owner, 'server-events')).toEqual(['sign-in-failed', 'sign-in-failed']);
  });

  test('stay five hundred at most', async () => {
    const { DATABASE } = await import('../../database/database.js');
    const { noteEvent } = await import('../audit/events.js');
    type Database = import('../../database/database.js').Database;
    const database = world.server.app.get<Database>(DATABASE);
    const { accountId } = owner;
    await database.write.run(async (tx) => {
      for (let at = 0; at < 510; at += 1)
        await noteEvent(tx, { accountId, kind: 'signed-out', at: world.now + at });
    });
    const rows = await database.read.all('SELECT id FROM security_event WHERE account_id = ?', [accountId]);
    expect(rows).toHaveLength(500);
  });

  test('are not driven out by one thing that is done over and over', async () => {
    await as(owner, 'POST', 'keys', { name: 'Not hers', scopes: ['history:read'] });
    for (let time = 0; time < 255; time += 1) {
      const made = await as(owner, 'POST', 'history-grants/links', { note: 'Nothing' });
      await as(owner, 'DELETE', `history-grants/links/${(made.body.link as { id: string }).id}`);
    }
    const { events } = (await as(owner, 'GET', 'security-events')).body as { events: { kind: string }[] };
    expect(events).toHaveLength(200);
    const others = events.map(({ kind }) => kind).filter((kind) => !kind.startsWith('history-link'));
    expect(others.sort()).toEqual(['key-made', 'signed-in']);
  }, 30_000);
});
