import { describe, expect, test } from '@jest/globals';
import { parseChanges } from './parse-correction.js';

const pathsOf = (value: unknown): string[] => {
  const parsed = parseChanges(value);
  return parsed.ok ? [] : parsed.problems.map(({ path }) => String(path));
};

describe('what a person changes of a session', () => {
  test.each<[string, unknown]>([
    ['its end', { endedAt: 1 }],
    [
      'a hold, repetitions, a skip',
      {
        steps: [
          { step: 1, heldMs: 0 },
          { step: 2, reps: 8 },
          { step: 3, skipped: true },
        ],
      },
    ],
    [
      'an effort and one taken away',
      {
        efforts: [
          { blockId: 'a', value: 7.5 },
          { blockId: 'b', value: null },
        ],
      },
    ],
    ['a note of five hundred emoji', { note: '🧘'.repeat(500) }],
    ['a note taken away', { note: '' }],
  ])('may be %s', (_name, value) => {
    expect(pathsOf(value)).toEqual([]);
  });

  test.each<[string, unknown, string[]]>([
    ['nothing', {}, ['(file)']],
    ['a list', [], ['(file)']],
    ['a misspelt field', { noted: 'x' }, ['noted']],
    ['a step in two measures', { steps: [{ step: 1, reps: 1, heldMs: 1 }] }, ['steps.0']],
    ['a step in none', { steps: [{ step: 1 }] }, ['steps.0']],
    ['a step that was not skipped', { steps: [{ step: 1, skipped: false }] }, ['steps.0.skipped']],
    ['no steps', { steps: [] }, ['steps']],
    ['an effort of eleven', { efforts: [{ blockId: 'a', value: 11 }] }, ['efforts.0.value']],
    ['a note of 501 signs', { note: 'x'.repeat(501) }, ['note']],
    ['a huge note', { note: 'x'.repeat(200_000) }, ['(body)']],
    ['a hundred thousand steps', { steps: Array.from({ length: 100_000 }, () => ({})) }, ['(body)']],
    ['nested without end', JSON.parse(`{"note":${'['.repeat(50_000)}${']'.repeat(50_000)}}`), ['(body)']],
    ['an end between two milliseconds', { endedAt: 1.5 }, ['endedAt']],
  ])('is not %s', (_name, value, paths) => {
    expect(pathsOf(value)).toEqual(paths);
  });
});
