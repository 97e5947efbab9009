import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { Operation } from '../api/operation.js';
import { OPERATIONS } from '../api/operations.js';
import { DATABASE, type Database } from '../database/database.js';
import { EVENTS } from '../live/events.js';
import { dumpOf as dump } from '../testing/account-dump.js';
import { JOURNAL, pushOf, SESSION, wholeSession } from '../testing/entries.js';
import { bearer, outcome, type Person, send, World } from '../testing/world.js';
import { SCOPE_NAMES } from './keys/scopes.js';

/**
 * Every address and event, asked with every credential but the right one. It walks the table that the guard reads, so an
 * address added tomorrow is asked too; one with a path parameter that nothing here fills fails the first test.
 */
jest.setTimeout(120_000);
const world = new World();
type Headers = Record<string, string>;
let owner: Person;
let ida: Person;
let eve: Person;
let before: string[];
/** What Ida has, by the words that stand in paths. */
const held: Record<string, string> = {};
const shown: Record<string, Headers> = {};

const entries = Object.entries(OPERATIONS);
const guarded = entries.filter(([, { access }]) => !access.includes('anyone'));

beforeAll(async () => {
  await world.start();
  owner = await world.person('Olga');
  ida = await world.person('Ida');
  eve = await world.person('Eve');
  await fill();
  await showAll();
  before = await dumpOf(ida.accountId);
}, 60_000);
afterAll(() => world.end());
beforeEach(() => {
  world.now += 1;
});

const as = (person: Person, method: string, route: string, body?: unknown) =>
  world.ask(method, `/api/v1/${route}`, body, { cookie: person.cookie });

async function fill(): Promise<void> {
  const device = await world.device(ida, JOURNAL);
  const whole = pushOf(wholeSession({ seq: 1, at: world.now - 3_600_000 }));
  await world.ask('POST', '/api/v1/journal', whole, bearer(device));
  const corrected = await as(ida, 'POST', `sessions/${SESSION}/corrections`, { changes: { note: 'mine' } });
  await as(ida, 'PUT', 'documents/settings/main', { basedOn: 0, body: { floorLock: false } });
  const old = await world.ask('POST', '/api/v1/session-imports', 'date,minutes\n2020-02-02,10\n', {
    cookie: ida.cookie,
    'content-type': 'text/csv',
  });
  const key = await world.key(ida, ['history:read']);
  const feed = (await as(ida, 'POST', 'calendar-feeds', { name: 'Phone' })).body.feed as { id: string };
  const uma = await world.person('Uma');
  const link = async (person: Person) =>
    (await as(person, 'POST', 'history-grants/links', { note: 'Kin' })).body as {
      path: string;
      link: { id: string };
    };
  for (const [from, to] of [
    [ida, uma],
    [uma, ida],
  ] as const)
    await as(to, 'POST', 'history-grants/take', { token: (await link(from)).path.split('#')[1] });
  const signIns = (await as(ida, 'GET', 'sign-ins')).body.signIns as { id: string }[];
  Object.assign(held, {
    'devices/{id}': device.deviceId,
    'keys/{id}': key.keyId,
    'calendar-feeds/{id}': feed.id,
    'sign-ins/{id}': signIns[0]?.id,
    'sessions/{id}': SESSION,
    'session-imports/{id}': (old.body.import as { id: string }).id,
    'members/{id}': ida.accountId,
    'links/{id}': (await link(ida)).link.id,
    'readers/{id}': uma.accountId,
    'histories/{id}': uma.accountId,
    'routines/{id}': 'first-week',
    seq: String((corrected.body.correction as { seq?: number } | undefined)?.seq ?? 1),
    device: device.token,
  });
}

