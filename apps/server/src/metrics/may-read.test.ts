import { describe, expect, test } from '@jest/globals';
import { World } from '../testing/world.js';
import { mayRead } from './may-read.js';

const home = { headers: { host: '127.0.0.1:4180' }, remoteAddress: '127.0.0.1' };
const open = { trustProxy: false as const };
const url = new URL('https://p.example');
const token = 'a-token-of-the-operator';

describe('who may read the metrics', () => {
  test.each([
    ['this machine', home, open, true],
    ['this machine by IPv6', { headers: { host: '[::1]:4180' }, remoteAddress: '::1' }, open, true],
    ['this machine, mapped', { ...home, remoteAddress: '::ffff:127.0.0.1' }, open, true],
    ['a neighbour', { ...home, remoteAddress: '192.168.1.7' }, open, false],
    [
      'a proxy on this machine that says so',
      { ...home, headers: { ...home.headers, 'x-forwarded-for': '1.2.3.4' } },
      open,
      false,
    ],
    ['a proxy that hands the name on', { ...home, headers: { host: '192.168.1.2' } }, open, false],
    ['anybody, behind PUBLIC_URL', home, { ...open, publicUrl: url }, false],
    ['anybody, with TRUST_PROXY', home, { trustProxy: 1 }, false],
    ['this machine without the token', home, { ...open, metricsToken: token }, false],
    [
      'the token from far away',
      { headers: { authorization: `Bearer ${token}` }, remoteAddress: '1.2.3.4' },
      { ...open, publicUrl: url, metricsToken: token },
      true,
    ],
    [
      'another token',
      { ...home, headers: { authorization: 'Bearer a-token' } },
      { ...open, metricsToken: token },
      false,
    ],
    [
      'the token as a password',
      { ...home, headers: { authorization: `Basic ${token}` } },
      { ...open, metricsToken: token },
      false,
    ],
  ])('%s', (_who, reader, rules, allowed) => {
    expect(mayRead(reader, rules)).toBe(allowed);
  });

  test('a server with a token answers 401 without it, one without a token 404 to others', async () => {
    const world = new World();
    await world.start({ metricsToken: token });
    expect((await world.ask('GET', '/metrics')).status).toBe(401);
    const shown = await fetch(`${world.server.url}/metrics`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(shown.status).toBe(200);
    await world.stop();
    await world.start({ publicUrl: url });
    const other = await world.ask('GET', '/metrics');
    expect([other.status, other.body.code]).toEqual([404, 'not-found']);
    await world.end();
  });
});
