import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { makeRoutine, parseRoutine } from '../parse/index.js';
import { bundledRoutines, findRoutine } from './index.js';

const examples = path.join(path.dirname(fileURLToPath(import.meta.url)), '../../../../examples/routines');
const files = readdirSync(examples).filter((name) => name.endsWith('.json'));
const readFile = (name: string): unknown => JSON.parse(readFileSync(path.join(examples, name), 'utf8'));

describe('the bundled routines', () => {
  test.each(files)(
    'hold examples/routines/%s as it is (else: npx tsx scripts/bundle-routines.ts)',
    (name) => {
      const parsed = parseRoutine(readFile(name));
      expect(parsed).toEqual({ ok: true, value: findRoutine(name.replace('.json', '')) });
    },
  );

  test('are the files and no others, the article’s routine first', () => {
    const ids = bundledRoutines.map((routine) => routine.id);
    expect([...ids].sort()).toEqual(files.map((name) => name.replace('.json', '')).sort());
    expect(ids.slice(0, 2)).toEqual(['back-posture', 'first-week']);
    expect(bundledRoutines.filter((routine) => routine.kind === 'routine').map(({ id }) => id)).toEqual(
      ids.slice(0, 2),
    );
  });

  test.each(bundledRoutines.map((routine) => [routine.id, routine] as const))(
    '%s is written as a file that reads back to itself',
    (_id, routine) => {
      expect(parseRoutine(makeRoutine(routine))).toEqual({ ok: true, value: routine });
    },
  );
});

describe('findRoutine', () => {
  test.each([
    ['back-posture', undefined, true],
    ['back-posture', 1, true],
    ['back-posture', 2, false],
    ['nowhere', undefined, false],
  ])('finds %s, version %s: %s', (id, version, isFound) => {
    expect(findRoutine(id, version) !== undefined).toBe(isFound);
  });
});
