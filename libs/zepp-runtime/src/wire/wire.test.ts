import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fromBase64, toBase64 } from './base64.js';
import { constantOf, constantsOf } from './constants.js';
import { fromUtf8, toUtf8 } from './utf8.js';

describe('base64', () => {
  test('is what every other base64 is, and comes back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'));
        expect(fromBase64(toBase64(bytes))).toEqual(bytes);
      }),
    );
  });
});

describe('UTF-8', () => {
  test('is what TextEncoder makes, and comes back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        expect(toUtf8(text)).toEqual(new TextEncoder().encode(text));
        expect(fromUtf8(toUtf8(text))).toBe(text.toWellFormed?.() ?? text);
      }),
    );
  });

  test('reads any bytes without a throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => typeof fromUtf8(bytes) === 'string'));
  });
});

describe('constants', () => {
  test('week days are bits and file flags the usual ones', () => {
    expect(constantOf('@zos/alarm', 'WEEK_WED')).toBe(4);
    expect(constantOf('@zos/fs', 'O_CREAT')).toBe(64);
  });

  test('keys, events and scenes differ from each other', () => {
    const keys = Object.entries(constantsOf('@zos/interaction')).filter(([name]) => name.startsWith('KEY_'));
    expect(new Set(keys.map(([, value]) => value)).size).toBe(keys.length);
  });
});
