import { describe, expect, test } from '@jest/globals';
import { readTexts } from './texts.js';

const word = (value: number) => [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
const file = (places: number[], tail: string) =>
  Uint8Array.from([places.length, ...places].flatMap(word).concat([...new TextEncoder().encode(tail)]));

describe('a compiled file of texts', () => {
  test('is read in order, an empty text between two others too', () => {
    expect(readTexts(file([16, 23, 23], 'Grüßeja'))).toEqual(['Grüße', '', 'ja']);
  });

  test.each([
    ['no bytes', new Uint8Array(0)],
    ['three bytes', Uint8Array.of(0, 0, 1)],
    ['a count of four thousand million', Uint8Array.of(255, 255, 255, 255, 0, 0, 0, 8)],
    ['places outside of it', file([9_999_999, 3, 0xffffffff], 'x')],
  ])('of %s is read without a fault', (_what, bytes) => {
    for (const text of readTexts(bytes)) expect(text.length).toBeLessThan(100);
  });
});
