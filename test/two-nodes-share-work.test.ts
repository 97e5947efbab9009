/** What two servers on one database do by themselves – erasing, telling webhooks, removing – is done once, whoever of them does it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Device, Person } from '../apps/server/src/testing/world.js';
import { makeId } from './sigkill/facts.js';
import { Chance } from './simulate/chance.js';
import { Household, means } from './two-nodes/household.js';
import { Receiver } from './two-nodes/receiver.js';

const found = await means();
const chance = new Chance(20261129);
const newId = () => makeId(chance);
const DAY_MS = 24 * 3_600_000;
const OVER_MS = 31 * DAY_MS;
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function until(holds: () => boolean | Promise<boolean>, limitMs = 30_000): Promise<void> {
  for (const end = Date.now() + limitMs; !(await holds()); await pause(30))
    if (Date.now() > end) throw new Error(`this never came true: ${holds}`);
}

const begun = (seq: number, at: number, sessionId: string) => ({
  ...{ seq, at, zone: 60, kind: 'session-started', sessionId, routineId: 'first-week', routineVersion: 1 },
  options: { level: 'low', withOptional: false },
});
const ended = (seq: number, at: number, sessionId: string) => ({
  ...{ seq, at, zone: 60, kind: 'session-ended', sessionId, how: 'complete' },
});

if (typeof found === 'string') {
  process.stderr.write(`${found}\n`);
  describe('two servers', () => {
    test.skip(found, () => undefined);
  });
} else {
  const { postgres, redis } = found;
  const receiver = new Receiver();
  const journals = [[newId()], [newId(), newId()], [newId()]];
  const PATHS = ['/a', '/b', '/c'];
  const doomed = Array.from({ length: 80 }, newId);
  let home: Household;
  let heldHook: string;
  const one = () => home.servers[0]?.url as string;
  const other = () => home.servers[1]?.url as string;
  const person = (index: number) => home.people[index] as Person;
  const device = (index: number) => home.devices[index] as Device;

  beforeAll(async () => {
    await receiver.listen();
    home = new Household(redis.url, { OUTGOING_ALLOW: receiver.address });
    await home.open(postgres.url, journals, async () => {
      await deleteLongAgo();
      for (const path of PATHS) await hook(path, ['session-started']);
      heldHook = await hook('/held', ['session-ended']);
    });
  }, 120_000);
  afterAll(async () => {
    await home.close();
    receiver.close();
    await redis.stop();
    await postgres.stop();
  }, 120_000);

  /** Sessions that were deleted so long ago that both servers want to erase them as soon as they start. */
  async function deleteLongAgo(): Promise<void> {
    home.agoMs = OVER_MS;
    const at = Date.now() - OVER_MS - 3_600_000;
    const entries = doomed.flatMap((id, index) => [
      begun(2 * index + 1, at + 2 * index, id),
      ended(2 * index + 2, at + 2 * index + 1, id),
    ]);
    const body = { journalId: journals[0]?.[0], first: 1, sentAt: at, entries };
    const authorization = `Bearer ${device(0).token}`;
    const pushed = await home.world.ask('POST', '/api/v1/journal', body, { authorization });
    expect(pushed.body).toMatchObject({ ok: true, through: entries.length });
    const { cookie } = person(0);
    for (const id of doomed)
      expect((await home.world.ask('DELETE', `/api/v1/sessions/${id}`, undefined, { cookie })).status).toBe(
        200,
      );
    home.agoMs = 0;
  }

  const ask = async (url: string, method: string, route: string, { who, body }: Asked): Promise<Answer> => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const headers = { origin: url, ...json, ...('token' in who ? bearer(who) : { cookie: who.cookie }) };
    const init = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
    const response = await fetch(`${url}/api/v1/${route}`, init);
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };
  const bearer = ({ token }: Device) => ({ authorization: `Bearer ${token}` });
  const push = (url: string, index: number, entries: { seq: number }[]) => {
    const journalId = journals.flat()[index];
    const body = { journalId, first: entries[0]?.seq, sentAt: Date.now(), entries };
    return ask(url, 'POST', 'journal', { who: device(index), body });
  };
  /** Made before they start, so that both know it from the first moment. */
  const hook = async (path: string, kinds: string[]): Promise<string> => {
    const body = { name: path, address: `http://${receiver.address}${path}`, kinds };
    const { cookie } = person(1);
    const made = await home.world.ask('POST', '/api/v1/webhooks', body, { cookie });
    return (made.body.webhook as { id: string }).id;
  };
  const delivered = async (url: string): Promise<number> => {
    const text = await (await fetch(`${url}/metrics`)).text();
    return Number(/webhook_deliveries_total\{result="delivered"\} (\d+)/.exec(text)?.[1] ?? 0);
  };
  const faults = () =>
    home.servers.flatMap(({ words }) => words.filter((line) => /"level":"error"/.test(line)));

  describe('of what is to be done once, two servers', () => {
    test('erase each session that is over once, though both begin at the same moment', async () => {
      const { accountId } = person(0);
      const rows = await home.ask(
        `SELECT session_id, journal_id, kind, position FROM entry WHERE account_id = '${accountId}'`,
      );
      const erasedAt = (id: string) =>
        rows.filter(({ kind, session_id }) => kind === 'session-erased' && session_id === id).length;
      expect(doomed.map(erasedAt)).toEqual(doomed.map(() => 1));
      const left = rows.filter(({ journal_id }) => journal_id === journals[0]?.[0]).map(({ kind }) => kind);
      expect(left).toEqual(Array.from({ length: 2 * doomed.length }, () => 'erased'));
      const positions = rows.map(({ position }) => Number(position)).sort((a, b) => a - b);
      expect(positions).toEqual(positions.map((_, at) => at + 1));
      expect(faults()).toEqual([]);
    });

    test('remove an account once, with all it holds, though both are asked at once and its watch pushes', async () => {
      const { accountId } = person(2);
      expect((await push(one(), 3, [begun(1, Date.now(), newId())])).body).toMatchObject({ ok: true });
      await home.ask(`UPDATE account SET disabled_at = ${Date.now() - 8 * DAY_MS} WHERE id = '${accountId}'`);
      const asked = [one(), other(), one(), other()].map((url) =>
        ask(url, 'DELETE', `members/${accountId}`, { who: person(0) }),
      );
      const pushed = [one(), other()].map((url) => push(url, 3, [begun(2, Date.now(), newId())]));
      expect((await Promise.all(asked)).map(({ status }) => status).sort()).toEqual([200, 404, 404, 404]);
      for (const { status } of await Promise.all(pushed)) expect([401, 403]).toContain(status);
      const tables = await home.ask(`SELECT DISTINCT table_name AS name FROM information_schema.columns
        WHERE table_schema = current_schema() AND column_name = 'account_id'`);
      for (const { name } of tables)
        expect([name, await home.ask(`SELECT * FROM ${name} WHERE account_id = '${accountId}'`)]).toEqual([
          name,
          [],
        ]);
      const { events } = (await ask(one(), 'GET', 'server-events', { who: person(0) })).body as {
        events: { kind: string }[];
      };
      expect(events.filter(({ kind }) => kind === 'member-removed')).toHaveLength(1);
      expect(faults()).toEqual([]);
    }, 30_000);

    test('tell webhooks each fact once, both at work on the same ones', async () => {
      const COUNT = 40;
      const press = async (url: string, index: number) => {
        for (let seq = 1; seq <= COUNT; seq += 1)
          expect((await push(url, index, [begun(seq, Date.now(), newId())])).status).toBe(200);
      };
      await Promise.all([press(one(), 1), press(other(), 2)]);
      await until(() => PATHS.every((path) => receiver.countsAt(path).size === 2 * COUNT));
      await pause(500);
      for (const path of PATHS)
        expect([...receiver.countsAt(path).values()]).toEqual(Array.from({ length: 2 * COUNT }, () => 1));
      const shares = [await delivered(one()), await delivered(other())];
      expect(shares.reduce((sum, share) => sum + share)).toBe(PATHS.length * 2 * COUNT);
      expect(Math.min(...shares)).toBeGreaterThan(0);
      expect(faults()).toEqual([]);
    }, 60_000);

    test('tell again what one of them was telling when it was killed, under the same id', async () => {
      const sessionId = newId();
      receiver.isSilent = true;
      await push(one(), 1, [begun(41, Date.now(), sessionId)]);
      await push(one(), 1, [ended(42, Date.now(), sessionId)]);
      const heard = () => receiver.heard.filter(({ path }) => path === '/held').map((each) => each.id);
      await until(() => heard().length === 1);
      expect(await home.servers[0]?.end('SIGKILL')).toBe('SIGKILL');
      // That the request ended with the process shows who was telling.
      await until(() => receiver.broken > 0);
      receiver.isSilent = false;
      await push(other(), 2, [ended(41, Date.now(), newId())]);
      await pause(1_000);
      expect(heard()).toHaveLength(1);
      // As if the half minute had passed for which a server that tells keeps a webhook for itself.
      await home.ask(`UPDATE webhook SET lease_until = lease_until - 30000 WHERE id = '${heldHook}'`);
      await push(other(), 2, [ended(42, Date.now(), newId())]);
      await until(() => heard().length === 4);
      await pause(500);
      const [journal, theirs] = [journals[1]?.[0], journals[1]?.[1]];
      expect(heard()).toEqual([`${journal}.42`, `${journal}.42`, `${theirs}.41`, `${theirs}.42`]);
      const { deliveries } = (
        await ask(other(), 'GET', `webhooks/${heldHook}/deliveries`, { who: person(1) })
      ).body as {
        deliveries: { eventId: string; status: number }[];
      };
      expect(deliveries.map(({ eventId, status }) => [eventId, status])).toEqual([
        [`${theirs}.42`, 200],
        [`${theirs}.41`, 200],
        [`${journal}.42`, 200],
      ]);
      expect(faults()).toEqual([]);
    }, 60_000);
  });
}

type Asked = { who: Person | Device; body?: unknown };
type Answer = { status: number; body: Record<string, unknown> };
