import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { bundledRoutines, makeRoutine, type Routine } from '@plumbline/routine-core';
import { SCOPE_NAMES } from '../accounts/keys/scopes.js';
import { DATABASE, type Database } from '../database/database.js';
import { dumpOf } from '../testing/account-dump.js';
import { BareSocket } from '../testing/bare-socket.js';
import { JOURNAL, moves, pushOf, SESSION, wholeSession } from '../testing/entries.js';
import { bearer, type Device, type Key, type Person, World } from '../testing/world.js';
import { EVENTS, type EventName } from './events.js';

/**
 * Two strangers who have never heard of each other say the same words, one with what is Ida's in them, one with what is
 * nobody's: all that either ever hears has to be the same bytes. And neither hears anything of what Ida does.
 */
const world = new World();
type Whose = 'hers' | 'nobodys';
type Roads = { device: BareSocket; page: BareSocket; key: BareSocket };
type Stranger = { person: Person; device: Device; key: Key; roads: Roads };
let owner: Person;
let ida: Person;
let idasDevice: Device;
const strangers = {} as Record<Whose, Stranger>;
let before: string[];

const OWN_JOURNAL = '01JD3Z5X8QWATCHJ0VRNA60000';
const SEALS = { hers: '', nobodys: '' };
const IDS: Record<string, Record<Whose, string>> = {
  journal: { hers: JOURNAL, nobodys: '01JD3Z5X8QN0B0DYS000000001' },
  session: { hers: SESSION, nobodys: '01JD3Z5X8QN0B0DYS000000009' },
  routine: { hers: 'idas-own', nobodys: 'none-own' },
};
const named = (what: string, whose: Whose): string => IDS[what]?.[whose] as string;

const as = (person: Person, method: string, route: string, body?: unknown) =>
  world.ask(method, `/api/v1/${route}`, body, { cookie: person.cookie });
const dumpOfIda = () => dumpOf(world.server.app.get<Database>(DATABASE).read, ida.accountId);

beforeAll(async () => {
  await world.start();
  owner = await world.person('Olga');
  ida = await world.person('Ida');
  await fill();
  // A seal is made of journal, number and moment alone: at Ida's own moment, the same would be the same.
  world.now += 1;
  for (const whose of ['hers', 'nobodys'] as const) strangers[whose] = await stranger(whose);
  before = await dumpOfIda();
});
afterAll(() => world.end());

const routineOf = (id: string) => ({
  ...(makeRoutine(bundledRoutines[0] as Routine) as object),
  ...{ id, version: 1, name: 'A routine' },
});

/** Ida has a journal, a finished session, one that runs, a routine, a correction and a seal of her own. */
async function fill(): Promise<void> {
  idasDevice = await world.device(ida, JOURNAL);
  const done = wholeSession({ seq: 1, at: world.now - 3_600_000 });
  await world.ask('POST', '/api/v1/journal', pushOf(done), bearer(idasDevice));
  const runs = wholeSession({ seq: done.length + 1, at: world.now, sessionId: `${SESSION.slice(0, -1)}2` });
  const begun = pushOf(runs.slice(0, 2), { first: done.length + 1 });
  await world.ask('POST', '/api/v1/journal', begun, bearer(idasDevice));
  await as(ida, 'PUT', 'documents/routine/idas-own', { basedOn: 0, body: routineOf('idas-own') });
  await as(ida, 'POST', `sessions/${SESSION}/corrections`, { changes: { note: 'mine' } });
  const pulled = (await as(ida, 'GET', 'changes?limit=2')).body as { seal: string };
  Object.assign(IDS, {
    account: { hers: ida.accountId, nobodys: nearly(ida.accountId) },
    device: { hers: idasDevice.deviceId, nobodys: nearly(idasDevice.deviceId) },
  });
  Object.assign(SEALS, { hers: pulled.seal, nobodys: nearly(pulled.seal) });
}

/** Of the same form, so that nothing but its owner tells them apart. */
const nearly = (id: string): string => (id.startsWith('A') ? 'B' : 'A') + id.slice(1);

async function stranger(whose: Whose): Promise<Stranger> {
  const person = await world.person(`Eve ${whose}`);
  const device = await world.device(person, OWN_JOURNAL);
  const key = await world.key(person, [...SCOPE_NAMES]);
  const roads = await roadsOf(person, { device, key });
  for (const road of [roads.page, roads.key]) expect(await road.ask('live:join', {})).toContain('"ok":true');
  return { person, device, key, roads };
}

