import { describe, expect, test } from '@jest/globals';
import { PROBLEMS } from '../../../server/src/problems/problems.js';
import { sentenceFor } from './problems.js';

/** Said to devices, never to a signed-in page. */
const deviceOnly = ['wrong-code', 'revoked', 'binary-refused', 'unknown-event'];

const refusal = (code: string) => ({ ok: false as const, code, message: '' });

describe('sentenceFor', () => {
  test.each(Object.keys(PROBLEMS).filter((code) => !deviceOnly.includes(code)))(
    'has words for %s',
    (code) => {
      expect(sentenceFor(refusal(code))).not.toContain(code.includes('-') ? code : 'did not expect');
    },
  );

  test('names a code it does not know', () => {
    expect(sentenceFor(refusal('moon-in-the-way'))).toContain('(moon-in-the-way)');
  });
});
