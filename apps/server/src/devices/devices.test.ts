import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DATABASE, type Database } from '../database/database.js';
import { JOURNAL, moves, pushOf } from '../testing/entries.js';
import { bearer, outcome, type Person, send, World } from '../testing/world.js';
import { readPairingCode } from './pairing-code.js';

let world: World;
let person: Person;
beforeEach(async () => {
  world = await new World().start();
  person = await world.person('Ida');
});
afterEach(() => world.end());

const signedIn = () => ({ cookie: person.cookie });
async function newCode(): Promise<string> {
  const { body } = await world.ask('POST', '/api/v1/pairing-codes', {}, signedIn());
  expect(body).toMatchObject({ ok: true, expiresAt: world.now + 600_000 });
  return body.code as string;
}
const pair = (code: string) =>
  world.ask('POST', '/api/v1/pair', { code, deviceName: 'Balance', journalId: JOURNAL });

describe('a pairing code', () => {
  test('is eight Crockford signs and gives a device its token once', async () => {
    const code = await newCode();
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
    const paired = await pair(`${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`);
    expect(paired.body).toMatchObject({
      ok: true,
      accountId: expect.stringMatching(/^.{8,}$/),
      accountName: 'Ida',
      token: expect.stringMatching(/^plb_d_[\w-]{43}$/),
    });
    expect(await pair(code)).toMatchObject({ status: 403, body: { code: 'wrong-code' } });
    const { read } = world.server.app.get<Database>(DATABASE);
    const dump = JSON.stringify(await read.all('SELECT * FROM device'));
    expect(dump).not.toContain(paired.body.token);
  });

  test('is worth nothing after ten minutes', async () => {
    const code = await newCode();
    world.now += 600_000;
    expect((await pair(code)).body.code).toBe('wrong-code');
  });

  test('replaces the one before it', async () => {
    const old = await newCode();
    const code = await newCode();
    expect((await pair(old)).body.code).toBe('wrong-code');
    expect((await pair(code)).status).toBe(200);
  });

  test('redeemed by many at once gives one token', async () => {
    const code = await newCode();
    const answers = await Promise.all(Array.from({ length: 5 }, () => pair(code)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('guessed five times wrong in a minute makes the sixth wait, even with the right one', async () => {
    const code = await newCode();
    for (let time = 0; time < 5; time += 1) expect((await pair('00000000')).body.code).toBe('wrong-code');
    expect((await pair(code)).body).toMatchObject({ code: 'slow-down', retryAfterMs: 60_000 });
    world.now += 60_000;
    expect((await pair(code)).status).toBe(200);
  });

  test('guessed from many minutes stops at sixty in ten for the whole server', async () => {
    const codes: unknown[] = [];
    for (let time = 0; time < 61; time += 1) {
      codes.push((await pair('00000000')).body.code);
      if (time % 5 === 4) world.now += 60_000 / 1.3;
    }
    expect(codes.slice(0, 60).filter((code) => code === 'wrong-code').length).toBeLessThanOrEqual(60);
    expect(codes).toContain('slow-down');
  });

  test.each([
    ['blanks, dashes and small letters', ' 0abc-defg ', '0ABCDEFG'],
    ['look-alikes', 'OIL0OIL0', '01100110'],
    ['seven signs', '0ABCDEF', undefined],
    ['a U', '0ABCDEFU', undefined],
  ])('is read as it was meant: %s', (_name, typed, read) => {
    expect(readPairingCode(typed)).toBe(read);
  });
});

describe('a device', () => {
  test('may push and pull, and nothing else', async () => {
    const headers = bearer(await world.device(person, JOURNAL));
    expect((await world.ask('POST', '/api/v1/journal', pushOf(moves(1)), headers)).status).toBe(200);
    expect((await world.ask('GET', '/api/v1/changes', undefined, headers)).status).toBe(200);
    const closed = [
      ['GET', '/api/v1/devices'],
      ['GET', '/api/v1/sessions'],
      ['GET', '/api/v1/week'],
      ['POST', '/api/v1/pairing-codes'],
      ['POST', '/api/v1/logout'],
    ] as const;
    for (const [method, route] of closed) {
      const body = method === 'POST' ? {} : undefined;
      expect(await world.ask(method, route, body, headers)).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      });
    }
  });

  test('is listed with its last contact', async () => {
    const device = await world.device(person, JOURNAL);
    world.now += 5_000;
    await world.ask('POST', '/api/v1/journal', pushOf(moves(1)), bearer(device));
    const { body } = await world.ask('GET', '/api/v1/devices', undefined, signedIn());
    expect(body.devices).toEqual([
      {
        id: device.deviceId,
        name: 'Balance',
        journalId: JOURNAL,
        createdAt: world.now - 5_000,
        lastSeenAt: world.now,
      },
    ]);
  });

  test('that is removed hears it, is closed at once and never gets in again', async () => {
    const device = await world.device(person, JOURNAL);
    const socket = world.socket({ token: device.token });
    expect(await outcome(socket)).toBe('open');
    const page = world.page(person);
    expect(await outcome(page)).toBe('open');
    const told = new Promise((resolve) => page.once('devices', resolve));
    const heard: string[] = [];
    socket.once('revoked', () => heard.push('revoked'));
    const closed = new Promise((resolve) => socket.once('disconnect', resolve));
    const removed = await world.ask('DELETE', `/api/v1/devices/${device.deviceId}`, undefined, signedIn());
    expect(removed.body).toEqual({ ok: true });
    await Promise.all([closed, told]);
    expect(heard).toEqual(['revoked']);
    expect(await outcome(world.socket({ token: device.token }))).toBe('revoked');
    const push = await world.ask('POST', '/api/v1/journal', pushOf(moves(1)), bearer(device));
    expect(push).toMatchObject({ status: 401, body: { code: 'revoked' } });
  });

  test('of another account cannot be removed', async () => {
    const device = await world.device(person, JOURNAL);
    const other = await world.person('Eve');
    const route = `/api/v1/devices/${device.deviceId}`;
    expect((await world.ask('DELETE', route, undefined, { cookie: other.cookie })).status).toBe(404);
    const socket = world.socket({ token: device.token });
    expect(await outcome(socket)).toBe('open');
    expect(await send(socket, 'live:join', {})).toMatchObject({ ok: false, code: 'forbidden' });
  });
});