async function roadsOf(person: Person, { device, key }: { device: Device; key: Key }): Promise<Roads> {
  const { url } = world.server;
  return {
    device: await BareSocket.open(url, device),
    page: await BareSocket.open(url, { headers: { cookie: person.cookie } }),
    key: await BareSocket.open(url, key),
  };
}

/** Ida's own and nobody's names are one name; all else has to be the same. */
function withoutNames(text: string): string {
  let plain = text;
  for (const [what, { hers, nobodys }] of Object.entries(IDS))
    plain = plain.replaceAll(hers, `<${what}>`).replaceAll(nobodys, `<${what}>`);
  return plain;
}

const started = (whose: Whose, more: object = {}) => ({
  ...{ seq: 1, at: world.now, zone: 60, kind: 'session-started', sessionId: named('session', whose) },
  ...{ routineId: 'first-week', routineVersion: 1, options: { level: 'low', withOptional: false } },
  ...more,
});
/** Into a journal of the stranger's own, of which each saying begins another. */
let journals = 0;
const own = (entries: readonly unknown[]) => {
  journals += 1;
  return pushOf(entries, { journalId: OWN_JOURNAL.slice(0, -2) + String(journals).padStart(2, '0') });
};

type Saying = [name: string, event: EventName, body: (whose: Whose) => unknown];
const SAYINGS: Saying[] = [
  [
    'a push into a journal',
    'journal:push',
    (whose) => pushOf(moves(3), { journalId: named('journal', whose) }),
  ],
  [
    'other entries under numbers that are taken there',
    'journal:push',
    (whose) => pushOf([started(whose)], { journalId: named('journal', whose) }),
  ],
  [
    'a push that leaves out what is there',
    'journal:push',
    (whose) => pushOf(moves(1, 40), { journalId: named('journal', whose), first: 40 }),
  ],
  [
    'a resend of what is there, entry for entry',
    'journal:push',
    (whose) =>
      pushOf(wholeSession({ seq: 1, at: world.now - 3_600_000, sessionId: named('session', whose) }), {
        journalId: named('journal', whose),
      }),
  ],
  ['a session that is begun again', 'journal:push', (whose) => own([started(whose)])],
  [
    'a session that is ended',
    'journal:push',
    (whose) =>
      own([
        {
          seq: 1,
          at: 1,
          zone: 0,
          kind: 'session-ended',
          sessionId: named('session', whose),
          how: 'complete',
        },
      ]),
  ],
  [
    'a session of a routine',
    'journal:push',
    (whose) =>
      own([started(whose, { sessionId: `${SESSION.slice(0, -1)}7`, routineId: named('routine', whose) })]),
  ],
  [
    'an entry of no known kind that names all',
    'journal:push',
    (whose) => own([{ seq: 1, at: 1, zone: 0, kind: 'odd', ...allOf(whose) }]),
  ],
  ['a push that names an account beside', 'journal:push', (whose) => ({ ...own(moves(1)), ...allOf(whose) })],
  ['a pull that names all', 'changes:pull', (whose) => ({ since: 0, ...allOf(whose) })],
  ['a pull by a seal', 'changes:pull', (whose) => ({ since: 2, seal: SEALS[whose] })],
  ['a pull from far ahead', 'changes:pull', () => ({ since: 1_000_000 })],
  ['a join that names all', 'live:join', allOf],
];
function allOf(whose: Whose): Record<string, string> {
  const names = { of: 'account', accountId: 'account', account: 'account', journalId: 'journal' };
  const more = { sessionId: 'session', deviceId: 'device', id: 'device', room: 'account' };
  const all = Object.entries({ ...names, ...more }).map(([field, what]) => [field, named(what, whose)]);
  return Object.fromEntries(all) as Record<string, string>;
}

describe('over a socket, what is somebody else’s', () => {
  test('is asked for in every event there is', () => {
    expect(new Set(SAYINGS.map(([, event]) => event))).toEqual(new Set(Object.keys(EVENTS)));
  });

  test.each(SAYINGS)('%s is answered, on every road, like what never was', async (_name, event, body) => {
    const count = journals;
    const told = { hers: [] as string[], nobodys: [] as string[] };
    for (const whose of ['hers', 'nobodys'] as const) {
      journals = count;
      const said = body(whose);
      const roads = Object.values(strangers[whose].roads);
      for (const road of roads) told[whose].push(withoutNames(await road.ask(event, said)));
      // What followers hear of it left before the answer did, and they were answered after it.
      for (const road of roads) told[whose].push(...road.heard.splice(0).map(withoutNames));
    }
    expect(told.hers).toEqual(told.nobodys);
    expect(told.hers.some((text) => text.startsWith('[{"ok":true'))).toBe(true);
    expect(await dumpOfIda()).toEqual(before);
  });

  test('is asked for in vain by an address that names it', async () => {
    const asked = (whose: Whose) => {
      const { cookie } = strangers[whose].person;
      const query = `&of=${named('account', whose)}&accountId=${named('account', whose)}`;
      return BareSocket.open(world.server.url, { headers: { cookie }, query });
    };
    const sockets = [await asked('hers'), await asked('nobodys')];
    const [hers, nobodys] = await Promise.all(
      sockets.map(async (socket) => withoutNames(await socket.ask('live:join', {}))),
    );
    for (const socket of sockets) socket.end();
    expect(hers).toBe(nobodys);
    expect(hers).toContain('"ok":true');
  });
});

