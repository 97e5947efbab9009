import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  coverageFile,
  coveragePage,
  coverageRows,
  furtherRows,
  type Row,
} from '../scripts/build-coverage.js';
import { readDeclarations } from '../scripts/declarations.js';

let rows: Row[] = [];

beforeAll(async () => {
  rows = await coverageRows();
});

describe('docs/coverage.md', () => {
  test('is what tests and runtime say now: npx tsx libs/zepp-runtime/scripts/build-coverage.ts', async () => {
    expect(readFileSync(coverageFile, 'utf8')).toBe(coveragePage(rows, await furtherRows()));
  });

  test('tells of every module that the declarations have members of', () => {
    const declared = [...readDeclarations()].filter(([, members]) => members.length > 0);
    expect([...new Set(rows.map(({ module }) => module))]).toEqual(declared.map(([module]) => module));
  });
});
