import { describe, expect, test } from '@jest/globals';
import { allowedAddress } from './phone-network.js';

const ORIGIN = 'http://192.168.1.20:4180';
const reached = (text: string) => {
  const found = allowedAddress(text, ORIGIN);
  return 'refused' in found ? 'refused' : found.href;
};

describe('the virtual phone', () => {
  test.each([
    ['its own server', `${ORIGIN}/api/v1/pair`, `${ORIGIN}/api/v1/pair?as=device`],
    [
      'its own socket',
      'ws://192.168.1.20:4180/socket.io/?EIO=4',
      'ws://192.168.1.20:4180/socket.io/?EIO=4&as=device',
    ],
    [
      'its own server as a device, whatever it says it is',
      `${ORIGIN}/api/v1/me?as=me&as=you#x`,
      `${ORIGIN}/api/v1/me?as=device`,
    ],
  ])('reaches %s', (_name, text, address) => expect(reached(text)).toBe(address));

  test.each([
    ['another port', 'http://192.168.1.20:4181/api/v1/me'],
    ['another host', 'http://example.org/api/v1/me'],
    ['another scheme', 'https://192.168.1.20:4180/api/v1/me'],
    ['a name and password in the address', 'http://a:b@192.168.1.20:4180/api/v1/me'],
    ['pages', `${ORIGIN}/claim`],
    ['pages behind dots', `${ORIGIN}/api/../claim`],
    ['pages behind coded dots', `${ORIGIN}/api/%2e%2e/claim`],
    ['a relative address', '/api/v1/me'],
    ['scripts', 'javascript:alert(1)'],
  ])('does not reach %s', (_name, text) => expect(reached(text)).toBe('refused'));
});
