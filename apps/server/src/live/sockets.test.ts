import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { Credentials } from '../accounts/credentials.js';
import { Devices } from '../devices/devices.js';
import { JOURNAL, moves, OTHER_JOURNAL, pushOf } from '../testing/entries.js';
import { bearer, type Device, outcome, type Person, send, World } from '../testing/world.js';

const world = new World();
let person: Person;
let device: Device;
beforeAll(async () => {
  await world.start();
  person = await world.person('Ida');
  device = await world.device(person, JOURNAL);
});
afterAll(() => world.end());

const isAlive = async () => (await world.ask('GET', '/api/v1/health')).body.status === 'ok';

/** Speaks the wire below Socket.IO, to say what no client would. */
function speak(packets: (string | Buffer)[], query = ''): Promise<number> {
  const socket = new WebSocket(
    `${world.server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket${query}`,
  );
  return new Promise((resolve) => {
    socket.on('open', () => {
      for (const packet of packets) socket.send(packet);
      setTimeout(() => socket.close(), 150);
    });
    socket.on('close', (code) => resolve(code));
    socket.on('error', () => undefined);
  });
}

/** Connects as only a hand-made client does, and says what the server made of it. */
function sayHello(query: string, headers: Record<string, string>): Promise<string> {
  const address = `${world.server.url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket&${query}`;
  const socket = new WebSocket(address, { headers });
  return new Promise((resolve) => {
    socket.on('error', () => resolve('closed'));
    socket.on('open', () => socket.send('40'));
    socket.on('message', (data) => {
      const packet = String(data);
      if (packet.startsWith('0')) return;
      resolve(packet.startsWith('40') ? 'open' : JSON.parse(packet.slice(2)).data.code);
      socket.close();
    });
  });
}

describe('a handshake', () => {
  test.each<[string, Record<string, unknown>]>([
    ['no token', {}],
    ['a token that is a number', { token: 7 }],
    ['a token that is an object', { token: { toString: 1 } }],
    ['a token nobody has', { token: `plb_d_${'A'.repeat(43)}` }],
    ['a login’s cookie as a token', { token: `plb_s_${'A'.repeat(43)}` }],
  ])('with %s is refused with a code', async (_name, auth) => {
    expect(await outcome(world.socket(auth))).toMatch(/^(unauthorized|invalid)$/);
    expect(await isAlive()).toBe(true);
  });

  test.each([
    ['no JSON', '40{"token":'],
    ['a list', '40[1,2]'],
    ['a string', '40"x"'],
    ['null', '40null'],
    ['an unknown namespace', '40/admin,{}'],
    ['an unknown packet', '49{}'],
    ['an event before it', '42["journal:push",{}]'],
    ['binary', Buffer.from([1, 2, 3])],
    ['many attachments', '4599999999-["x"]'],
  ])('of %s leaves the process alive', async (_name, packet) => {
    await speak([packet]);
    expect(await isAlive()).toBe(true);
  });

  test('from another website’s page is refused, unless it comes as a device', async () => {
    const origin = 'https://evil.example';
    const foreign = { extraHeaders: { cookie: person.cookie, origin } };
    expect(await outcome(world.socket({}, foreign))).toBe('closed');
    expect(await outcome(world.socket({}, { ...foreign, query: { as: 'device' } }))).toBe('unauthorized');
    expect(
      await outcome(world.socket({ token: device.token }, { ...foreign, query: { as: 'device' } })),
    ).toBe('open');
    expect(await outcome(world.page(person))).toBe('open');
  });

  test.each([
    ['x=?as=device', 'closed'],
    ['as=device&as=x', 'unauthorized'],
    ['as=x&as=device', 'unauthorized'],
    ['as=%64evice', 'unauthorized'],
  ])('from another page that asks with ?%s never gets in by its cookie', async (query, expected) => {
    const headers = { cookie: person.cookie, origin: 'http://localhost:9' };
    expect(await sayHello(query, headers)).toBe(expected);
  });

  test('of a device that is removed meanwhile does not leave a socket open', async () => {
    const removed = await world.device(person, OTHER_JOURNAL);
    const credentials = world.server.app.get(Credentials);
    const real = credentials.identify.bind(credentials);
    jest.spyOn(credentials, 'identify').mockImplementationOnce(async (shown) => {
      const who = await real(shown);
      await world.server.app.get(Devices).revoke(person.accountId, removed.deviceId);
      return who;
    });
    const socket = world.socket(removed);
    const heard = new Promise((resolve) => socket.once('revoked', resolve));
    const closed = new Promise((resolve) => socket.once('disconnect', resolve));
    expect(await outcome(socket)).toBe('open');
    expect(await heard).toEqual({});
    await closed;
  });

  test('to a name that is not ours is refused', async () => {
    expect(
      await outcome(world.socket({ token: device.token }, { extraHeaders: { host: 'evil.example' } })),
    ).toBe('closed');
  });

  test('with a token never looks at the cookie', async () => {
    const extraHeaders = { cookie: person.cookie, origin: world.server.url };
    expect(await outcome(world.socket({ token: 'nonsense' }, { extraHeaders }))).toBe('unauthorized');
  });
});

