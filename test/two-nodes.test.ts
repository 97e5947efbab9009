/** Two servers behind a round-robin proxy, on real PostgreSQL and real Redis: one of them may die and nothing is lost. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { io, type Socket } from 'socket.io-client';
import type { Device, Person } from '../apps/server/src/testing/world.js';
import { digestOf, makeFacts, makeId } from './sigkill/facts.js';
import { Pusher } from './sigkill/pusher.js';
import { Chance } from './simulate/chance.js';
import { Dashboard, digestOfKeys } from './two-nodes/dashboard.js';
import { Household, means } from './two-nodes/household.js';

const found = await means();
const chance = new Chance(20261128);
const journals = [1, 2].map(() => [makeId(chance), makeId(chance)]);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(holds: () => boolean | Promise<boolean>, limitMs = 10_000): Promise<void> {
  for (const end = Date.now() + limitMs; !(await holds()); await pause(30))
    if (Date.now() > end) throw new Error(`this never came true: ${holds}`);
}

const open = (url: string, options: object): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = io(url, { transports: ['websocket'], forceNew: true, reconnection: false, ...options });
    socket.once('connect', () => resolve(socket));
    socket.once('connect_error', reject);
  });
const asDevice = (url: string, { token }: Device) => open(url, { auth: { token } });
const asPage = (url: string, { cookie }: Person) => open(url, { extraHeaders: { cookie, origin: url } });

if (typeof found === 'string') {
  process.stderr.write(`${found}\n`);
  describe('two servers', () => {
    test.skip(found, () => undefined);
  });
} else {
  const { postgres, redis } = found;
  const home = new Household(redis.url);
  const one = () => home.servers[0]?.url as string;
  const other = () => home.servers[1]?.url as string;
  beforeAll(() => home.open(postgres.url, journals), 60_000);
  afterAll(async () => {
    await home.close();
    await redis.stop();
    await postgres.stop();
  }, 60_000);

  describe('two servers on one database', () => {
    const push = (socket: Socket, journalId: string, first: number) => {
      const entries = makeFacts(chance, first).filter(({ kind }) => kind !== 'from-the-future');
      const body = { journalId, first, sentAt: Date.now(), entries };
      return socket.timeout(5_000).emitWithAck('journal:push', body);
    };

    test('answer for their health, and refuse a third that would not hear them', async () => {
      for (const url of [one(), other(), home.url])
        expect(await (await fetch(`${url}/api/v1/health`)).json()).toMatchObject({ status: 'ok' });
      const deaf = home.start({ REDIS_URL: '' });
      await expect(deaf).rejects.toThrow(/Another Plumbline already uses the database .* the same REDIS_URL/);
      const lost = home.start({ REDIS_URL: 'redis://127.0.0.1:1' });
      await expect(lost).rejects.toThrow(/The Redis at REDIS_URL cannot be used: .*ECONNREFUSED/);
    }, 30_000);

    test('tell each other’s pages what was pushed, and each other’s sockets that they are over', async () => {
      const [person] = home.people as [Person];
      const page = await asPage(other(), person);
      expect(await page.timeout(5_000).emitWithAck('live:join', {})).toMatchObject({ ok: true });
      const told = new Promise((resolve) => page.once('entries', resolve));
      const code = await (
        await fetch(`${one()}/api/v1/pairing-codes`, {
          method: 'POST',
          headers: { cookie: person.cookie, origin: one() },
        })
      ).json();
      const pair = (url: string) =>
        fetch(`${url}/api/v1/pair`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ code: code.code, deviceName: 'Balance', journalId: makeId(chance) }),
        }).then((answer) => answer.json());
      const pairings = await Promise.all([one(), other(), one(), other()].map(pair));
      const made = pairings.filter(({ ok }) => ok);
      expect(made).toHaveLength(1);
      const device = made[0] as Device;
      const watch = await asDevice(one(), device);
      expect(await push(watch, makeId(chance), 1)).toMatchObject({ ok: true });
      expect(await told).toMatchObject({ entries: expect.any(Array) });
      const revoked = new Promise((resolve) => watch.once('revoked', resolve));
      const closed = new Promise((resolve) => watch.once('disconnect', resolve));
      const removed = await fetch(`${other()}/api/v1/devices/${device.deviceId}`, {
        method: 'DELETE',
        headers: { cookie: person.cookie, origin: other() },
      });
      expect(removed.status).toBe(200);
      await Promise.all([revoked, closed]);
      page.disconnect();
    }, 30_000);

    test('make nobody wait for a Redis that is frozen, and pages know everything once it goes on', async () => {
      const [person, [device]] = [home.people[0] as Person, home.devices as [Device]];
      const page = new Dashboard(person, other());
      await page.follow();
      const watch = await asDevice(one(), device);
      const journalId = makeId(chance);
      const say = async (first: number) => {
        const began = Date.now();
        const entries = [{ seq: first, at: began, zone: 60, kind: 'clock-moved', byMs: 1 }];
        const body = { journalId, first: 1, sentAt: began, entries };
        const answer = await watch.timeout(5_000).emitWithAck('journal:push', body);
        expect(answer).toMatchObject({ ok: true, through: first });
        return Date.now() - began;
      };
      redis.freeze();
      const waits = [await say(1), await say(2), await say(3)];
      redis.goOn();
      expect(Math.max(...waits)).toBeLessThan(1_000);
      await say(4);
      await until(() => [1, 2, 3, 4].every((seq) => page.known.has(`${journalId} ${seq}`)));
      for (const url of [one(), other()]) expect((await fetch(`${url}/api/v1/ready`)).status).toBe(200);
      page.leave();
      watch.disconnect();
    }, 30_000);

    test('lose nothing and double nothing when one is killed under load, and pages go on at the other', async () => {
      const pushers = journals.flatMap((own, person) =>
        own.map((journalId, index) => {
          const device = home.devices[person * 2 + index] as Device;
          const { accountId } = home.people[person] as Person;
          const over = index === 0 ? 'socket' : 'http';
          return new Pusher(journalId, accountId, device, over, new Chance(chance.between(1, 2 ** 31)));
        }),
      );
      const pages = home.people.map((person) => new Dashboard(person, home.url));
      for (const page of pages) await page.follow();
      let isOver = false;
      const load = pushers.map(async (pusher) => {
        while (!isOver) {
          await pusher.press(home.url, () => isOver);
          await pause(20);
        }
      });
      const acknowledged = () => pushers.reduce((sum, each) => sum + each.acknowledged.size, 0);
      await until(() => pushers.every((each) => each.acknowledged.size > 300), 30_000);
      const before = acknowledged();
      expect(await home.servers[0]?.end('SIGKILL')).toBe('SIGKILL');
      await until(() => acknowledged() > before + 1_000, 30_000);
      expect((await fetch(`${home.url}/api/v1/health`)).status).toBe(200);
      isOver = true;
      await Promise.all(load);
      await judge(pushers, pages);
    }, 90_000);

    test('the one that is left goes on when Redis is gone, too', async () => {
      await redis.stop();
      const watch = await asDevice(other(), home.devices[0] as Device);
      expect(await push(watch, makeId(chance), 1)).toMatchObject({ ok: true });
      expect((await fetch(`${other()}/api/v1/ready`)).status).toBe(200);
      watch.disconnect();
    }, 30_000);

    async function judge(pushers: readonly Pusher[], pages: readonly Dashboard[]): Promise<void> {
      const rows = await home.ask(
        'SELECT account_id, journal_id, seq, position, quarantined, body FROM entry',
      );
      for (const { journalId, acknowledged, digests, surprises } of pushers) {
        const own = rows.filter(({ journal_id }) => journal_id === journalId);
        const stored = new Map(own.map(({ seq, body }) => [Number(seq), digestOf(JSON.parse(String(body)))]));
        expect(stored.size).toBe(own.length);
        expect([...acknowledged].filter((seq) => !stored.has(seq))).toEqual([]);
        expect([...stored].filter(([seq, digest]) => digests.get(seq) !== digest)).toEqual([]);
        expect(surprises).toEqual([]);
      }
      for (const [index, { accountId }] of home.people.entries()) {
        const own = rows.filter(({ account_id }) => account_id === accountId);
        const positions = own.map(({ position }) => Number(position)).sort((a, b) => a - b);
        expect(positions).toEqual(positions.map((_, at) => at + 1));
        const page = pages[index] as Dashboard;
        await until(() => page.position === positions.length);
        await page.settled();
        const facts = own.filter(({ quarantined }) => Number(quarantined) === 0);
        const keys = facts.map(({ journal_id, seq }) => `${journal_id} ${seq}`);
        expect(digestOfKeys(page.known)).toBe(digestOfKeys(keys));
        expect(page.live).toBeGreaterThan(0);
        page.leave();
      }
    }
  });
}
