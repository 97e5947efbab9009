import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TOTP } from 'otpauth';
import { DATABASE, type Database } from '../database/database.js';
import { JOURNAL, moves, pushOf } from '../testing/entries.js';
import { bearer, outcome, send, World } from '../testing/world.js';
import { makeLog } from './log.js';
import { factsOf } from './reports.js';

const world = new World();
const lines: string[] = [];
const METRICS_TOKEN = 'metrics-token-of-the-operator';
const PASSWORD = 'swordfish swordfish';
const NAME = 'Wilhelmina';

/** Everything that must never be found in a line, as it goes over the wire and as it lies on disk. */
const secrets = new Set<string>();
const keep = (secret: unknown): string => {
  secrets.add(String(secret));
  secrets.add(createHash('sha256').update(String(secret)).digest('hex'));
  return String(secret);
};

beforeAll(async () => {
  const log = makeLog((line) => lines.push(line), Date.now, 'debug');
  await world.start({ log, metricsToken: METRICS_TOKEN });
});
afterAll(() => world.end());

const logged = (event: string) =>
  lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line.event === event);

describe('the log', () => {
  test('of a server that was shown every kind of secret holds none of them', async () => {
    const claim = keep(new URL(world.server.claimLink ?? '').hash.slice(1));
    for (const word of [PASSWORD, METRICS_TOKEN, NAME, 'wrong password', 'plb_c_wrong']) keep(word);
    await world.ask('POST', '/api/v1/claim', { token: 'plb_c_wrong', name: NAME, password: PASSWORD });
    const claimed = await world.ask('POST', '/api/v1/claim', {
      token: claim,
      name: NAME,
      password: PASSWORD,
    });
    await world.ask('POST', '/api/v1/login', { name: NAME, password: 'wrong password' });
    await world.ask('POST', '/api/v1/login', `{"password": "${PASSWORD}`);
    const login = await world.ask('POST', '/api/v1/login', { name: NAME, password: PASSWORD });
    const cookies = [claimed, login].map(({ headers }) => headers.get('set-cookie')?.split(';')[0] ?? '');
    for (const each of cookies) keep(each.split('=')[1]);
    const cookie = { cookie: cookies[1] ?? '' };
    const coded = await world.ask('POST', '/api/v1/pairing-codes', {}, cookie);
    const code = keep(coded.body.code);
    await world.ask('POST', '/api/v1/pair', { code: keep('0000WRNG'), deviceName: NAME, journalId: JOURNAL });
    const paired = await world.ask('POST', '/api/v1/pair', { code, deviceName: NAME, journalId: JOURNAL });
    const token = keep(paired.body.token);
    const hook = { name: NAME, address: `https://hooks.example/${keep('hook-path')}`, kinds: ['effort'] };
    keep((await world.ask('POST', '/api/v1/webhooks', hook, cookie)).body.secret);
    const feed = await world.ask('POST', '/api/v1/calendar-feeds', { name: NAME }, cookie);
    const path = keep(feed.body.path);
    keep(path.split('/').at(-1));
    for (const address of [path, `${path}x`, `/api/v1/sessions?token=${token}`, `/?claim=${claim}`])
      await fetch(`${world.server.url}${address}`, { headers: { authorization: `Bearer ${token}` } });
    for (const shown of [METRICS_TOKEN, 'wrong password'])
      await fetch(`${world.server.url}/metrics`, { headers: { authorization: `Bearer ${shown}` } });
    const scopes = ['history:read'];
    const key = keep((await world.ask('POST', '/api/v1/keys', { name: NAME, scopes }, cookie)).body.token);
    for (const shown of [key, `${key}x`, keep('plb_k_wrong')])
      await fetch(`${world.server.url}/api/v1/sessions?key=${shown}`, {
        headers: { authorization: `Bearer ${shown}` },
      });
    const tokenFrom = async (route: string) => {
      const made = await world.ask('POST', `/api/v1/${route}`, { note: 'Kim' }, cookie);
      expect(made.body.path).toMatch(/#plb_[a-z]_/);
      return keep(String(made.body.path).split('#').at(-1));
    };
    const invitation = await tokenFrom('invitations');
    const link = await tokenFrom('history-grants/links');
    for (const token of [link, `${link}x`])
      await world.ask('POST', '/api/v1/history-grants/take', { token }, cookie);
    await world.ask('POST', '/api/v1/join', { token: `${invitation}x`, name: 'Kim', password: PASSWORD });
    await world.ask('POST', '/api/v1/reset', { token: keep('plb_r_wrong'), password: PASSWORD });
    const begun = await world.ask('POST', '/api/v1/second-factor', { password: PASSWORD }, cookie);
    const secret = keep(begun.body.secret);
    // Six digits may stand in any line by chance; they are worth nothing after half a minute.
    const digits = new TOTP({ secret }).generate({ timestamp: world.now });
    await world.ask('POST', '/api/v1/second-factor/confirm', { code: '000000' }, cookie);
    const on = await world.ask('POST', '/api/v1/second-factor/confirm', { code: digits }, cookie);
    for (const recovery of on.body.recoveryCodes as string[]) keep(recovery);
    const asked = await world.ask('POST', '/api/v1/login', { name: NAME, password: PASSWORD });
    const ticket = keep(asked.body.ticket);
    await world.ask('POST', '/api/v1/login/second', { ticket, code: '12345' });
    const [recovery] = on.body.recoveryCodes as [string];
    const second = await world.ask('POST', '/api/v1/login/second', { ticket, code: recovery });
    expect(second.status).toBe(200);
    const device = { token, deviceId: '' };
    await world.ask('POST', '/api/v1/journal', pushOf(moves(3)), bearer(device));
    await world.ask('POST', '/api/v1/journal', { [PASSWORD]: token }, bearer(device));
    const socket = world.socket({ token });
    expect(await outcome(socket)).toBe('open');
    await send(socket, 'journal:push', { password: PASSWORD });
    await send(socket, `event-${PASSWORD}`, { token });
    expect(await outcome(world.socket({ token: keep('plb_d_wrong') }))).toBe('unauthorized');
    const all = lines.join('\n');
    expect(lines.length).toBeGreaterThan(20);
    expect([...secrets].filter((secret) => all.includes(secret))).toEqual([]);
    expect(all).not.toMatch(/plb_[a-z]_/);
  });

  test('has one line for each request that was refused, with its template and its code', () => {
    const refused = logged('request-refused').filter(({ route }) => route === '/api/v1/login');
    expect(refused).toEqual([
      expect.objectContaining({ level: 'info', method: 'POST', status: 401, code: 'wrong-login' }),
      expect.objectContaining({ level: 'info', method: 'POST', status: 400, code: 'invalid' }),
      expect.objectContaining({ level: 'info', method: 'POST', status: 401, code: 'second-factor-needed' }),
    ]);
    for (const { ms, at } of refused) {
      expect(ms).toEqual(expect.any(Number));
      expect(at).toMatch(/^\d{4}-\d\d-\d\dT/);
    }
  });

  test('has one line for each message and each handshake that was refused, by the name of the event', () => {
    const messages = logged('message-refused').map(({ name, code }) => [name, code]);
    expect(messages).toEqual([
      ['journal:push', 'invalid'],
      ['unknown', 'unknown-event'],
    ]);
    expect(logged('handshake-refused').map(({ code }) => code)).toEqual(['unauthorized']);
  });

  test('says where a bug lies under the number that its victim was told, and not what it said', async () => {
    const { read } = world.server.app.get<Database>(DATABASE);
    const { all } = read;
    read.all = () => Promise.reject(new TypeError(`near "${PASSWORD}": syntax error`));
    const device = await world.person('Otto');
    const answer = await world.ask('GET', '/api/v1/webhooks', undefined, { cookie: device.cookie });
    read.all = all;
    expect(answer).toMatchObject({ status: 500, body: { code: 'internal' } });
    const [line] = logged('request-failed');
    expect(line).toMatchObject({ level: 'error', fault: 'TypeError', requestId: answer.body.requestId });
    expect(line?.requestId).toMatch(/^[0-9a-f]{12}$/);
    expect(line?.stack).toContain('log.test.ts');
    expect(JSON.stringify(line)).not.toContain('swordfish');
  });

  test('keeps the code of a driver and drops a message over several lines', () => {
    const fault = Object.assign(new Error('one\n    at two swordfish'), { code: 'SQLITE_CORRUPT' });
    const facts = factsOf(fault);
    expect(facts).toMatchObject({ fault: 'Error', cause: 'SQLITE_CORRUPT' });
    expect(JSON.stringify(facts)).not.toContain('swordfish');
    expect(factsOf('swordfish')).toEqual({ fault: 'string' });
  });

  test.each([
    ['debug', 4],
    ['info', 3],
    ['warn', 2],
    ['error', 1],
    ['silent', 0],
  ] as const)('from %s on writes %d of four lines', (threshold, count) => {
    const written: string[] = [];
    const log = makeLog((line) => written.push(line), Date.now, threshold);
    for (const level of ['debug', 'info', 'warn', 'error'] as const) log(level, 'something');
    expect(written).toHaveLength(count);
  });
});
