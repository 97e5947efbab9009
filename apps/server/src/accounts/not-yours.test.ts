import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { bundledRoutines, makeRoutine, type Routine } from '@plumbline/routine-core';
import { OPERATIONS } from '../api/operations.js';
import { DATABASE, type Database } from '../database/database.js';
import { readAllowed } from '../outgoing/target.js';
import { dumpOf } from '../testing/account-dump.js';
import { JOURNAL, pushOf, SESSION, wholeSession } from '../testing/entries.js';
import { bearer, type Person, World } from '../testing/world.js';
import { SCOPE_NAMES } from './keys/scopes.js';

/**
 * What belongs to somebody else answers, to the byte, like what never was. Every address with a parameter is asked for
 * Ida's and for nobody's; an address added tomorrow fails here until this says what its parameter stands for.
 */
jest.setTimeout(120_000);
const world = new World();
let owner: Person;
let ida: Person;
let eve: Person;
/** Reads Ida's history, and Ida hers. */
let uma: Person;
let before: string[];
type Ids = { hers: string; nobodys: string };
const ids: Record<string, Ids> = {};
const MINUTE = 60_000;
const NOBODYS_SESSION = '01JD3Z5X8QN0B0DYS000000009';

const read = () => world.server.app.get<Database>(DATABASE).read;
const as = (person: Person, method: string, route: string, body?: unknown) =>
  world.ask(method, `/api/v1/${route}`, body, { cookie: person.cookie });
const idIn = (body: Record<string, unknown>, what: string) => (body[what] as { id: string }).id;
const firstSign = (id: string) => (id.startsWith('A') ? 'B' : 'A');
/** Of the same form, so that nothing but its owner tells them apart. */
const another = (id: string): Ids => ({ hers: id, nobodys: firstSign(id) + id.slice(1) });

beforeAll(async () => {
  await world.start({ outgoingAllow: readAllowed('127.0.0.1:9') as ReadonlySet<string> });
  owner = await world.person('Olga');
  ida = await world.person('Ida');
  eve = await world.person('Eve');
  uma = await world.person('Uma');
  await fill();
  before = await dumpOf(read(), ida.accountId);
  expect(before.length).toBeGreaterThan(20);
}, 60_000);
afterAll(() => world.end());
beforeEach(() => {
  world.now += MINUTE;
});

const ROUTINE = {
  ...(makeRoutine(bundledRoutines[0] as Routine) as object),
  ...{ id: 'idas-own', version: 1, name: 'Ida’s own' },
};

async function fill(): Promise<void> {
  const device = await world.device(ida, JOURNAL);
  const at = world.now - 3_600_000;
  await world.ask('POST', '/api/v1/journal', pushOf(wholeSession({ seq: 1, at })), bearer(device));
  const corrected = await as(ida, 'POST', `sessions/${SESSION}/corrections`, { changes: { note: 'mine' } });
  const routine = await as(ida, 'PUT', 'documents/routine/idas-own', { basedOn: 0, body: ROUTINE });
  expect(routine).toMatchObject({ status: 200 });
  const hook = { name: 'Lamp', address: 'http://127.0.0.1:9/', kinds: ['session-ended'] };
  const hookId = idIn((await as(ida, 'POST', 'webhooks', hook)).body, 'webhook');
  await as(ida, 'POST', `webhooks/${hookId}/test`);
  await as(ida, 'POST', `webhooks/${hookId}/pause`);
  const feed = await as(ida, 'POST', 'calendar-feeds', { name: 'Phone' });
  await share(ida, uma);
  await share(uma, ida);
  const link = (await as(ida, 'POST', 'history-grants/links', { note: 'Aunt' })).body;
  const signIns = (await as(ida, 'GET', 'sign-ins')).body.signIns as { id: string }[];
  const invited = (await as(owner, 'POST', 'invitations', { note: 'Uma' })).body;
  const { entries } = (await as(ida, 'GET', 'changes')).body as {
    entries: { entry: { kind: string; movement?: string } }[];
  };
  expect(entries.length).toBeGreaterThan(5);
  const table = 'start,minutes,exercise,reps\n2025-10-16T18:30:00Z,20,row,10/10/8\n';
  const csv = { cookie: ida.cookie, 'content-type': 'text/csv' };
  const brought = await world.ask('POST', '/api/v1/session-imports?name=Sheet', table, csv);
  const importId = idIn(brought.body, 'import');
  await untilDone(importId);
  const secret = String(feed.body.path).slice('/calendar/'.length, -'.ics'.length);
  Object.assign(ids, {
    'session-imports/{id}': another(importId),
    'devices/{id}': another(device.deviceId),
    'keys/{id}': another((await world.key(ida, ['history:read'])).keyId),
    'calendar-feeds/{id}': another(idIn(feed.body, 'feed')),
    'sign-ins/{id}': another(signIns[0]?.id ?? ''),
    'webhooks/{id}': another(hookId),
    'members/{id}': another(ida.accountId),
    'links/{id}': another(idIn(link, 'link')),
    'readers/{id}': another(uma.accountId),
    'histories/{id}': another(uma.accountId),
    'invitations/{id}': another(idIn(invited, 'invitation')),
    'sessions/{id}': { hers: SESSION, nobodys: NOBODYS_SESSION },
    'routines/{id}': { hers: 'idas-own', nobodys: 'none-own' },
    '{kind}/{id}': { hers: 'routine/idas-own', nobodys: 'routine/none-own' },
    '{secret}.ics': another(secret),
    '{movement}': { hers: 'doorway', nobodys: 'isopull' },
    '{day}': { hers: '2026-11-16', nobodys: '2026-11-17' },
    '{seq}': another(String((corrected.body.correction as { seq: number }).seq)),
  });
}

