import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  coverageFile,
  coveragePage,
  coverageRows,
  furtherRows,
  isNamed,
  type Row,
  share,
} from '../scripts/build-coverage.js';
import { readDeclarations } from '../scripts/declarations.js';

/** Every test file is read, and a watch is asked for every member. */
let rows: Row[] = [];

beforeAll(async () => {
  rows = await coverageRows();
}, 60_000);

describe('docs/coverage.md', () => {
  test('is what tests and runtime say now: npx tsx libs/zepp-runtime/scripts/build-coverage.ts', async () => {
    expect(readFileSync(coverageFile, 'utf8')).toBe(coveragePage(rows, await furtherRows()));
  });

  test('tells that 95 of 100 members whose effects a program can see are modelled', () => {
    const named = rows.filter(isNamed);
    const rest = named
      .filter(({ state }) => state !== 'modelled')
      .map(({ module, name }) => `${module}.${name}`);
    expect({ enough: share(named) >= 95, rest: share(named) >= 95 ? [] : rest }).toEqual({
      enough: true,
      rest: [],
    });
  });

  test('tells of every module that the declarations have members of', () => {
    const declared = [...readDeclarations()].filter(([, members]) => members.length > 0);
    expect([...new Set(rows.map(({ module }) => module))]).toEqual(declared.map(([module]) => module));
  });
});
