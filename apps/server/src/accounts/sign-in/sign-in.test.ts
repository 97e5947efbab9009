import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TOTP } from 'otpauth';
import { DATABASE, type Database } from '../../database/database.js';
import { outcome, type Person, type Reply, World } from '../../testing/world.js';
import { repositoryRoot } from '../../web/files.js';
import { EVENT_KINDS } from '../audit/events.js';
import { agentWords } from './agent-words.js';
import { makeTicket } from './tickets.js';

let world: World;
let ida: Person;
beforeEach(async () => {
  world = await new World().start();
  ida = await world.person('Ida');
});
afterEach(() => world.end());

/** What `world.person` gives everybody. */
const PASSWORD = 'a long enough password';
const as = (person: Person, method: string, route: string, body?: unknown) =>
  world.ask(method, `/api/v1/${route}`, body, { cookie: person.cookie });
const login = (password = PASSWORD, headers: Record<string, string> = {}) =>
  world.ask('POST', '/api/v1/login', { name: 'Ida', password }, headers);
const cookiesOf = ({ headers }: Reply) => headers.getSetCookie().map((line) => line.split(';')[0] as string);
const signedIn = (reply: Reply): Person => ({ ...ida, cookie: cookiesOf(reply)[0] as string });
const second = (ticket: unknown, code: string) => world.ask('POST', '/api/v1/login/second', { ticket, code });

async function enrol(): Promise<{ codeNow(): string; recoveryCodes: string[] }> {
  const begun = await as(ida, 'POST', 'second-factor', { password: PASSWORD });
  const totp = new TOTP({ secret: begun.body.secret as string });
  const codeNow = () => totp.generate({ timestamp: world.now });
  const confirmed = await as(ida, 'POST', 'second-factor/confirm', { code: codeNow() });
  expect(confirmed.status).toBe(200);
  world.now += 30_000;
  return { codeNow, recoveryCodes: confirmed.body.recoveryCodes as string[] };
}

describe('sign-ins', () => {
  test('are listed by coarse words and can be ended one by one, sockets with them', async () => {
    const agent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const other = signedIn(await login(PASSWORD, { 'user-agent': agent }));
    const { signIns } = (await as(ida, 'GET', 'sign-ins')).body as {
      signIns: { id: string; agent: string; current: boolean }[];
    };
    expect(signIns.map(({ agent: words, current }) => [words, current]).sort()).toEqual([
      ['A program', true],
      ['Firefox on Linux', false],
    ]);
    const page = world.page(other);
    expect(await outcome(page)).toBe('open');
    const closed = new Promise((resolve) => page.once('disconnect', resolve));
    const id = signIns.find(({ current }) => !current)?.id;
    expect((await as(ida, 'DELETE', `sign-ins/${id}`)).status).toBe(200);
    await closed;
    expect((await as(other, 'GET', 'sessions')).status).toBe(401);
    expect((await as(ida, 'DELETE', `sign-ins/${id}`)).status).toBe(404);
  });

  test('of others end together, the own one stays', async () => {
    const others = [signedIn(await login()), signedIn(await login())];
    expect((await as(ida, 'DELETE', 'sign-ins')).status).toBe(200);
    for (const other of others) expect((await as(other, 'GET', 'sessions')).status).toBe(401);
    expect((await as(ida, 'GET', 'sessions')).status).toBe(200);
  });

  test.each([
    ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0', 'Edge on Windows'],
    ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1', 'Safari on iPhone'],
    ['Mozilla/5.0 (Linux; Android 15) Chrome/140.0 Mobile Safari/537.36', 'Chrome on Android'],
    [undefined, 'A program'],
  ])('%s is called %s', (userAgent, words) => {
    expect(agentWords(userAgent)).toBe(words);
  });
});

describe('the password', () => {
  test('changes by the old one, ends other sign-ins and forgets known browsers', async () => {
    const other = signedIn(await login());
    const change = (password: string) =>
      as(ida, 'POST', 'password', { password, newPassword: 'another long password' });
    expect((await change('not this one')).body.code).toBe('wrong-password');
    expect((await change(PASSWORD)).status).toBe(200);
    expect((await as(other, 'GET', 'sessions')).status).toBe(401);
    expect((await as(ida, 'GET', 'sessions')).status).toBe(200);
    expect((await login()).status).toBe(401);
    expect((await login('another long password')).status).toBe(200);
  });

  test('is guessed from an open page ten times and not more', async () => {
    for (let time = 0; time < 10; time += 1)
      await as(ida, 'POST', 'password', { password: 'guess', newPassword: 'another long password' });
    const last = await as(ida, 'POST', 'password', {
      password: PASSWORD,
      newPassword: 'another long password',
    });
    expect(last.body.code).toBe('slow-down');
  });

  test('is set anew by a reset link, once, within an hour', async () => {
    const database = world.server.app.get<Database>(DATABASE);
    const link = async () =>
      (await database.write.run((tx) => makeTicket(tx, ida.accountId, 'reset', world.now))) as string;
    const reset = (token: string, password = 'another long password') =>
      world.ask('POST', '/api/v1/reset', { token, password });
    const late = await link();
    world.now += 3_600_000;
    expect((await reset(late)).body.code).toBe('ticket-over');
    const token = await link();
    expect((await second(token, '123456')).body.code).toBe('ticket-over');
    expect((await reset(token, 'short')).body.code).toBe('weak-password');
    expect((await reset(token)).status).toBe(200);
    expect((await reset(token)).body.code).toBe('ticket-over');
    expect((await as(ida, 'GET', 'sessions')).status).toBe(401);
    expect((await login('another long password')).status).toBe(200);
  });
});