async function showAll(): Promise<void> {
  const revoked = await world.key(eve, [...SCOPE_NAMES]);
  await as(eve, 'DELETE', `keys/${revoked.keyId}`);
  const over = await world.key(eve, [...SCOPE_NAMES], world.now + 1);
  const lost = await world.device(eve, '01JD3Z5X8QWATCHJ0VRNA30000');
  await as(eve, 'DELETE', `devices/${lost.deviceId}`);
  world.now += 1;
  Object.assign(shown, {
    nothing: {},
    'a malformed token': { authorization: 'Bearer plb_k_x' },
    'a token nobody has': { authorization: `Bearer plb_k_${'A'.repeat(43)}` },
    'a cookie nobody has': { cookie: `plumbline=plb_s_${'A'.repeat(43)}` },
    'a revoked key': bearer(revoked),
    'a revoked device': bearer(lost),
    'an expired key': bearer(over),
  });
}

const FILLED: Record<string, string> = {
  kind: 'settings',
  version: '1',
  movement: 'plank',
  day: '2026-11-16',
};
/** Ida's own ids in a path; what she has none of here is an id of nobody's. `not-yours.test.ts` has all of them. */
function routeOf(address: string): string {
  const path = address.split(' ')[1] as string;
  return path.replace(/(\w[\w-]*\/)?\{(\w+)\}/g, (_whole, folder = '', name: string) => {
    const value =
      held[`${folder}{${name}}`] ?? held[name] ?? FILLED[name] ?? (name === 'id' ? 'main' : undefined);
    if (value === undefined) throw new Error(`say in this test what {${name}} of ${address} stands for`);
    return `${folder}${value}`;
  });
}

const methodOf = (address: string) => address.split(' ')[0] as string;
/** Right where a right one is needed to get as far as the object itself. */
function bodyOf(address: string): object | undefined {
  const method = methodOf(address);
  if (method === 'GET' || method === 'DELETE' || address.includes('/import')) return undefined;
  return address.endsWith('/corrections') ? { changes: { note: 'not hers' } } : {};
}
async function ask(address: string, headers: Headers) {
  const method = methodOf(address);
  return world.ask(method, routeOf(address), bodyOf(address), headers);
}

async function dumpOf(accountId: string): Promise<string[]> {
  const rows = await dump(world.server.app.get<Database>(DATABASE).read, accountId);
  expect(rows.length).toBeGreaterThan(10);
  return rows;
}

describe('every address', () => {
  test('has its path filled by this test', () => {
    expect(entries.length).toBeGreaterThan(50);
    for (const [address] of entries) if (!address.includes('{secret}')) routeOf(address);
  });

  test('that anyone may use says what bounds it', () => {
    for (const [address, { access, limit }] of entries)
      if (access.includes('anyone')) expect([address, limit !== undefined]).toEqual([address, true]);
  });
});

const EXPECTED: Record<string, string> = {
  nothing: 'unauthorized',
  'a malformed token': 'unauthorized',
  'a token nobody has': 'unauthorized',
  'a cookie nobody has': 'unauthorized',
  'a revoked key': 'revoked',
  'a revoked device': 'revoked',
  'an expired key': 'expired',
};

describe.each(Object.keys(EXPECTED))('with %s', (credential) => {
  test('no guarded address is open, and each says the same', async () => {
    for (const [address] of guarded) {
      const { status, body } = await ask(address, shown[credential] as Headers);
      expect([address, status, body.code]).toEqual([address, 401, EXPECTED[credential]]);
    }
    expect(await dumpOf(ida.accountId)).toEqual(before);
  });
});

const barred = (operation: Operation, kind: 'device' | 'account') => !operation.access.includes(kind);

