import http from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DATABASE, type Database } from '../database/database.js';
import { World } from '../testing/world.js';

let world: World;
beforeEach(async () => {
  world = await new World().start();
});
afterEach(() => world.end());

const PASSWORD = 'plumb lines hang straight';
const tokenOf = (link: string | undefined) => new URL(link ?? '').hash.slice(1);
const claim = (token: string, name = 'Ida', password = PASSWORD) =>
  world.ask('POST', '/api/v1/claim', { token, name, password });
const login = (password: string, name = 'Ida') => world.ask('POST', '/api/v1/login', { name, password });

/** A request with headers that fetch would not let through, Host among them. */
const raw = (method: string, route: string, headers: Record<string, string>): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = http.request(`${world.server.url}${route}`, { method, headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', reject).end();
  });

describe('the claim link', () => {
  test('makes the first account, once, and signs it in', async () => {
    const { claimLink } = world.server;
    expect(claimLink).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/claim#plb_c_[\w-]{43}$/);
    const claimed = await claim(tokenOf(claimLink));
    expect(claimed).toMatchObject({ status: 200, body: { ok: true, account: { name: 'Ida' } } });
    const cookie = claimed.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^plumbline=plb_s_[\w-]{43};.*HttpOnly; SameSite=Strict$/);
    const me = await world.ask('GET', '/api/v1/me', undefined, { cookie: cookie.split(';')[0] as string });
    expect(me.body).toMatchObject({ ok: true, claimed: true, account: { name: 'Ida' } });
    expect(await claim(tokenOf(claimLink), 'Eve')).toMatchObject({
      status: 409,
      body: { code: 'already-claimed' },
    });
  });

  test('works for exactly one of those who use it at the same time', async () => {
    const token = tokenOf(world.server.claimLink);
    const answers = await Promise.all(['Ida', 'Eve', 'Uma'].map((name) => claim(token, name)));
    expect(answers.filter(({ body }) => body.ok)).toHaveLength(1);
  });

  test('is another one after every start, and none once there is an account', async () => {
    const first = tokenOf(world.server.claimLink);
    await world.stop();
    await world.start();
    expect(await claim(first)).toMatchObject({ status: 403, body: { code: 'wrong-token' } });
    expect(await claim(tokenOf(world.server.claimLink), 'Ida', 'short')).toMatchObject({ status: 422 });
    expect((await claim(tokenOf(world.server.claimLink))).status).toBe(200);
    await world.stop();
    await world.start();
    expect(world.server.claimLink).toBeUndefined();
  });
});

describe('signing in', () => {
  beforeEach(async () => {
    await claim(tokenOf(world.server.claimLink));
  });

  test('takes the right password and gives the same refusal for a wrong one and an unknown name', async () => {
    expect((await login(PASSWORD)).status).toBe(200);
    const wrong = await login('not this one at all');
    expect(wrong).toMatchObject({ status: 401, body: { code: 'wrong-login' } });
    expect((await login(PASSWORD, 'Nobody')).body).toEqual(wrong.body);
  });

  test('slows down after ten wrong tries and says for how long', async () => {
    for (let time = 0; time < 10; time += 1) expect((await login('wrong')).status).toBe(401);
    const slowed = await login(PASSWORD);
    expect(slowed).toMatchObject({ status: 429, body: { code: 'slow-down', retryAfterMs: 60_000 } });
    expect(slowed.headers.get('retry-after')).toBe('60');
    world.now += 60_001;
    expect((await login(PASSWORD)).status).toBe(200);
  });

  test('ends with signing out, and after 180 days', async () => {
    const signIn = async () => ({
      cookie: ((await login(PASSWORD)).headers.get('set-cookie') ?? '').split(';')[0] as string,
    });
    const cookie = await signIn();
    expect((await world.ask('POST', '/api/v1/logout', {}, cookie)).status).toBe(200);
    expect((await world.ask('GET', '/api/v1/devices', undefined, cookie)).status).toBe(401);
    const old = await signIn();
    world.now += 181 * 24 * 3_600_000;
    expect((await world.ask('GET', '/api/v1/devices', undefined, old)).status).toBe(401);
  });

  test('leaves no password, cookie or claim token in the data file', async () => {
    const cookie = ((await login(PASSWORD)).headers.get('set-cookie') ?? '').split(';')[0] as string;
    const { read } = world.server.app.get<Database>(DATABASE);
    const dump = JSON.stringify([
      await read.all('SELECT * FROM login'),
      await read.all('SELECT * FROM account'),
    ]);
    expect(dump).not.toContain(cookie.split('=')[1]);
    expect(dump).not.toContain(PASSWORD);
    expect(dump).toContain('$argon2id$v=19$m=19456,p=1,t=2$');
  });
});

describe('where a request comes from', () => {
  test('a signed-in request that changes something needs exactly our own origin', async () => {
    const { cookie } = await world.person('Ida');
    const { port } = new URL(world.server.url);
    const make = (origin?: string) =>
      raw('POST', '/api/v1/pairing-codes', origin === undefined ? { cookie } : { cookie, origin });
    expect(await make(world.server.url)).toBe(200);
    const foreign = ['https://evil.example', `https://127.0.0.1:${port}`, `http://localhost:${port}`, 'null'];
    for (const origin of [...foreign, undefined]) expect(await make(origin)).toBe(403);
    expect(await raw('GET', '/api/v1/devices', { cookie, origin: 'https://evil.example' })).toBe(200);
  });

  test('a bearer header or as=device switches the cookie off', async () => {
    const { cookie } = await world.person('Ida');
    expect(await raw('GET', '/api/v1/devices', { cookie })).toBe(200);
    expect(await raw('GET', '/api/v1/devices?as=device', { cookie })).toBe(401);
    expect(await raw('GET', '/api/v1/devices', { cookie, authorization: 'Bearer nonsense' })).toBe(401);
  });

  test.each([
    ['localhost:4180', 200],
    ['127.0.0.1', 200],
    ['192.168.1.20:4180', 200],
    ['[::1]:4180', 200],
    ['plumb.example', 200],
    ['evil.example', 421],
    ['plumb.example.evil.example', 421],
    ['localhost.evil.example:4180', 421],
    ['127.0.0.1.nip.io', 421],
    ['plumb.example:80;script-src *', 421],
  ])('Host %s is answered with %d when PUBLIC_URL is https://plumb.example', async (host, status) => {
    await world.stop();
    await world.start({ publicUrl: new URL('https://plumb.example') });
    expect(await raw('GET', '/api/v1/health', { host })).toBe(status);
  });

  test('behind https the cookie is Secure and bound to its host', async () => {
    await world.stop();
    await world.start({ publicUrl: new URL('https://plumb.example') });
    expect(world.server.claimLink).toMatch(/^https:\/\/plumb\.example\/claim#/);
    const token = tokenOf(world.server.claimLink);
    const form = { token, name: 'Ida', password: PASSWORD };
    const claimed = await world.ask('POST', '/api/v1/claim', form, { origin: 'https://plumb.example' });
    expect(claimed.headers.get('set-cookie')).toMatch(
      /^__Host-plumbline=.*Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
  });
});