async function share(from: Person, to: Person): Promise<void> {
  const made = await as(from, 'POST', 'history-grants/links', { note: 'Kin' });
  const taken = await as(to, 'POST', 'history-grants/take', { token: String(made.body.path).split('#')[1] });
  expect(taken.status).toBe(200);
}

async function untilDone(id: string): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const imports = (await as(ida, 'GET', 'session-imports')).body.imports as { id: string; state: string }[];
    if (imports.some((each) => each.id === id && each.state !== 'running')) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('the import never ended');
}

/** The longest name first: `{kind}/{id}` is one place. */
function routeFor(address: string, whose: keyof Ids): string {
  let path = address.split(' ')[1] as string;
  for (const [place, { hers, nobodys }] of Object.entries(ids)) {
    const [folder = ''] = /^[\w-]+\//.exec(place) ?? [];
    const value = whose === 'hers' ? hers : nobodys;
    path = path.replace(
      place,
      place === '{seq}' ? hers : place.endsWith('.ics') ? `${value}.ics` : folder + value,
    );
  }
  return path.replace('{version}', '1');
}

const BODIES: Record<string, unknown> = {
  'POST /api/v1/sessions/{id}/corrections': { changes: { note: 'not hers' } },
  'POST /api/v1/members/{id}/role': { role: 'owner' },
  'PUT /api/v1/documents/{kind}/{id}': { basedOn: 1, body: { ...ROUTINE, version: 2 } },
  'POST /api/v1/webhooks/{id}/resume': { skip: true },
};
/** A document's body says its own id. */
const bodyFor = (body: unknown, whose: keyof Ids): unknown =>
  whose === 'hers' ? body : JSON.parse(JSON.stringify(body).replaceAll('idas-own', 'none-own'));
const QUERIES: Record<string, string> = { 'DELETE /api/v1/documents/{kind}/{id}': '?basedOn=1' };

