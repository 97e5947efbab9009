import { createHmac } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DATABASE, type Database } from '../database/database.js';
import { readAllowed } from '../outgoing/target.js';
import { JOURNAL, moves, OTHER_JOURNAL, pushOf, wholeSession } from '../testing/entries.js';
import { bearer, type Device, type Person, START, World } from '../testing/world.js';
import { Deliveries } from './deliveries.js';
import { GIVE_UP_MS } from './retry.js';

type Got = { headers: http.IncomingHttpHeaders; body: string; event: Record<string, unknown> };
type Facts = { id: string; state: string; failingSince?: number };
const HOUR = 3_600_000;

/** The other side: remembers what it got and answers as it is told. */
class Receiver {
  readonly got: Got[] = [];
  answer: (count: number, response: http.ServerResponse) => void = (_count, response) => response.end();
  private readonly server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      this.got.push({ headers: request.headers, body, event: JSON.parse(body) as Got['event'] });
      this.answer(this.got.length, response);
    });
  });

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get ids(): unknown[] {
    return this.got.map(({ event }) => event.id);
  }

  start = () => new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));

  status = (status: number, headers: Record<string, string> = {}) => {
    this.answer = (_count, response) => response.writeHead(status, headers).end();
  };

  end(): void {
    this.server.closeAllConnections();
    this.server.close();
  }
}

let world: World;
let receiver: Receiver;
let ida: Person;
let watch: Device;

const options = () => ({
  outgoingAllow: readAllowed(`127.0.0.1:${receiver.port}`) as ReadonlySet<string>,
  outside: { chance: () => 0.5 },
});
const settle = () => world.server.app.get(Deliveries).settle();
const as = (person: Person) => ({ cookie: person.cookie });

async function makeHook(kinds = ['session-started', 'session-ended'], person = ida) {
  const body = { name: 'Home', address: `http://127.0.0.1:${receiver.port}/hook`, kinds };
  const made = await world.ask('POST', '/api/v1/webhooks', body, as(person));
  expect(made.status).toBe(200);
  return made.body as { webhook: Facts; secret: string };
}
const push = (entries: readonly unknown[], device = watch) =>
  world.ask('POST', '/api/v1/journal', pushOf(entries), bearer(device));
const listed = async () =>
  (await world.ask('GET', '/api/v1/webhooks', undefined, as(ida))).body.webhooks as Facts[];
const logOf = async (id: string) =>
  (await world.ask('GET', `/api/v1/webhooks/${id}/deliveries`, undefined, as(ida))).body.deliveries as Record<
    string,
    unknown
  >[];

beforeEach(async () => {
  receiver = new Receiver();
  await receiver.start();
  world = await new World().start(options());
  ida = await world.person('Ida');
  watch = await world.device(ida, JOURNAL);
});
afterEach(async () => {
  await world.end();
  receiver.end();
});

