/** A small fixed slice of `npm run simulate` and one of its first 300 worlds, drawn by the run's seed. */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runSeed } from './run.js';
import { makeTemplate } from './template.js';

const root = mkdtempSync(path.join(os.tmpdir(), 'plumbline-simulate-'));
const drawn = 1 + (Number(process.env.PLUMBLINE_SEED ?? 0) % 300);
let template = '';

beforeAll(async () => {
  template = await makeTemplate(root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a household under faults', () => {
  test.each([3, 28, 44, 183, 2_308, 326_965, drawn])(
    'keeps everything once and tells it the same everywhere (seed %i)',
    async (seed) => {
      const { lost, duplicated, diverged, events } = await runSeed(seed, root, template);
      expect({ lost, duplicated, diverged }).toEqual({ lost: [], duplicated: [], diverged: [] });
      expect(events).toBeGreaterThan(10);
    },
    30_000,
  );

  test('happens the same way twice', async () => {
    const one = await runSeed(15, root, template);
    const other = await runSeed(15, root, template);
    expect(other.said).toEqual(one.said);
    expect(one.faults).toBeGreaterThan(5);
  }, 30_000);
});