describe('a message', () => {
  test('pushes over the socket as over HTTP', async () => {
    const socket = world.socket({ token: device.token });
    const body = pushOf(moves(3));
    expect(await send(socket, 'journal:push', body)).toEqual({ ok: true, through: 3, problems: [] });
    const twin = await world.ask('POST', '/api/v1/journal', body, bearer(device));
    expect(twin.body).toEqual({ ok: true, through: 3, problems: [] });
    expect(await send(socket, 'changes:pull', { since: 0 })).toMatchObject({
      ok: true,
      entries: [],
      more: false,
    });
  });

  test.each<[string, string, unknown, string]>([
    ['an unknown event', 'journal:drop', {}, 'unknown-event'],
    ['a reserved-looking event', '__proto__', {}, 'unknown-event'],
    ['a push of nothing', 'journal:push', undefined, 'invalid'],
    ['a push of text', 'journal:push', 'text', 'invalid'],
    [
      'a payload that names what would throw',
      'journal:push',
      { toJSON: 1, entries: { length: -1 } },
      'invalid',
    ],
    ['a cursor that is no number', 'changes:pull', { since: 'x' }, 'invalid'],
    ['a binary body', 'journal:push', Buffer.from('x'), 'binary-refused'],
    ['a buffer deep inside', 'journal:push', pushOf([{ seq: 1, at: Buffer.from('x') }]), 'binary-refused'],
  ])('%s is answered with a code', async (_name, event, body, code) => {
    const socket = world.socket({ token: device.token });
    expect(await send(socket, event, body)).toMatchObject({ ok: false, code });
    expect(await isAlive()).toBe(true);
  });

  test.each<[string, unknown[], string | undefined]>([
    ['one part', [pushOf(moves(1, 50))], undefined],
    ['no part', [], 'invalid'],
    ['two parts, the first of which would do', [pushOf(moves(1, 50)), {}], 'invalid'],
    ['one part that is a list', [[pushOf(moves(1, 50))]], 'invalid'],
  ])('of %s is answered', async (_name, parts, code) => {
    const socket = world.socket({ token: device.token });
    expect(await outcome(socket)).toBe('open');
    const answer = (await socket.timeout(5_000).emitWithAck('journal:push', ...parts)) as { code?: string };
    expect(answer.code).toBe(code);
  });

  test('without a reply function is taken in silence', async () => {
    const socket = world.socket({ token: device.token });
    socket.emit('journal:push', pushOf(moves(1)));
    socket.emit('nonsense');
    socket.emit('journal:push');
    expect(await send(socket, 'changes:pull', {})).toMatchObject({ ok: true });
  });

  test('from a page may not push', async () => {
    expect(await send(world.page(person), 'journal:push', pushOf(moves(1)))).toMatchObject({
      code: 'forbidden',
    });
  });
});

describe('size', () => {
  const wide = (bytes: number) =>
    pushOf([{ ...moves(1)[0], note: 'n'.repeat(bytes) }], { journalId: OTHER_JOURNAL });

  test('above 64 kB is too large on both roads, and the socket stays open', async () => {
    const socket = world.socket({ token: device.token });
    expect(await send(socket, 'journal:push', wide(70_000))).toMatchObject({ code: 'too-large' });
    const twin = await world.ask('POST', '/api/v1/journal', wide(70_000), bearer(device));
    expect(twin).toMatchObject({ status: 413, body: { ok: false, code: 'too-large' } });
    expect(await send(socket, 'changes:pull', {})).toMatchObject({ ok: true });
  });

  test('above 256 kB closes that socket, answers 413, and others notice nothing', async () => {
    const other = world.socket({ token: device.token });
    expect(await outcome(other)).toBe('open');
    const socket = world.socket({ token: device.token });
    expect(await outcome(socket)).toBe('open');
    const closed = new Promise((resolve) => socket.once('disconnect', resolve));
    socket.emit('journal:push', wide(300_000));
    await closed;
    const twin = await world.ask('POST', '/api/v1/journal', wide(300_000), bearer(device));
    expect(twin).toMatchObject({ status: 413, body: { ok: false, code: 'too-large' } });
    expect(other.connected).toBe(true);
    expect(await send(other, 'changes:pull', {})).toMatchObject({ ok: true });
  });
});

describe('HTTP', () => {
  test.each([
    ['broken JSON', 'POST', '/api/v1/login', '{"name":', 400, 'invalid'],
    ['another content type', 'POST', '/api/v1/login', undefined, 400, 'invalid'],
    ['an address that cannot be read', 'GET', '/api/v1/%', undefined, 400, 'invalid'],
    ['an unknown address', 'GET', '/api/v1/nothing', undefined, 404, 'not-found'],
    ['an unknown method', 'DELETE', '/api/v1/week', undefined, 404, 'not-found'],
    ['a day that is none', 'GET', '/api/v1/week?day=2026-02-30', undefined, 401, 'unauthorized'],
    ['a poisoned prototype', 'POST', '/api/v1/login', '{"__proto__":{"x":1}}', 400, 'invalid'],
  ])(
    'answers %s with a code and nothing of what was sent',
    async (_name, method, route, body, status, code) => {
      const answer = await world.ask(method, route, body);
      expect(answer).toMatchObject({ status, body: { ok: false, code } });
      expect(Object.keys(answer.body).sort()).toEqual(['code', 'message', 'ok']);
    },
  );
});
