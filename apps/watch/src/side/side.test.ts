import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Server as SocketServer } from 'socket.io';
import { WebSocket } from 'ws';
import { answerWatch } from './desk.js';
import { readAddress } from './http.js';
import { disconnect, pair, readCode, testConnection } from './pairing.js';
import { openPhoneStore, type PhoneStore } from './phone-store.js';
import { openRelay } from './relay.js';

type Told = { path: string; authorization: string | undefined; body: Record<string, unknown> };
type Reply = { status: number; body: unknown };

const told: Told[] = [];
let reply: (request: Told) => Reply = () => ({ status: 200, body: { ok: true } });
let http: Server;
let sockets: SocketServer;
let address = '';
let refuseToken: string | undefined;

const read = (request: IncomingMessage): Promise<string> =>
  new Promise((resolve) => {
    let text = '';
    request.on('data', (part) => {
      text += String(part);
    });
    request.on('end', () => resolve(text));
  });

beforeAll(async () => {
  http = createServer(async (request, response) => {
    if (request.url?.startsWith('/socket.io')) return;
    const text = await read(request);
    const seen = {
      path: request.url ?? '',
      authorization: request.headers.authorization,
      body: text === '' ? {} : JSON.parse(text),
    };
    told.push(seen);
    const { status, body } = reply(seen);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  sockets = new SocketServer(http, { serveClient: false });
  sockets.use((socket, next) => {
    if (refuseToken === undefined) return next();
    next(Object.assign(new Error('no'), { data: { code: refuseToken } }));
    socket.disconnect(true);
  });
  sockets.on('connection', (socket) => {
    socket.on('journal:push', (body, ack) => {
      told.push({ path: 'journal:push', authorization: socket.handshake.auth.token, body });
      if (body.first === 99) socket.disconnect(true);
      else ack({ ok: true, through: body.first, problems: [] });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
});
afterAll(() => sockets.close());

const host = globalThis as unknown as Record<string, unknown>;
const real = { fetch: globalThis.fetch, WebSocket: host.WebSocket };

/** The platform's own `fetch` takes one object and gives the body at once. */
const platformFetch = async (call: {
  url: string;
  method: string;
  headers: Record<string, string>;
  body?: string;
}) => {
  const response = await real.fetch(call.url, call);
  return { status: response.status, body: await response.text() };
};

let values: Map<string, string>;
let store: PhoneStore;

beforeEach(() => {
  told.length = 0;
  refuseToken = undefined;
  reply = () => ({ status: 200, body: { ok: true } });
  values = new Map();
  store = openPhoneStore({
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, String(value)),
    removeItem: (key) => void values.delete(key),
  });
  host.fetch = platformFetch;
});
afterEach(() => {
  host.fetch = real.fetch;
  host.WebSocket = real.WebSocket;
});

const set = (more: Record<string, string>) => {
  for (const [key, value] of Object.entries(more)) values.set(key, value);
};

test.each([
  ['192.168.1.20:4180', 'http://192.168.1.20:4180'],
  [' https://plumb.example/ ', 'https://plumb.example'],
  ['ftp://x', undefined],
  ['my server', undefined],
  ['', undefined],
])('the address %j is read as %j', (typed, expected) => {
  expect(readAddress(typed)).toBe(expected);
});

test.each([
  ['abcd-efgh', 'ABCDEFGH'],
  ['oi1l 2345', '01112345'],
  ['ABCDEFG', undefined],
  ['ABCDEFGU', undefined],
])('the code %j is read as %j', (typed, expected) => {
  expect(readCode(typed)).toBe(expected);
});

describe('pairing', () => {
  test('trades code, name and journal for a token, and says whose server it is', async () => {
    reply = () => ({ status: 201, body: { ok: true, token: 'plb_d_1', accountName: 'Ada', deviceId: '7' } });
    set({ server: address, code: 'abcd-efgh', journalId: 'J1', deviceName: 'Balance' });
    await pair(store);
    expect(told).toEqual([
      {
        path: '/api/v1/pair',
        authorization: undefined,
        body: { code: 'ABCDEFGH', deviceName: 'Balance', journalId: 'J1' },
      },
    ]);
    expect(Object.fromEntries(values)).toMatchObject({ token: 'plb_d_1', status: 'Connected to Ada.' });
    expect(values.has('code')).toBe(false);
  });

  test('keeps a code that was typed before the watch was there, and spends it once it is', async () => {
    reply = () => ({ status: 201, body: { ok: true, token: 'plb_d_1', accountName: 'Ada', deviceId: '7' } });
    set({ server: address, code: 'ABCDEFGH', journalId: '', deviceName: 'Balance' });
    await pair(store);
    expect(told).toEqual([]);
    expect(values.get('code')).toBe('ABCDEFGH');
    set({ server: address, code: 'ABCDEFGH', journalId: 'J1', deviceName: 'Balance' });
    await Promise.all([pair(store), pair(store)]);
    expect(told).toHaveLength(1);
    expect(values.get('status')).toBe('Connected to Ada.');
  });

  test.each<[string, Record<string, string>, RegExp, Reply | undefined]>([
    ['no address was typed', { server: '' }, /address of your server/, undefined],
    ['it cannot be an address', { server: 'my home' }, /not an address/, undefined],
    ['nothing answers there', { server: 'http://127.0.0.1:1' }, /Nothing answers/, undefined],
    ['no watch has been near', { journalId: '' }, /No watch yet/, undefined],
    ['the code is wrong', {}, /not right/, { status: 400, body: { ok: false, code: 'wrong-code' } }],
    [
      'the server goes by another name',
      {},
      /PUBLIC_URL/,
      { status: 421, body: { ok: false, code: 'misdirected' } },
    ],
    ['there were too many tries', {}, /Wait/, { status: 429, body: { ok: false, code: 'slow-down' } }],
    ['another server answers', {}, /not a Plumbline server/, { status: 404, body: '<html>' }],
    [
      'the server has own words',
      {},
      /^Full\.$/,
      { status: 409, body: { ok: false, code: 'x', message: 'Full.' } },
    ],
  ])('says so when %s', async (_name, settings, words, answer) => {
    if (answer !== undefined) reply = () => answer;
    set({ server: address, code: 'ABCDEFGH', journalId: 'J1', deviceName: 'B', ...settings });
    await pair(store);
    expect(values.get('status')).toMatch(words);
    expect(values.has('token')).toBe(false);
  });

  test('tells a bad certificate from a silent address', async () => {
    host.fetch = async () => Promise.reject(new Error('CERT_HAS_EXPIRED: certificate has expired'));
    set({ server: 'https://x', code: 'ABCDEFGH', journalId: 'J1' });
    await pair(store);
    expect(values.get('status')).toMatch(/certificate is not trusted/);
  });

  test('waits while the code is not complete', async () => {
    set({ server: address, code: 'ABC', journalId: 'J1' });
    await pair(store);
    expect({ told, code: values.get('code') }).toEqual({ told: [], code: 'ABC' });
  });
});

test('a test of the connection names the version it reached', async () => {
  reply = () => ({ status: 200, body: { status: 'ok', version: '0.1.0' } });
  set({ server: address });
  await testConnection(store);
  expect(values.get('status')).toBe('Reached: Plumbline 0.1.0.');
});

test('disconnecting forgets the token and keeps the address', () => {
  set({ server: address, token: 't', accountName: 'Ada' });
  disconnect(store);
  expect(Object.fromEntries(values)).toEqual({
    server: address,
    status: expect.stringMatching(/Disconnected/),
  });
});

const push = { journalId: 'J1', first: 4, sentAt: 1, entries: [] };

describe.each([
  ['HTTP', false],
  ['Socket.IO', true],
])('a push over %s', (_name, socket) => {
  const open = () => {
    host.WebSocket = socket ? WebSocket : undefined;
    return openRelay(store, () => 5000);
  };
  const place = socket ? 'journal:push' : '/api/v1/journal';
  const credential = socket ? 't1' : 'Bearer t1';

  test("reaches the server with the device's token, and its answer comes back unchanged", async () => {
    reply = ({ body }) => ({ status: 200, body: { ok: true, through: body.first, problems: [] } });
    set({ server: address, token: 't1' });
    const relay = open();
    expect(await answerWatch(store, relay, { method: 'push', push })).toEqual({
      ok: true,
      through: 4,
      problems: [],
    });
    expect(told).toEqual([{ path: place, authorization: credential, body: push }]);
    relay.close();
  });

  test('is refused without a token', async () => {
    set({ server: address });
    const relay = open();
    expect(await answerWatch(store, relay, { method: 'push', push })).toMatchObject({
      ok: false,
      code: 'not-paired',
    });
  });

  test('is offline when nobody answers', async () => {
    set({ server: 'http://127.0.0.1:1', token: 't1' });
    const relay = open();
    expect(await answerWatch(store, relay, { method: 'push', push })).toMatchObject({
      ok: false,
      code: 'offline',
    });
    relay.close();
  });

  test('forgets a token that was revoked and says so', async () => {
    reply = () => ({ status: 401, body: { ok: false, code: 'revoked', message: '' } });
    refuseToken = 'revoked';
    set({ server: address, token: 't1' });
    const relay = open();
    expect(await answerWatch(store, relay, { method: 'push', push })).toMatchObject({
      ok: false,
      code: 'revoked',
    });
    expect({ token: values.get('token'), status: values.get('status') }).toEqual({
      token: undefined,
      status: expect.stringMatching(/removed in the dashboard/),
    });
  });
});

test('a socket that closes before the answer is offline, and the next push opens a new one', async () => {
  set({ server: address, token: 't1' });
  host.WebSocket = WebSocket;
  const relay = openRelay(store, () => 0);
  expect(await relay.push({ ...push, first: 99 })).toMatchObject({ ok: false, code: 'offline' });
  expect(await relay.push(push)).toMatchObject({ ok: true, through: 4 });
  relay.close();
});

test('hello leaves the journal and the model on the phone and tells whether it is paired', async () => {
  const relay = openRelay(store, () => 0);
  const hello = { method: 'hello', journalId: 'J9', deviceName: 'GTR 4' };
  expect(await answerWatch(store, relay, hello)).toEqual({ ok: true, paired: false, accountName: '' });
  expect(Object.fromEntries(values)).toEqual({ journalId: 'J9', deviceName: 'GTR 4' });
});
