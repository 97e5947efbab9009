import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Transfers } from '../testing/transfers.js';
import { World } from '../testing/world.js';
import { repositoryRoot } from '../web/files.js';
import { TRANSFER_LIMITS } from './format/limits.js';

const text = readFileSync(path.join(repositoryRoot(), 'docs/protocol/transfer.md'), 'utf8');
const world = new World();
beforeAll(() => world.start());
afterAll(() => world.end());

test('the file that docs/protocol/transfer.md shows is one: it comes in, and out again as it stands there', async () => {
  const file = /```jsonl POST \/api\/v1\/import\/preview\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
  const transfers = new Transfers(world);
  const person = await world.person('Reader');
  expect(await transfers.import(person, file)).toMatchObject({ state: 'done' });
  expect(await transfers.export(person)).toBe(file);
});

test('docs/protocol/transfer.md names the limits that hold', () => {
  const limits = text.slice(text.indexOf('| limit |'));
  const { fileBytes, lineBytes, lines, depth, journals, serverEntries } = TRANSFER_LIMITS;
  for (const limit of [fileBytes, lineBytes, lines, depth, journals, serverEntries])
    expect(limits).toMatch(new RegExp(`\\b${limit}\\b`));
  expect(text).toContain(`up to ${TRANSFER_LIMITS.problems}`);
});
