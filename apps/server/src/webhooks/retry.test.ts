import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { repositoryRoot } from '../web/files.js';
import { askedWait, GIVE_UP_MS, waitAfter } from './retry.js';
import { signatureOf } from './signature.js';

describe('the wait after a try', () => {
  test('lies between half and all of a span that doubles up to two hours', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, chance) => {
          const longest = Math.min(7_200_000, 10_000 * 2 ** attempt);
          const wait = waitAfter(attempt, chance);
          expect(wait).toBeGreaterThanOrEqual(longest / 2);
          expect(wait).toBeLessThanOrEqual(longest);
        },
      ),
    );
  });

  test('makes for fewer than forty tries in the day before it is given up', () => {
    let tries = 0;
    for (let waited = 0; waited < GIVE_UP_MS; waited += waitAfter(tries, 0)) tries += 1;
    expect(tries).toBeLessThan(40);
  });

  test.each([
    ['120', 120_000],
    ['0', 0],
    ['999999999', 7_200_000],
    ['-5', 0],
    ['soon', 0],
    ['Wed, 21 Oct 2026 07:28:00 GMT', 0],
    [undefined, 0],
  ])('reads Retry-After: %s as %s ms', (header, expected) => {
    expect(askedWait(header)).toBe(expected);
  });
});

describe('the signature', () => {
  /** The manual's own check, as a receiver would copy it. */
  const manual = readFileSync(path.join(repositoryRoot(), 'docs/protocol/webhooks.md'), 'utf8');
  const source = /^```js\n[\s\S]*?^export (function[\s\S]*?)^```$/m.exec(manual)?.[1] ?? '';
  const check = new Function('createHmac', 'timingSafeEqual', `return ${source}`)(
    createHmac,
    (a: Buffer, b: Buffer) => a.equals(b),
  ) as (secret: string, header: string | undefined, body: string, now: number) => boolean;

  test.each([
    ['as it was sent', 'secret', '{"a":"ü"}', 5_000, true],
    ['with another secret', 'secreT', '{"a":"ü"}', 5_000, false],
    ['with another body', 'secret', '{"a":"u"}', 5_000, false],
    ['six minutes later', 'secret', '{"a":"ü"}', 365_000, false],
  ])('is judged by the manual’s code: %s', (_name, secret, body, now, expected) => {
    const header = signatureOf('secret', 5_000, '{"a":"ü"}');
    expect(check(secret, header, body, now)).toBe(expected);
    expect(check(secret, undefined, body, now)).toBe(false);
  });
});
