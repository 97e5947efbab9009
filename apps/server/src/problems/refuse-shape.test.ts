import { expect, test } from '@jest/globals';
import { parseChanges, parseRoutine } from '@plumbline/routine-core';
import fc from 'fast-check';
import { inOwnWords, refuseShape } from './refuse-shape.js';

const MARK = 'ZqXmRk29tw';
/** As a field of ours might be called. */
const WORD = 'ZqXmRkabtw';

test('a refusal says where and why, and keeps numbers', () => {
  expect(
    inOwnWords({ code: 'shape', path: 'days.0.atMinute', message: 'must be at most 1439, not 1500' }),
  ).toEqual({
    code: 'shape',
    path: 'days.0.atMinute',
    message: 'must be at most 1439, not 1500',
  });
  expect(
    inOwnWords({ code: 'shape', path: 'kind', message: 'must be one of "a", "b", not "c"' }).message,
  ).toBe('must be one of "a", "b"');
});

test('nothing that was sent comes back, whatever it was and wherever it stood', () => {
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      fc.constantFrom<unknown>(
        MARK,
        `", not "${MARK}`,
        `, not 5${MARK}`,
        `1\n${MARK}`,
        7,
        null,
        'routine',
        'low',
      ),
      fc.array(tie('any'), { maxLength: 3 }),
      fc.dictionary(
        fc.constantFrom(
          MARK,
          `a.${MARK}`,
          WORD,
          'id',
          'kind',
          'blocks',
          'exercises',
          'steps',
          'endedAt',
          'step',
          'note',
        ),
        tie('any'),
        { maxKeys: 5 },
      ),
    ),
  })).any;
  fc.assert(
    fc.property(value, (sent) => {
      for (const read of [parseChanges(sent), parseRoutine(sent)])
        if (!read.ok) expect(JSON.stringify(refuseShape(read.problems))).not.toContain('ZqXmRk');
    }),
    { numRuns: 500 },
  );
});