describe('a second factor', () => {
  test('that is begun but not confirmed asks nobody for a code', async () => {
    await as(ida, 'POST', 'second-factor', { password: PASSWORD });
    expect((await login()).status).toBe(200);
    expect((await as(ida, 'POST', 'second-factor/confirm', { code: '000000' })).body.code).toBe(
      'wrong-second-code',
    );
  });

  test('lets in by password, ticket and code, each once', async () => {
    const { codeNow } = await enrol();
    const first = await login();
    expect(first).toMatchObject({ status: 401, body: { code: 'second-factor-needed' } });
    expect(first.headers.get('set-cookie')).toBeNull();
    const { ticket } = first.body;
    expect((await world.ask('POST', '/api/v1/reset', { token: ticket, password: PASSWORD })).body.code).toBe(
      'ticket-over',
    );
    const headers = { authorization: `Bearer ${ticket}` };
    expect((await world.ask('GET', '/api/v1/sessions', undefined, headers)).status).toBe(401);
    const code = codeNow();
    expect((await second(ticket, code)).status).toBe(200);
    expect((await second(ticket, code)).body.code).toBe('ticket-over');
    const again = (await login()).body.ticket;
    expect((await second(again, code)).body.code).toBe('wrong-second-code');
    world.now += 30_000;
    expect((await second(again, codeNow())).status).toBe(200);
  });

  test('is passed by each of ten recovery codes once, typed as people type', async () => {
    const { recoveryCodes } = await enrol();
    expect(new Set(recoveryCodes).size).toBe(10);
    const [code = ''] = recoveryCodes;
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect((await second((await login()).body.ticket, code.toLowerCase().replaceAll('-', ' '))).status).toBe(
      200,
    );
    expect((await second((await login()).body.ticket, code)).body.code).toBe('wrong-second-code');
    expect((await as(ida, 'GET', 'second-factor')).body).toMatchObject({ on: true, recoveryCodesLeft: 9 });
    const { read } = world.server.app.get<Database>(DATABASE);
    expect(JSON.stringify(await read.all('SELECT * FROM recovery_code'))).not.toContain(recoveryCodes[1]);
  });

  test('is guessed five times in five minutes and not more, and a ticket ends after five minutes', async () => {
    const { codeNow } = await enrol();
    const { ticket } = (await login()).body;
    for (let time = 0; time < 5; time += 1)
      expect((await second(ticket, '000000')).body.code).toBe('wrong-second-code');
    expect((await second(ticket, codeNow())).body.code).toBe('slow-down');
    world.now += 300_000;
    expect((await second(ticket, codeNow())).body.code).toBe('ticket-over');
  });

  test('goes by password and code alone', async () => {
    const { codeNow } = await enrol();
    const off = (password: string, code: string) => as(ida, 'POST', 'second-factor/off', { password, code });
    expect((await off('not this one', codeNow())).body.code).toBe('wrong-password');
    expect((await off(PASSWORD, '000000')).body.code).toBe('wrong-second-code');
    expect((await as(ida, 'POST', 'second-factor', { password: PASSWORD })).body.code).toBe('already-on');
    expect((await off(PASSWORD, codeNow())).status).toBe(200);
    expect((await login()).status).toBe(200);
  });
});

describe('a stranger', () => {
  test('who uses up every limit there is keeps no browser out that was signed in before', async () => {
    const browser = cookiesOf(await login())[1] as string;
    expect(browser).toMatch(/^plumbline-known=plb_b_/);
    for (let time = 0; time < 31; time += 1) {
      await login('guess');
      if (time % 10 === 9) world.now += 60_000;
    }
    expect((await login()).body.code).toBe('slow-down');
    expect((await login(PASSWORD, { cookie: browser })).status).toBe(200);
  });

  test('gains nothing by the cookie of a known browser but its own ten tries', async () => {
    const cookie = cookiesOf(await login())[1] as string;
    expect((await world.ask('GET', '/api/v1/sessions', undefined, { cookie })).status).toBe(401);
    for (let time = 0; time < 10; time += 1) expect((await login('guess', { cookie })).status).toBe(401);
    expect((await login(PASSWORD, { cookie })).body.code).toBe('slow-down');
  });
});

describe('the documents', () => {
  const read = (file: string) => readFileSync(path.join(repositoryRoot(), 'docs', file), 'utf8');

  test('print every kind of security event with when it is written', () => {
    for (const [kind, when] of Object.entries(EVENT_KINDS))
      expect(read('protocol/accounts.md')).toContain(`| \`${kind}\` | ${when} |`);
  });
});
