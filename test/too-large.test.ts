/** The phone's own transport against a real server: a batch above 64 kB is refused, halved, and arrives whole. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { WebSocket } from 'ws';
import { bearer, type Device, World } from '../apps/server/src/testing/world.js';
import type { Answer } from '../apps/watch/src/side/answers.js';
import { answerWatch } from '../apps/watch/src/side/desk.js';
import { callHttp } from '../apps/watch/src/side/http.js';
import { openPhoneStore } from '../apps/watch/src/side/phone-store.js';
import { pushInParts } from '../apps/watch/src/side/push-in-parts.js';
import { openRelay } from '../apps/watch/src/side/relay.js';
import { openSocket } from '../apps/watch/src/side/socket.js';

const JOURNAL = '01JD3Z5X8QWATCHJ0VRNA10000';
const SESSION = '01JD3Z5X8QSESS10N000000001';
const ENTRIES = 400;
const host = globalThis as unknown as Record<string, unknown>;
const real = { fetch: globalThis.fetch, WebSocket: host.WebSocket };

type Call = { url: string; method: string; headers: Record<string, string>; body?: string };

/** The platform's own `fetch` takes one object and gives the body at once. */
async function platformFetch({ url, ...init }: Call): Promise<{ status: number; body: unknown }> {
  const response = await real.fetch(url, init);
  return { status: response.status, body: await response.json() };
}

const entries = Array.from({ length: ENTRIES }, (_, n) => ({
  ...{ seq: n + 1, at: 1_794_815_990_000 + n, zone: 60, kind: 'paused', sessionId: SESSION },
  remark: 'x'.repeat(300),
}));
const push = { journalId: JOURNAL, first: 1, sentAt: 1_794_816_000_000, entries };

let world: World;
let device: Device;

function openPhone() {
  const values = new Map<string, string>([
    ['server', world.server.url],
    ['token', device.token],
  ]);
  const store = openPhoneStore({
    getItem: (key: string) => values.get(key),
    setItem: (key: string, value: string) => void values.set(key, value),
    removeItem: (key: string) => void values.delete(key),
  } as never);
  return { store, relay: openRelay(store, () => 0) };
}

beforeEach(async () => {
  world = await new World().start();
  device = await world.device(await world.person('Ida'), JOURNAL);
});
afterEach(async () => {
  Object.assign(globalThis, real);
  await world.end();
});

type Send = (body: object) => Promise<Answer>;

const overSocket = async (body: object): Promise<Answer> => {
  const road = openSocket(world.server.url, device.token, { revoked: () => undefined });
  const answer = await road.push(body);
  road.close();
  return answer;
};
const overHttp: Send = (body) =>
  callHttp({ server: world.server.url, path: '/api/v1/journal', method: 'POST', token: device.token, body });

describe.each<{ road: string; engine: object; send: Send }>([
  { road: 'Socket.IO', engine: { WebSocket }, send: overSocket },
  { road: 'HTTP', engine: { WebSocket: undefined, fetch: platformFetch }, send: overHttp },
])('a batch above 64 kB over $road', ({ engine, send }) => {
  beforeEach(() => void Object.assign(globalThis, engine));

  test('answers too-large', async () => {
    expect(JSON.stringify(push).length).toBeGreaterThan(2 * 65_536);
    expect(await send(push)).toMatchObject({ ok: false, code: 'too-large' });
  });

  test('is halved by the phone until it fits, and arrives whole', async () => {
    const { store, relay } = openPhone();
    const answer = await answerWatch(store, relay, { method: 'push', push });
    relay.close();
    expect(answer).toEqual({ ok: true, through: ENTRIES, problems: [] });
    Object.assign(globalThis, real);
    const again = await world.ask('POST', '/api/v1/journal', push, bearer(device));
    expect({ status: again.status, code: again.body.code }).toEqual({ status: 413, code: 'too-large' });
    const last = { ...push, entries: entries.slice(-1) };
    expect((await world.ask('POST', '/api/v1/journal', last, bearer(device))).body).toEqual(answer);
  });

  test('goes in parts of which each fits, with the older ones first', async () => {
    const parts: { bytes: number; from: number; ok: boolean }[] = [];
    const answer = await pushInParts(async (body) => {
      const reply = await send(body);
      const from = (body as typeof push).entries[0]?.seq ?? 0;
      parts.push({ bytes: JSON.stringify(body).length, from, ok: reply.ok });
      return reply;
    }, push);
    const taken = parts.filter(({ ok }) => ok);
    expect({ answer, starts: taken.map(({ from }) => from) }).toEqual({
      answer: { ok: true, through: ENTRIES, problems: [] },
      starts: [1, 101, 201, 301],
    });
    expect(Math.max(...taken.map(({ bytes }) => bytes))).toBeLessThanOrEqual(65_536);
  });
});
