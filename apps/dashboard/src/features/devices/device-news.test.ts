import { describe, expect, test } from '@jest/globals';
import type { Device } from '../../api/index.js';
import { grouped, isOnlyThisComputer, newDevices } from './device-news.js';

const device = (id: string, revokedAt?: number): Device => ({
  id,
  name: id,
  journalId: id,
  createdAt: 0,
  ...(revokedAt === undefined ? {} : { revokedAt }),
});

describe('newDevices', () => {
  test('names those that may send and were not there before', () => {
    const devices = [device('old'), device('new'), device('gone', 5)];
    expect(newDevices(new Set(['old']), devices).map(({ id }) => id)).toEqual(['new']);
  });
});

describe('a pairing code', () => {
  test.each([
    ['7K3MQ9XZ', '7K3M-Q9XZ'],
    ['7K3M-Q9XZ', '7K3M-Q9XZ'],
  ])('%s is read in two groups of four', (code, shown) => expect(grouped(code)).toBe(shown));
});

describe('isOnlyThisComputer', () => {
  test.each([
    ['localhost', true],
    ['127.0.0.1', true],
    ['[::1]', true],
    ['192.168.1.20', false],
    ['plumb.home', false],
  ])('%s: %s', (host, expected) => expect(isOnlyThisComputer(host)).toBe(expected));
});
