/** A small fixed slice of `npm run simulate` and one world that nobody has seen before. */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runSeed } from './run.js';
import { makeTemplate } from './template.js';

const root = mkdtempSync(path.join(os.tmpdir(), 'plumbline-simulate-'));
const random = Number(process.env.PLUMBLINE_SEED ?? 0) % 1_000_000;
let template = '';

beforeAll(async () => {
  template = await makeTemplate(root);
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a household under faults', () => {
  test.each([3, 28, 44, 183, random])(
    'keeps everything once and tells it the same everywhere (seed %i)',
    async (seed) => {
      const { lost, duplicated, diverged, events } = await runSeed(seed, root, template);
      expect({ lost, duplicated, diverged }).toEqual({ lost: [], duplicated: [], diverged: [] });
      expect(events).toBeGreaterThan(10);
    },
    30_000,
  );

  test('happens the same way twice', async () => {
    const one = await runSeed(5, root, template);
    const other = await runSeed(5, root, template);
    expect(other.said).toEqual(one.said);
    expect(one.faults).toBeGreaterThan(5);
  }, 30_000);
});
