import { describe, expect, test } from '@jest/globals';
import { callerKey, RateLimit } from '../rate-limit.js';
import { Passwords } from './passwords.js';

describe('RateLimit', () => {
  test('lets so many through in any window and says when the next may come', () => {
    let now = 0;
    const limit = new RateLimit({ times: 2, withinMs: 100 }, () => now);
    limit.note('a');
    now = 40;
    limit.note('a');
    expect(limit.waitFor('a')).toBe(60);
    expect(limit.waitFor('b')).toBeUndefined();
    now = 100;
    expect(limit.waitFor('a')).toBeUndefined();
  });
});

describe('callerKey', () => {
  test.each([
    ['an IPv4 address is itself', '192.168.1.2', '192.168.1.2'],
    ['an IPv4 address in IPv6 clothes is the same caller', '::ffff:192.168.1.2', '192.168.1.2'],
    ['an IPv6 home is its first 64 bits', '2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2'],
    ['also where zeros are left out', '2001:db8::1', '2001:db8:0:0'],
    ['a port that a proxy names makes no other caller', '192.168.1.2:50312', '192.168.1.2'],
    ['nor does it behind brackets', '[2001:db8::1]:50312', '2001:db8:0:0'],
    ['what is no address is one caller, however it is written', 'unknown', callerKey('_hidden')],
  ])('%s', (_name, address, key) => {
    expect(callerKey(address)).toBe(key);
  });
});

describe('Passwords', () => {
  test('a flood of hashes is refused as busy beyond the queue, and everyone gets an answer', async () => {
    const passwords = new Passwords();
    const answers = await Promise.all(Array.from({ length: 30 }, () => passwords.hash('something long')));
    const busy = answers.filter((answer) => typeof answer !== 'string');
    expect(busy).toHaveLength(12);
    expect(busy[0]).toMatchObject({ ok: false, code: 'busy' });
  });

  test('nobody is nobody, whatever the password', async () => {
    expect(await new Passwords().verify(undefined, 'nobody has this password')).toBe(false);
  });
});
