import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { TOTP } from 'otpauth';
import { type Person, World } from '../testing/world.js';
import { account } from './account.js';

let world: World;
let ida: Person;
beforeEach(async () => {
  world = await new World().start();
  ida = await world.person('Ida');
});
afterEach(() => world.end());

async function type(...words: string[]): Promise<string> {
  const said: string[] = [];
  const settings = { port: 4180, host: '127.0.0.1', dataDir: world.dataDir, trustProxy: false as const };
  await account({ settings, now: world.now, words, say: (line) => void said.push(line) });
  return said.join('\n');
}
const login = (password: string) => world.ask('POST', '/api/v1/login', { name: 'Ida', password });

test('a running server is not disturbed', async () => {
  await expect(type('list')).rejects.toThrow('Another Plumbline already uses');
});

test('a reset link lets its holder set a password, once', async () => {
  await world.stop();
  expect(await type('list')).toBe('Ida (owner)');
  await expect(type('reset', 'Nobody')).rejects.toThrow('Nobody here is called Nobody');
  const said = await type('reset', 'Ida');
  const token = said.split('#')[1];
  await world.start();
  const form = { token, password: 'another long password' };
  expect((await world.ask('POST', '/api/v1/reset', form)).status).toBe(200);
  expect((await world.ask('POST', '/api/v1/reset', form)).body.code).toBe('ticket-over');
  expect((await login('another long password')).status).toBe(200);
});

test('the second factor goes, and it is written down', async () => {
  const cookie = { cookie: ida.cookie };
  const password = 'a long enough password';
  const begun = await world.ask('POST', '/api/v1/second-factor', { password }, cookie);
  const code = new TOTP({ secret: begun.body.secret as string }).generate({ timestamp: world.now });
  await world.ask('POST', '/api/v1/second-factor/confirm', { code }, cookie);
  expect((await login(password)).body.code).toBe('second-factor-needed');
  await world.stop();
  await type('second-factor-off', 'Ida');
  await world.start();
  expect((await login(password)).status).toBe(200);
  const { events } = (await world.ask('GET', '/api/v1/security-events', undefined, cookie)).body;
  expect(events).toContainEqual(expect.objectContaining({ kind: 'second-factor-off' }));
});