type Asked = { method: string; route: string; body?: unknown };
/** What stands on the wire, but for the name that was asked for and the moment. */
async function wire({ method, route, body }: Asked, headers: Record<string, string>): Promise<string> {
  const { url } = world.server;
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  const response = await fetch(url + route, {
    method,
    headers: { origin: url, ...json, ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const told = [...response.headers].filter(([name]) => name !== 'date' && name !== 'keep-alive');
  let text = `${response.status} ${JSON.stringify(told)} ${await response.text()}`;
  for (const { hers, nobodys } of Object.values(ids))
    for (const name of [hers, nobodys, ...hers.split('/').slice(1), ...nobodys.split('/').slice(1)])
      if (name.length > 3) text = text.replaceAll(name, '…');
  return text;
}

const named = Object.entries(OPERATIONS).filter(([address]) => address.includes('{'));

describe('what is not one’s own', () => {
  test('has a name here in every address that takes one', () => {
    expect(named.length).toBeGreaterThan(25);
    for (const [address] of named)
      for (const whose of ['hers', 'nobodys'] as const)
        expect([address, routeFor(address, whose)]).toEqual([address, expect.not.stringMatching(/[{}]/)]);
  });

  test.each(named.filter(([, { access }]) => !access.includes('anyone')).map(([address]) => address))(
    '%s answers for it as for what never was',
    async (address) => {
      const method = address.split(' ')[0] as string;
      const body = BODIES[address];
      const full = await world.key(eve, [...SCOPE_NAMES]);
      for (const headers of [{ cookie: eve.cookie }, bearer(full)]) {
        const of = (whose: keyof Ids) => ({
          method,
          route: routeFor(address, whose) + (QUERIES[address] ?? ''),
          ...(body !== undefined && { body: bodyFor(body, whose) }),
        });
        expect(await wire(of('hers'), headers)).toBe(await wire(of('nobodys'), headers));
      }
      await as(eve, 'DELETE', `keys/${full.keyId}`);
      expect(await dumpOf(read(), ida.accountId)).toEqual(before);
    },
  );

  test('asked of its owner it is there: the names above are real ones', async () => {
    const readable = named.filter(
      ([address, { access }]) => address.startsWith('GET') && access[0] === 'account',
    );
    const found: string[] = [];
    for (const [address] of readable) {
      const route = routeFor(address, 'hers');
      const hers = await wire({ method: 'GET', route }, { cookie: ida.cookie });
      const nobodys = await wire(
        { method: 'GET', route: routeFor(address, 'nobodys') },
        { cookie: ida.cookie },
      );
      if (hers !== nobodys) found.push(address.split('/v1/')[1] ?? '');
    }
    expect(found.sort()).toEqual([
      'documents/{kind}/{id}',
      'documents/{kind}/{id}/versions',
      'documents/{kind}/{id}/versions/{version}',
      'progress/exercises/{movement}',
      'routines/{id}/workout.fit',
      'sessions/{id}',
      'sessions/{id}/activity.fit',
      'sessions/{id}/corrections',
      'webhooks/{id}/deliveries',
    ]);
  });

  test.each([
    [
      'a place in her history',
      'sessions?before=',
      `1794812400000.${SESSION}`,
      `1794812400000.${NOBODYS_SESSION}`,
    ],
    ['the seal of her position', 'changes?since=2&seal=', 'hers', 'AAAAAAAA'],
    ['a document of hers to go on from', 'documents?after=', 'routine.idas-own', 'routine.idas-owm'],
  ])('in a query: %s tells nothing', async (_name, route, hers, nobodys) => {
    const { seal } = (await as(ida, 'GET', 'changes?limit=2')).body as { seal?: string };
    const known = hers === 'hers' ? (seal ?? '') : hers;
    expect(known.length).toBeGreaterThan(3);
    const ask = (name: string) =>
      wire({ method: 'GET', route: `/api/v1/${route}${name}` }, { cookie: eve.cookie });
    const [mine, theirs] = [await ask(known), await ask(nobodys)];
    expect(mine.replaceAll(known, '…')).toBe(theirs.replaceAll(nobodys, '…'));
  });

  test('may be made again under the same name, and both are there', async () => {
    const put = { basedOn: 0, body: { ...ROUTINE, name: 'Eve’s own' } };
    expect(await as(eve, 'PUT', 'documents/routine/idas-own', put)).toMatchObject({
      status: 200,
      body: { document: { version: 1 } },
    });
    expect(await dumpOf(read(), ida.accountId)).toEqual(before);
  });
});

describe('another’s history, named by `of`', () => {
  const shared = Object.keys(OPERATIONS).filter((address) => OPERATIONS[address]?.access.includes('reader'));
  const ask = (address: string, ownerId: string, headers: Record<string, string>) =>
    wire({ method: 'GET', route: `${routeFor(address, 'hers')}?of=${ownerId}` }, headers);
  const nobodys = () => (ids['members/{id}'] as Ids).nobodys;

  test.each(shared)('%s tells who was not let in of it as of what never was', async (address) => {
    const full = await world.key(eve, [...SCOPE_NAMES]);
    for (const headers of [{ cookie: eve.cookie }, { cookie: owner.cookie }, bearer(full)]) {
      const told = await ask(address, ida.accountId, headers);
      expect(told).toBe(await ask(address, nobodys(), headers));
      expect(told).toMatch(/^40[34] /);
    }
    await as(eve, 'DELETE', `keys/${full.keyId}`);
    expect(await ask(address, ida.accountId, { cookie: uma.cookie })).toMatch(/^200 /);
  });

  test('holds nothing of nobody’s for its reader either: the same no as at the door', async () => {
    const route = `/api/v1/sessions/${NOBODYS_SESSION}?of=${ida.accountId}`;
    const inside = await wire({ method: 'GET', route }, { cookie: uma.cookie });
    expect(inside).toMatch(/^404 /);
    expect(inside).toBe(await wire({ method: 'GET', route }, { cookie: eve.cookie }));
  });

  test('is told like what never was once it is ended, while its account is off, and when that is gone', async () => {
    const mia = await world.person('Mia');
    const read = () => ask('GET /api/v1/week', mia.accountId, { cookie: eve.cookie });
    const never = await ask('GET /api/v1/week', nobodys(), { cookie: eve.cookie });
    await share(mia, eve);
    expect(await read()).toMatch(/^200 /);
    await as(mia, 'DELETE', `history-grants/readers/${eve.accountId}`);
    expect(await read()).toBe(never);
    await share(mia, eve);
    await as(owner, 'POST', `members/${mia.accountId}/disable`);
    expect(await read()).toBe(never);
    world.now += 8 * 24 * 60 * MINUTE;
    await as(owner, 'DELETE', `members/${mia.accountId}`);
    expect(await read()).toBe(never);
  });
});

describe('an address that anyone may use', () => {
  const anyone = Object.entries(OPERATIONS).filter(([, { access }]) => access.includes('anyone'));
  const useless = async (): Promise<Record<string, string>[]> => {
    const revoked = await world.key(eve, [...SCOPE_NAMES]);
    await as(eve, 'DELETE', `keys/${revoked.keyId}`);
    const over = await world.key(eve, [...SCOPE_NAMES], world.now + 1);
    world.now += 2;
    return [
      bearer(revoked),
      bearer(over),
      bearer({ token: 'plb_k_x' }),
      bearer({ token: `plb_d_${'A'.repeat(43)}` }),
      { cookie: `plumbline=plb_s_${'A'.repeat(43)}` },
      { cookie: eve.cookie },
      bearer(await world.device(eve, '01JD3Z5X8QWATCHJ0VRNA70000')),
    ];
  };

  test.each(anyone.map(([address]) => address).filter((address) => !address.endsWith('/me')))(
    '%s answers whatever is shown beside as it answers who shows nothing',
    async (address) => {
      const method = address.split(' ')[0] as string;
      const body = method === 'POST' ? (WRONG[address] as object) : undefined;
      if (method === 'POST') expect([address, typeof body]).toEqual([address, 'object']);
      const asked = { method, route: routeFor(address, 'nobodys'), ...(body && { body }) };
      world.now += 11 * MINUTE;
      const plain = await wire(asked, {});
      for (const headers of await useless()) {
        world.now += 11 * MINUTE;
        expect(await wire(asked, headers)).toBe(plain);
      }
    },
  );

  test('me says nobody of every wrong credential, whatever was wrong with it', async () => {
    const asked = { method: 'GET', route: '/api/v1/me' };
    const plain = await wire(asked, {});
    world.now += MINUTE;
    for (const headers of (await useless()).filter(({ cookie }) => cookie !== eve.cookie))
      expect(await wire(asked, headers)).toBe(plain);
  });

  const WRONG: Record<string, object> = {
    'POST /api/v1/claim': { token: 'plb_c_x', name: 'Mal', password: 'a long enough password' },
    'POST /api/v1/join': { token: 'plb_v_x', name: 'Mal', password: 'a long enough password' },
    'POST /api/v1/login': { name: 'Mal', password: 'a long enough password' },
    'POST /api/v1/login/second': { ticket: 'plb_t_x', code: '123456' },
    'POST /api/v1/reset': { token: 'plb_r_x', password: 'a long enough password' },
    'POST /api/v1/pair': { code: '0000WRNG', deviceName: 'X', journalId: JOURNAL },
  };

  test('a wrong password of Ida’s and a name that nobody bears are told the same', async () => {
    const login = (name: string) =>
      wire({ method: 'POST', route: '/api/v1/login', body: { name, password: 'not the password' } }, {});
    expect(await login('Ida')).toBe(await login('Nobody'));
  });
});

describe('a calendar’s secret', () => {
  const calendar = (path: string) => wire({ method: 'GET', route: path }, {});

  test('that was replaced, removed or whose account is off, is told like one that never was', async () => {
    const never = await calendar(routeFor('GET /calendar/{secret}.ics', 'nobodys'));
    expect(never).toMatch(/^404 /);
    const made = (await as(eve, 'POST', 'calendar-feeds', { name: 'Wall' })).body;
    expect(await calendar(String(made.path))).toMatch(/^200 /);
    const next = (await as(eve, 'POST', `calendar-feeds/${idIn(made, 'feed')}/replace`)).body;
    expect(await calendar(String(made.path))).toBe(never);
    await as(eve, 'DELETE', `calendar-feeds/${idIn(made, 'feed')}`);
    expect(await calendar(String(next.path))).toBe(never);
    const lou = await world.person('Lou');
    const hers = String((await as(lou, 'POST', 'calendar-feeds', { name: 'Wall' })).body.path);
    await as(owner, 'POST', `members/${lou.accountId}/disable`);
    expect(await calendar(hers)).toBe(never);
  });

  test('is no credential anywhere else', async () => {
    const { hers } = ids['{secret}.ics'] as Ids;
    for (const headers of [bearer({ token: hers }), { cookie: `plumbline=${hers}` }])
      expect((await world.ask('GET', '/api/v1/sessions', undefined, headers)).status).toBe(401);
  });
});