describe('of what somebody does, a stranger', () => {
  let uma: Person;
  const watching: BareSocket[] = [];
  const kindsIn = ({ heard }: BareSocket) =>
    new Set(heard.map((text) => (JSON.parse(text.slice(2)) as string[])[0]));

  beforeAll(async () => {
    uma = await world.person('Uma');
    const link = await as(ida, 'POST', 'history-grants/links', { note: 'Aunt' });
    const token = String(link.body.path).split('#')[1];
    expect(await as(uma, 'POST', 'history-grants/take', { token })).toMatchObject({ status: 200 });
    for (const { cookie } of [uma, owner])
      watching.push(await BareSocket.open(world.server.url, { headers: { cookie } }));
    for (const whose of ['hers', 'nobodys'] as const) watching.push(...Object.values(strangers[whose].roads));
    for (const { cookie } of [uma, owner]) expect(cookie).toContain('plumbline=');
    for (const road of watching) await road.ask('live:join', allOf('hers'));
    for (const road of watching) road.heard.length = 0;
  });

  /** Everything of which anybody is told, and much of which nobody is. */
  async function live(): Promise<void> {
    const pushed = pushOf(moves(5, 100), { first: 100 });
    expect(await world.ask('POST', '/api/v1/journal', pushed, bearer(idasDevice))).toMatchObject({
      status: 200,
    });
    const put = { basedOn: 1, body: { ...routineOf('idas-own'), version: 2 } };
    expect(await as(ida, 'PUT', 'documents/routine/idas-own', put)).toMatchObject({ status: 200 });
    await as(ida, 'POST', `sessions/${SESSION}/corrections`, { changes: { note: 'again' } });
    await as(ida, 'DELETE', `sessions/${SESSION}`);
    await as(ida, 'POST', 'calendar-feeds', { name: 'Phone' });
    await as(ida, 'POST', 'webhooks', {
      name: 'Lamp',
      address: 'http://x.example/',
      kinds: ['session-ended'],
    });
    const table = 'start,minutes,exercise,reps\n2025-10-16T18:30:00Z,20,row,10/10/8\n';
    const csv = { cookie: ida.cookie, 'content-type': 'text/csv' };
    await world.ask('POST', '/api/v1/session-imports?name=Sheet', table, csv);
    const second = await world.device(ida, '01JD3Z5X8QWATCHJ0VRNA80000');
    const gone = await BareSocket.open(world.server.url, second);
    await as(ida, 'DELETE', `devices/${second.deviceId}`);
    await gone.hears((text) => text === '42["revoked",{}]');
    await gone.closed;
    const key = await world.key(ida, ['history:read']);
    await as(ida, 'DELETE', `keys/${key.keyId}`);
    await as(ida, 'DELETE', 'sign-ins');
  }

  test('hears nothing, by whichever road it follows and whomever it names', async () => {
    const { url } = world.server;
    const own = await BareSocket.open(url, { headers: { cookie: ida.cookie } });
    await own.ask('live:join', {});
    await live();
    await own.hears((text) => text.includes('"devices"'));
    expect(kindsIn(own)).toEqual(new Set(['entries', 'documents', 'devices']));
    await as(owner, 'POST', `members/${ida.accountId}/disable`);
    await own.closed;
    await as(owner, 'POST', `members/${ida.accountId}/enable`);
    // Whatever was on its way to them came before this answer.
    for (const road of watching) await road.ask('changes:pull', { since: 0, limit: 1 });
    expect(watching.map(({ heard }) => heard)).toEqual(watching.map(() => []));
  });

  test('hears of its own, so it would have heard', async () => {
    const { roads, device } = strangers.hers;
    await world.ask('POST', '/api/v1/journal', own(moves(1)), bearer(device));
    for (const road of [roads.page, roads.key]) await road.hears((text) => text.startsWith('42["entries"'));
    expect(watching.slice(0, 2).map(({ heard }) => heard)).toEqual([[], []]);
  });
});
