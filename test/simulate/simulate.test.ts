/** A small fixed slice of `npm run simulate`, and one world that nobody has chosen; its seed is in the title. */
import 'reflect-metadata';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Store } from './disks/disk.js';
import { sqliteStore } from './disks/sqlite-store.js';
import { runSeed } from './run/run-seed.js';
import { sum } from './run/sum.js';

const drawn = Number(process.env.PLUMBLINE_SEED ?? Date.now()) % 1_000_000;
let store: Store;

beforeAll(async () => {
  store = await sqliteStore();
});
afterAll(() => store.end());

describe('a household under faults', () => {
  test.each([4, 11, 15, 31, 44, 28, 183, drawn])(
    'keeps everything once and tells it the same everywhere (seed %i)',
    async (seed) => {
      const { lost, duplicated, diverged, events } = await runSeed(seed, store);
      expect({ lost, duplicated, diverged }).toEqual({ lost: [], duplicated: [], diverged: [] });
      expect(events).toBeGreaterThan(10);
    },
    30_000,
  );

  test('happens the same way twice', async () => {
    const one = await runSeed(15, store);
    const other = await runSeed(15, store);
    expect(other.said).toEqual(one.said);
    expect(sum([other])).toEqual(sum([one]));
    expect(sum([one]).faults).toBeGreaterThan(5);
  }, 30_000);
});
