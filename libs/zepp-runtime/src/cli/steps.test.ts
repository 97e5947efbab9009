import { afterEach, expect, jest, test } from '@jest/globals';
import { tinyProgram } from '../../fixtures/tiny-program.js';
import { createWatch, type Watch } from '../node/index.js';
import { pass } from './steps.js';

let watch: Watch;

afterEach(() => {
  jest.restoreAllMocks();
  watch.close();
});

test('a long wait tells now and then how far it is, and ends at its time', async () => {
  watch = await createWatch({ package: tinyProgram({}) });
  const began = watch.now();
  let real = 0;
  jest.spyOn(Date, 'now').mockImplementation(() => {
    real += 1_000;
    return real;
  });
  const told: string[] = [];
  await pass(watch, 90 * 60_000, { progress: (line) => void told.push(line) });
  expect(watch.now() - began).toBe(90 * 60_000);
  expect(told).toEqual([
    '… 2026-01-05T12:20, 22 %',
    '… 2026-01-05T12:40, 44 %',
    '… 2026-01-05T13:00, 67 %',
    '… 2026-01-05T13:20, 89 %',
  ]);
});
