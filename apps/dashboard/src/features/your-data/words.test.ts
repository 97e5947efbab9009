import { describe, expect, test } from '@jest/globals';
import type { FilePreview, ImportRun } from '../../api/index.js';
import { previewWords, refusalWords, runWords, shareOf } from './words.js';

const none = { journals: 0, gaps: 0, entries: 0, documents: 0 };
const preview: FilePreview = {
  digest: 'd',
  lines: 10,
  bytes: 100,
  empty: false,
  added: none,
  here: none,
  clashes: none,
  sessions: { count: 0 },
};
const run: ImportRun = {
  digest: 'd',
  state: 'done',
  lines: 10,
  done: 10,
  added: none,
  here: none,
  clashes: none,
};

describe('a preview', () => {
  test.each<[string, Partial<FilePreview>, string[]]>([
    ['of what is known', { here: { ...none, entries: 4 } }, ['Everything in this file is here already.']],
    [
      'of something new',
      { added: { ...none, entries: 1_200, documents: 1 }, sessions: { count: 1 } },
      ['New: 1 session, 1,200 entries in all, 1 version of routines, settings and plans.'],
    ],
    [
      'of what clashes',
      { here: { ...none, entries: 1 }, clashes: { ...none, entries: 2 } },
      [
        'Nothing in this file is new here.',
        'Here already: 1 line of it.',
        'Left out: 2 lines, because something else is here in their place. What is here stays.',
      ],
    ],
  ])('%s says so', (_name, more, words) => {
    expect(previewWords({ ...preview, ...more })).toEqual(words);
  });
});

describe('a file that comes in', () => {
  test('is told by its state', () => {
    expect(runWords({ ...run, state: 'running' })).toContain('it goes on');
    expect(runWords({ ...run, state: 'stopped' })).toContain('Choose the same file again');
    expect(runWords(run)).toBe('The last file is in: nothing was new.');
    const brought = { ...run, added: { ...none, entries: 1 }, clashes: { ...none, gaps: 1 } };
    expect(runWords(brought)).toBe('The last file is in: 1 entry came in. 1 line stayed out.');
  });

  test('is as far as its lines', () => {
    expect(shareOf({ ...run, done: 5 })).toBe(0.5);
    expect(shareOf({ ...run, lines: 0, done: 0 })).toBe(1);
  });
});

test('a refusal names the lines that are to blame, and not all of many', () => {
  const problems = Array.from({ length: 7 }, (_, index) => ({
    code: 'shape',
    path: `lines.${index + 1}.seq`,
    message: 'is no number',
  }));
  const words = refusalWords({ ok: false, code: 'file-refused', message: '', ...{ problems } });
  expect(words).toEqual([
    'This file cannot be brought in as it is.',
    ...[1, 2, 3, 4, 5].map((line) => `Line ${line}, seq: is no number.`),
    'And 2 more like these.',
  ]);
});
