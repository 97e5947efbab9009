import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

const here = path.resolve(import.meta.dirname, '..');
const rows = readFileSync(path.join(here, 'limits/limits.md'), 'utf8')
  .split('\n')
  .filter((line) => / › /.test(line))
  .map((line) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '').trim()))
  .map(([limit = '', tag = '', named = '']) => ({ limit, tag, named }));

/** Titles of a file's tests: of `test`, `test.each` and `observes`. A skipped test is none. */
function titles(file: string): string {
  const text = readFileSync(path.join(here, file), 'utf8');
  return text.replace(/\b(test|describe)\.skip\b[^;]*/g, '');
}

const named = (file: string, title: string): boolean =>
  ["'", '`', '"'].some((quote) => titles(file).includes(`${quote}${title}${quote}`));

describe('every limit', () => {
  test('is verified, documented or read in source', () => {
    expect(rows.length).toBeGreaterThan(100);
    for (const { limit, tag } of rows)
      expect([limit, tag]).toEqual([limit, expect.stringMatching(/^[VDS]( [VDS])?$/)]);
  });

  test('stands in the list once', () => {
    const seen = rows.map(({ limit, named: test }) => `${limit} ${test}`);
    expect(seen).toEqual([...new Set(seen)]);
  });

  test('names a test that exists', () => {
    const missing = rows.filter(({ named: reference }) => {
      const [file = '', title = ''] = reference.split(' › ');
      return !existsSync(path.join(here, file)) || !named(file, title);
    });
    expect(missing.map((row) => row.named)).toEqual([]);
  });
});

test('every switch of `limits` is told of with what is known', () => {
  const options = readFileSync(path.join(here, 'src/core/watch-options.ts'), 'utf8');
  const [, belongings = ''] = /type BelongingsLimits = \{([\s\S]*?)\n\};/.exec(options) ?? [];
  const [, limits = ''] = /\n {2}limits\?: [^{]*\{([\s\S]*?)\n {2}\};/.exec(options) ?? [];
  const names = [...`${belongings}${limits}`.matchAll(/^\s+(\w+)\?:/gm)].map(([, name = '']) => name);
  const told = readFileSync(path.join(here, 'docs/known-and-assumed.md'), 'utf8');
  expect(names.length).toBeGreaterThan(15);
  expect(names.filter((name) => !told.includes(name))).toEqual([]);
});