describe('with a right credential of too little', () => {
  test('a device, a key without scopes for it and a member are refused where they have no business', async () => {
    const device = await world.device(eve, '01JD3Z5X8QWATCHJ0VRNA40000');
    for (const [address, operation] of guarded) {
      const told = async (headers: Headers) => (await ask(address, headers)).body.code;
      if (barred(operation, 'device'))
        expect([address, await told(bearer(device))]).toEqual([address, 'forbidden']);
      if (barred(operation, 'account'))
        expect([address, await told({ cookie: eve.cookie })]).toEqual([address, 'forbidden']);
    }
    expect(await dumpOf(ida.accountId)).toEqual(before);
  });

  test('a key that has every scope but those of an address is told so', async () => {
    for (const [address, { scopes, access }] of guarded) {
      const others = SCOPE_NAMES.filter((scope) => scopes === 'no-key' || !scopes.includes(scope));
      const key = await world.key(eve, others);
      const expected = scopes === 'no-key' || !access.includes('account') ? 'forbidden' : 'scope-missing';
      const { status, body } = await ask(address, bearer(key));
      expect([address, status, body.code]).toEqual([address, 403, expected]);
      await as(eve, 'DELETE', `keys/${key.keyId}`);
    }
    expect(await dumpOf(ida.accountId)).toEqual(before);
  });
});

describe('with somebody else’s right credential', () => {
  test('no address tells anything that only the other account holds', async () => {
    const secrets = [SESSION, JOURNAL, ida.accountId, 'mine', held['devices/{id}'], held['keys/{id}']].concat(
      held['session-imports/{id}'],
      held['links/{id}'],
      held['readers/{id}'],
    );
    const reads = guarded.filter(([address]) => methodOf(address) === 'GET');
    for (const [address, { access }] of reads) {
      if (!access.includes('account')) continue;
      for (const query of ['', `?of=${ida.accountId}`, `?of=${held['readers/{id}']}`]) {
        const response = await fetch(`${world.server.url}${routeOf(address)}${query}`, {
          headers: { cookie: eve.cookie },
        });
        const text = await response.text();
        for (const secret of secrets)
          expect([address, query, text.includes(`"${secret}"`)]).toEqual([address, query, false]);
      }
    }
  });

  test('an owner sees names of members and nothing that they hold', async () => {
    for (const route of ['members', 'server-events', 'sessions', 'devices', 'keys', 'security-events']) {
      const text = JSON.stringify((await as(owner, 'GET', route)).body);
      for (const secret of [SESSION, JOURNAL, 'Balance', held['keys/{id}']])
        expect(text).not.toContain(secret);
    }
  });
});

describe('every socket event', () => {
  test.each(Object.keys(EXPECTED))('is out of reach with %s', async (credential) => {
    const { authorization, cookie } = shown[credential] as Headers;
    const auth = authorization === undefined ? {} : { token: authorization.replace('Bearer ', '') };
    const extraHeaders = cookie === undefined ? {} : { cookie };
    expect(await outcome(world.socket(auth, { extraHeaders }))).toBe(EXPECTED[credential]);
  });

  test('answers each kind of credential as its row says, and never with what is another’s', async () => {
    const device = await world.device(eve, '01JD3Z5X8QWATCHJ0VRNA50000');
    for (const [event, { access, scopes }] of Object.entries(EVENTS)) {
      const list = access as readonly string[];
      const wanted = scopes as readonly string[] | 'no-key';
      const none = await world.key(
        eve,
        SCOPE_NAMES.filter((scope) => wanted === 'no-key' || !wanted.includes(scope)),
      );
      const keyCode = wanted === 'no-key' ? 'forbidden' : 'scope-missing';
      expect(await send(world.socket({ token: none.token }), event, {})).toMatchObject({ code: keyCode });
      const right = { device: world.socket({ token: device.token }), account: world.page(eve) };
      for (const [kind, socket] of Object.entries(right)) {
        const answer = await send(socket, event, { since: 0 });
        if (list.includes(kind)) expect(answer.code).not.toBe('forbidden');
        else expect(answer).toMatchObject({ code: 'forbidden' });
        expect(JSON.stringify(answer)).not.toContain(SESSION);
      }
    }
    expect(await dumpOf(ida.accountId)).toEqual(before);
  });
});
