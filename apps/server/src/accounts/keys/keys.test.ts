import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { OPERATIONS } from '../../api/operations.js';
import { DATABASE, type Database } from '../../database/database.js';
import { JOURNAL, moves, pushOf } from '../../testing/entries.js';
import { bearer, outcome, type Person, send, World } from '../../testing/world.js';
import { repositoryRoot } from '../../web/files.js';
import { MAX_KEYS } from './keys.js';
import { SCOPES } from './scopes.js';

let world: World;
let person: Person;
beforeEach(async () => {
  world = await new World().start();
  person = await world.person('Ida');
});
afterEach(() => world.end());

const signedIn = () => ({ cookie: person.cookie });
const make = (more: object = {}) =>
  world.ask('POST', '/api/v1/keys', { name: 'Script', scopes: ['history:read'], ...more }, signedIn());

describe('an API key', () => {
  test('is 256 bits, shown once, and lies in the data as a hash', async () => {
    const { body } = await make();
    expect(body.token).toMatch(/^plb_k_[\w-]{43}$/);
    const { read } = world.server.app.get<Database>(DATABASE);
    expect(JSON.stringify(await read.all('SELECT * FROM api_key'))).not.toContain(body.token);
    const listed = await world.ask('GET', '/api/v1/keys', undefined, signedIn());
    expect(listed.body.keys).toEqual([body.key]);
  });

  test('does what its scopes name and is told what it lacks', async () => {
    const reader = bearer(await world.key(person, ['history:read']));
    expect((await world.ask('GET', '/api/v1/sessions', undefined, reader)).status).toBe(200);
    expect(await world.ask('GET', '/api/v1/documents', undefined, reader)).toMatchObject({
      status: 403,
      body: { code: 'scope-missing' },
    });
    expect(await world.ask('GET', '/api/v1/changes', undefined, reader)).toMatchObject({
      body: { code: 'scope-missing' },
    });
    const both = bearer(await world.key(person, ['history:read', 'documents:read']));
    expect((await world.ask('GET', '/api/v1/changes', undefined, both)).status).toBe(200);
  });

  test('never touches credentials nor pushes, whatever its scopes', async () => {
    const all = Object.keys(SCOPES) as (keyof typeof SCOPES)[];
    const headers = bearer(await world.key(person, all));
    const closed = Object.entries(OPERATIONS).filter(
      ([, { access, scopes }]) => scopes === 'no-key' && !access.includes('anyone'),
    );
    expect(closed.length).toBeGreaterThan(10);
    for (const [address] of closed) {
      const [method = '', route = ''] = address.split(' ');
      const body = method === 'POST' || method === 'PUT' ? {} : undefined;
      const answer = await world.ask(method, route.replaceAll(/\{\w+\}/g, 'x'), body, headers);
      expect([address, answer.status, answer.body.code]).toEqual([address, 403, 'forbidden']);
    }
  });

  test('signs what it writes with its own id', async () => {
    const key = await world.key(person, ['documents:write', 'documents:read']);
    const edit = { basedOn: 0, body: { floorLock: false } };
    const put = await world.ask('PUT', '/api/v1/documents/settings/main', edit, bearer(key));
    expect(put.body.document).toMatchObject({ madeBy: `key:${key.keyId}` });
  });

  test('notes when it was last of use, once a minute', async () => {
    const key = await world.key(person, ['history:read']);
    const use = async () => {
      await world.ask('GET', '/api/v1/sessions', undefined, bearer(key));
      await world.server.app.get<Database>(DATABASE).write.run(async () => undefined);
      const { body } = await world.ask('GET', '/api/v1/keys', undefined, signedIn());
      return (body.keys as { lastUsedAt: number }[])[0]?.lastUsedAt;
    };
    const first = world.now;
    expect(await use()).toBe(first);
    world.now += 59_000;
    expect(await use()).toBe(first);
    world.now += 1_000;
    expect(await use()).toBe(first + 60_000);
  });

  test('that is revoked is cut off at once and says why', async () => {
    const key = await world.key(person, ['live:read']);
    const socket = world.socket({ token: key.token });
    expect(await outcome(socket)).toBe('open');
    const heard = new Promise((resolve) => socket.once('revoked', resolve));
    const closed = new Promise((resolve) => socket.once('disconnect', resolve));
    const revoked = await world.ask('DELETE', `/api/v1/keys/${key.keyId}`, undefined, signedIn());
    expect(revoked.body).toEqual({ ok: true });
    await Promise.all([heard, closed]);
    expect(await outcome(world.socket({ token: key.token }))).toBe('revoked');
    expect(await world.ask('GET', '/api/v1/sessions', undefined, bearer(key))).toMatchObject({
      status: 401,
      body: { code: 'revoked' },
    });
  });

  test('ends at its instant, its sockets with it', async () => {
    const key = await world.key(person, ['history:read', 'live:read'], world.now + 150);
    const socket = world.socket({ token: key.token });
    const closed = new Promise((resolve) => socket.once('disconnect', resolve));
    expect(await outcome(socket)).toBe('open');
    world.now += 150;
    await closed;
    expect(await outcome(world.socket({ token: key.token }))).toBe('expired');
    expect(await world.ask('GET', '/api/v1/sessions', undefined, bearer(key))).toMatchObject({
      status: 401,
      body: { code: 'expired' },
    });
  });

  test('of another account is not there', async () => {
    const key = await world.key(person, ['history:read']);
    const other = await world.person('Eve');
    const removed = await world.ask('DELETE', `/api/v1/keys/${key.keyId}`, undefined, {
      cookie: other.cookie,
    });
    expect(removed).toMatchObject({ status: 404, body: { code: 'not-found' } });
    expect((await world.ask('GET', '/api/v1/sessions', undefined, bearer(key))).status).toBe(200);
  });

  test.each([
    ['no scope', { scopes: [] }],
    ['a scope there is not', { scopes: ['accounts:write'] }],
    ['a scope twice', { scopes: ['live:read', 'live:read'] }],
    ['no name', { name: ' ' }],
    ['an end that is over', { expiresAt: 1_000 }],
  ])('with %s is not made', async (_name, more) => {
    expect(await make(more)).toMatchObject({ status: 400, body: { code: 'invalid' } });
  });

  test('is one of twenty at most; revoked ones do not count and go after thirty days', async () => {
    for (let made = 0; made < MAX_KEYS; made += 1) expect((await make()).status).toBe(200);
    expect(await make()).toMatchObject({ status: 409, body: { code: 'too-many' } });
    const keys = async () =>
      (await world.ask('GET', '/api/v1/keys', undefined, signedIn())).body.keys as { id: string }[];
    await world.ask('DELETE', `/api/v1/keys/${(await keys())[0]?.id}`, undefined, signedIn());
    expect((await make()).status).toBe(200);
    expect(await keys()).toHaveLength(MAX_KEYS + 1);
    world.now += 30 * 24 * 3_600_000;
    await world.ask('DELETE', `/api/v1/keys/${(await keys())[0]?.id}`, undefined, signedIn());
    await make();
    expect(await keys()).toHaveLength(MAX_KEYS + 1);
  });
});

