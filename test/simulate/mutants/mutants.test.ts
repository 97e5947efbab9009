import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { mutants } from './mutants.js';

const root = path.resolve(import.meta.dirname, '../../..');
const edits = mutants.flatMap(({ name, edits }) => edits.map((edit) => ({ name, ...edit })));

test.each(edits)('the product can still be broken in $file so that it $name', ({ file, from, to }) => {
  const code = readFileSync(path.join(root, file), 'utf8');
  expect({ places: code.split(from).length - 1 }).toEqual({ places: 1 });
  expect(to).not.toBe(from);
});
