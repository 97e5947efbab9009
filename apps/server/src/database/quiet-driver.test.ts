import { afterAll, expect, test } from '@jest/globals';
import sqlite3 from 'sqlite3';
import { World } from '../testing/world.js';

const world = new World();
afterAll(() => world.end());

test('a started server leaves the driver quiet: no call takes a stack', async () => {
  const plain = sqlite3.Database.prototype.all;
  await world.start();
  expect(sqlite3.Database.prototype.all).toBe(plain);
});