describe('a socket with a key', () => {
  test('follows and pulls by its scopes and never pushes', async () => {
    const socketWith = async (...scopes: (keyof typeof SCOPES)[]) =>
      world.socket({ token: (await world.key(person, scopes)).token });
    const live = await socketWith('live:read');
    expect(await send(live, 'live:join', {})).toMatchObject({ ok: true, sessions: [] });
    expect(await send(live, 'changes:pull', { since: 0 })).toMatchObject({ code: 'scope-missing' });
    const reads = await socketWith('history:read', 'documents:read');
    expect(await send(reads, 'changes:pull', { since: 0 })).toMatchObject({ ok: true });
    expect(await send(reads, 'live:join', {})).toMatchObject({ code: 'scope-missing' });
    for (const socket of [live, reads])
      expect(await send(socket, 'journal:push', pushOf(moves(1)))).toMatchObject({ code: 'forbidden' });
  });

  test('hears of new documents only where it may read them, and of entries only after joining', async () => {
    const heard: string[] = [];
    const listen = async (name: string, ...scopes: (keyof typeof SCOPES)[]) => {
      const socket = world.socket({ token: (await world.key(person, scopes)).token });
      for (const event of ['documents', 'entries', 'devices'])
        socket.on(event, () => heard.push(`${name} ${event}`));
      expect(await outcome(socket)).toBe('open');
      return socket;
    };
    await listen('reader', 'documents:read');
    const follower = await listen('follower', 'live:read');
    await send(follower, 'live:join', {});
    const device = await world.device(person, JOURNAL);
    await world.ask('POST', '/api/v1/journal', pushOf(moves(1)), bearer(device));
    const edit = { basedOn: 0, body: { floorLock: false } };
    await world.ask('PUT', '/api/v1/documents/settings/main', edit, signedIn());
    await send(follower, 'live:join', {});
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(heard.sort()).toEqual(['follower entries', 'reader documents']);
  });
});

describe('docs/protocol/accounts.md', () => {
  test('names every scope with what it allows, and no other', () => {
    const text = readFileSync(path.join(repositoryRoot(), 'docs/protocol/accounts.md'), 'utf8');
    const rows = [...text.matchAll(/^\| `(\w+:\w+)` \| (.+) \|$/gm)].map(([, scope, may]) => [scope, may]);
    expect(Object.fromEntries(rows)).toEqual(SCOPES);
  });
});

describe('an address', () => {
  test('whose scopes a key may hold lets nobody but its person in without one', () => {
    for (const { access, scopes } of Object.values(OPERATIONS))
      if (scopes !== 'no-key') expect(access).toContain('account');
  });
});