describe('a webhook', () => {
  test('tells a session’s beginning and end once each, in order, with the session and the week', async () => {
    await makeHook();
    await push(wholeSession({ seq: 1, at: START }));
    await settle();
    expect(receiver.got.map(({ event }) => event.kind)).toEqual(['session-started', 'session-ended']);
    expect(receiver.got[1]?.event).toMatchObject({
      at: expect.any(Number),
      zone: 60,
      session: { status: 'ended', how: 'complete', routineName: 'First week', totalMs: expect.any(Number) },
      week: { firstDay: '2026-11-16', goal: 3, done: 1, left: 2 },
    });
    await push(wholeSession({ seq: 1, at: START }));
    await settle();
    expect(receiver.got).toHaveLength(2);
  });

  test('that another server had in hand is asked for again a second later, not only at the next look', async () => {
    const { webhook } = await makeHook(['session-started']);
    const { write } = world.server.app.get<Database>(DATABASE);
    const hold = (until: number) =>
      write.run((tx) => tx.run('UPDATE webhook SET lease_until = ? WHERE id = ?', [until, webhook.id]));
    await hold(world.now + HOUR);
    await push(wholeSession({ seq: 1, at: START }));
    await settle();
    expect(receiver.got).toEqual([]);
    await hold(0);
    for (let tries = 0; receiver.got.length === 0 && tries < 100; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(receiver.got).toHaveLength(1);
  });

  test('says nothing for an account that is switched off, and goes on where it was when it is on again', async () => {
    const kim = await world.person('Kim');
    await makeHook(['session-started'], kim);
    const hers = await world.device(kim, OTHER_JOURNAL);
    receiver.status(500);
    const began = wholeSession({ seq: 1, at: START }).slice(0, 1);
    await world.ask('POST', '/api/v1/journal', pushOf(began, { journalId: OTHER_JOURNAL }), bearer(hers));
    await settle();
    expect(receiver.got).toHaveLength(1);
    receiver.status(204);
    const turn = (way: string) =>
      world.ask('POST', `/api/v1/members/${kim.accountId}/${way}`, undefined, as(ida));
    expect((await turn('disable')).status).toBe(200);
    world.now += HOUR;
    await settle();
    expect(receiver.got).toHaveLength(1);
    expect((await turn('enable')).status).toBe(200);
    await settle();
    expect(receiver.ids).toEqual([receiver.ids[0], receiver.ids[0]]);
  });

  test('signs what it sends, so that the receiver can tell', async () => {
    const { secret } = await makeHook();
    await push(wholeSession({ seq: 1, at: START }));
    await settle();
    for (const { headers, body } of receiver.got) {
      const [, at, v1] = /^t=(\d+),v1=([\da-f]{64})$/.exec(String(headers['plumbline-signature'])) ?? [];
      expect(Number(at)).toBe(world.now);
      expect(createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')).toBe(v1);
    }
    expect(secret).toMatch(/^plb_w_[\w-]{43}$/);
    expect(JSON.stringify(await listed())).not.toContain(secret);
  });

  test('tells nothing that happened before it was made, nor what was a week old when it came', async () => {
    await push(wholeSession({ seq: 1, at: START }));
    await makeHook();
    await push(
      wholeSession({ seq: 100, at: START - 8 * 24 * HOUR, sessionId: '01JD3Z5X8QSESS10N000000009' }),
    );
    await settle();
    expect(receiver.got).toEqual([]);
  });

  test('tells another account nothing', async () => {
    const ole = await world.person('Ole');
    const other = await world.device(ole, OTHER_JOURNAL);
    const { webhook } = await makeHook();
    const told = pushOf(wholeSession({ seq: 1, at: START }), { journalId: OTHER_JOURNAL });
    await world.ask('POST', '/api/v1/journal', told, bearer(other));
    await settle();
    expect(receiver.got).toEqual([]);
    for (const [method, path] of [
      ['DELETE', ''],
      ['GET', '/deliveries'],
      ['POST', '/test'],
      ['POST', '/pause'],
      ['POST', '/resume'],
    ] as const) {
      const body = method === 'POST' ? {} : undefined;
      const reply = await world.ask(method, `/api/v1/webhooks/${webhook.id}${path}`, body, as(ole));
      expect(reply).toMatchObject({ status: 404, body: { code: 'not-found' } });
    }
    expect((await world.ask('GET', '/api/v1/webhooks', undefined, as(ole))).body.webhooks).toEqual([]);
  });

  test('tries again, ever later, with the same id, and goes on in order', async () => {
    const { webhook } = await makeHook();
    receiver.answer = (count, response) => response.writeHead(count <= 3 ? 500 : 200).end();
    await push(wholeSession({ seq: 1, at: START }));
    const waits: number[] = [];
    for (let tries = receiver.got.length; receiver.got.length < 5; tries = receiver.got.length) {
      await settle();
      if (receiver.got.length > tries) waits.push(world.now);
      world.now += 1_000;
    }
    const first = `${JOURNAL}.1`;
    expect(receiver.ids.slice(0, 4)).toEqual([first, first, first, first]);
    expect(receiver.ids[4]).not.toBe(first);
    const [a = 0, b = 0, c = 0, d = 0] = waits;
    expect([b - a, c - b, d - c]).toEqual([15_000, 30_000, 60_000]);
    const statuses = (await logOf(webhook.id)).map(({ status, attempt }) => [status, attempt]);
    expect(statuses).toEqual([
      [200, 1],
      [200, 4],
      [500, 3],
      [500, 2],
      [500, 1],
    ]);
    expect(await listed()).toMatchObject([{ state: 'on' }]);
    expect((await listed())[0]).not.toHaveProperty('failingSince');
  });

  test('is marked failing after a day in vain, says since when, and goes on where it stopped', async () => {
    const { webhook } = await makeHook();
    receiver.status(503);
    await push(wholeSession({ seq: 1, at: START }));
    const since = world.now;
    for (; world.now <= since + GIVE_UP_MS + 2 * HOUR; world.now += HOUR / 2) await settle();
    const tries = receiver.got.length;
    expect(await listed()).toMatchObject([{ state: 'failing', failingSince: since }]);
    world.now += 24 * HOUR;
    await settle();
    expect(receiver.got).toHaveLength(tries);
    receiver.status(200);
    await world.ask('POST', `/api/v1/webhooks/${webhook.id}/resume`, {}, as(ida));
    await settle();
    expect(receiver.ids.slice(tries)).toEqual([`${JOURNAL}.1`, expect.anything()]);
  });

  test('waits as long as the receiver asks', async () => {
    await makeHook();
    receiver.status(429, { 'retry-after': '3600' });
    await push(wholeSession({ seq: 1, at: START }));
    await settle();
    world.now += HOUR - 1;
    await settle();
    expect(receiver.got).toHaveLength(1);
    world.now += 1;
    await settle();
    expect(receiver.got).toHaveLength(2);
  });

  test('is switched off by 410 Gone', async () => {
    await makeHook();
    receiver.status(410);
    await push(wholeSession({ seq: 1, at: START }));
    await settle();
    world.now += 48 * HOUR;
    await settle();
    expect(receiver.got).toHaveLength(1);
    expect(await listed()).toMatchObject([{ state: 'gone' }]);
  });

  test('loses nothing and sends the rest when the server stops in between', async () => {
    await makeHook();
    receiver.answer = (count, response) => {
      if (count === 1) response.end();
      // The second is never answered: the server stops while it waits.
    };
    await push(wholeSession({ seq: 1, at: START }));
    while (receiver.got.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    await world.stop();
    receiver.answer = (_count, response) => response.end();
    world.now += 60_000;
    await world.start(options());
    await settle();
    expect(receiver.ids).toHaveLength(3);
    expect(receiver.ids[1]).toBe(receiver.ids[2]);
    expect(new Set(receiver.ids).size).toBe(2);
  });

  test('keeps quiet while paused, then goes on, or skips what was', async () => {
    const { webhook } = await makeHook(['session-started']);
    const act = (what: string, body = {}) =>
      world.ask('POST', `/api/v1/webhooks/${webhook.id}/${what}`, body, as(ida));
    expect((await act('pause')).body).toMatchObject({ ok: true, webhook: { state: 'paused' } });
    await push(wholeSession({ seq: 1, at: START }));
    await settle();
    expect(receiver.got).toEqual([]);
    await act('resume');
    await settle();
    expect(receiver.ids).toEqual([`${JOURNAL}.1`]);
    await act('pause');
    await push(wholeSession({ seq: 100, at: START, sessionId: '01JD3Z5X8QSESS10N000000002' }));
    await act('resume', { skip: true });
    await settle();
    expect(receiver.got).toHaveLength(1);
  });

  test('sends a test at once, whatever its state, and a few a minute only', async () => {
    const { webhook } = await makeHook();
    const test = () => world.ask('POST', `/api/v1/webhooks/${webhook.id}/test`, {}, as(ida));
    await world.ask('POST', `/api/v1/webhooks/${webhook.id}/pause`, {}, as(ida));
    expect((await test()).body).toMatchObject({ ok: true, delivery: { kind: 'test', status: 200 } });
    receiver.status(500);
    expect((await test()).body).toMatchObject({ ok: true, delivery: { status: 500 } });
    for (let time = 0; time < 3; time += 1) await test();
    expect((await test()).body).toMatchObject({ code: 'slow-down', retryAfterMs: 60_000 });
    expect(await logOf(webhook.id)).toHaveLength(5);
    expect((await logOf(webhook.id))[0]).not.toHaveProperty('body');
  });

  test('is told nothing more once it is removed', async () => {
    const { webhook } = await makeHook();
    const gone = await world.ask('DELETE', `/api/v1/webhooks/${webhook.id}`, undefined, as(ida));
    expect(gone.body).toEqual({ ok: true });
    await push(wholeSession({ seq: 1, at: START }));
    await settle();
    expect(receiver.got).toEqual([]);
    expect(await logOf(webhook.id)).toBeUndefined();
  });

  test('remembers its last hundred deliveries', async () => {
    const { webhook } = await makeHook(['session-started']);
    for (let count = 0; count < 130; count += 1) {
      const [started] = wholeSession({
        seq: count + 1,
        at: START,
        sessionId: `01JD3Z5X8QSESS10N00000${1000 + count}`,
      });
      await push([started]);
    }
    await settle();
    expect(receiver.got).toHaveLength(130);
    const log = await logOf(webhook.id);
    expect(log).toHaveLength(100);
    expect(log[0]?.eventId).toBe(`${JOURNAL}.130`);
  }, 30_000);

  test('passes over thousands of entries of other kinds', async () => {
    await makeHook(['session-started']);
    for (let from = 1; from <= 2_000; from += 500) await push(moves(500, from));
    await push(wholeSession({ seq: 2_001, at: START }));
    await settle();
    expect(receiver.ids).toEqual([`${JOURNAL}.2001`]);
  });

  test('is sent at most four at once beside others', async () => {
    for (let count = 0; count < 10; count += 1) await makeHook(['session-started']);
    let open = 0;
    let most = 0;
    receiver.answer = (_count, response) => {
      open += 1;
      most = Math.max(most, open);
      setTimeout(() => {
        open -= 1;
        response.end();
      }, 200);
    };
    await push(wholeSession({ seq: 1, at: START }));
    await settle();
    expect(receiver.got).toHaveLength(10);
    expect(most).toBe(4);
    const full = { name: 'One more', address: 'https://hooks.example/', kinds: ['effort'] };
    const refused = await world.ask('POST', '/api/v1/webhooks', full, as(ida));
    expect(refused).toMatchObject({ status: 409, body: { code: 'too-many' } });
  });

  test.each([
    ['this machine', 'http://127.0.0.1:1/'],
    ['the cloud’s metadata', 'http://169.254.169.254/'],
    ['another scheme', 'ftp://hooks.example/'],
    ['credentials', 'https://a:b@hooks.example/'],
    ['no address', 'hooks'],
  ])('is not made for %s', async (_name, address) => {
    const body = { name: 'Home', address, kinds: ['effort'] };
    const reply = await world.ask('POST', '/api/v1/webhooks', body, as(ida));
    expect(reply).toMatchObject({ status: 422, body: { code: 'address-refused' } });
  });
});

describe('two servers on one database', () => {
  test('deliver each event once between them', async () => {
    await makeHook(['session-started']);
    const first = world.server.app.get(Deliveries);
    const { Turns } = await import('./turn.js');
    const turns = world.server.app.get(Turns);
    // The same tables and the same network, another holder: what a second process is to the first.
    const second = Object.create(turns, {
      holder: { value: 'another' },
      seen: { value: new Map() },
    }) as typeof turns;
    receiver.answer = (_count, response) => setTimeout(() => response.end(), 20);
    const [hook] = await listed();
    for (let count = 0; count < 10; count += 1) {
      const sessionId = `01JD3Z5X8QSESS10N00000${1000 + count}`;
      await push(wholeSession({ seq: 1 + count, at: START, sessionId }).slice(0, 1));
      await Promise.all([first.settle(), second.take(hook?.id ?? '', new AbortController().signal)]);
    }
    await settle();
    expect(receiver.ids).toHaveLength(10);
    expect(new Set(receiver.ids).size).toBe(10);
  });
});
