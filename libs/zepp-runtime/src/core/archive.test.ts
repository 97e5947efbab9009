import { describe, expect, test } from '@jest/globals';
import { strToU8, zipSync } from 'fflate';
import { Archive, Bad, newBudget, PACKAGE_LIMITS } from './archive.js';

const MB = 1024 * 1024;
const codeOf = (run: () => unknown): string => {
  try {
    run();
    return 'fine';
  } catch (fault) {
    if (fault instanceof Bad) return fault.code;
    throw fault;
  }
};
const open = (bytes: Uint8Array) => new Archive(bytes, 'The package', newBudget());
const small = () => zipSync({ a: strToU8('one'), 'b/c': strToU8('two '.repeat(100)) });

/** Offset of the first entry of the list at the end. */
const listAt = (bytes: Uint8Array) => new DataView(bytes.buffer).getUint32(bytes.length - 6, true);
const withWord = (bytes: Uint8Array, at: number, word: number) => {
  new DataView(bytes.buffer).setUint32(at, word, true);
  return bytes;
};

describe('an archive', () => {
  test('gives its files, stored or packed', () => {
    const archive = open(small());
    expect(archive.names).toEqual(['a', 'b/c']);
    expect(archive.read('a')).toEqual(strToU8('one'));
    expect(archive.read('b/c')).toHaveLength(400);
    expect(archive.read('d')).toBeUndefined();
    expect(open(zipSync({ a: strToU8('one') }, { level: 0 })).read('a')).toEqual(strToU8('one'));
  });

  test('may be followed by a comment', () => {
    const bytes = zipSync({ a: strToU8('one') }, { comment: 'made by hand' });
    expect(open(bytes).names).toEqual(['a']);
  });

  test('may have names of an old code page', () => {
    const bytes = zipSync({ gr_n: strToU8('one') });
    for (let at = bytes.indexOf(0x5f); at >= 0; at = bytes.indexOf(0x5f)) bytes[at] = 0xfc;
    expect(open(bytes).names).toEqual(['grün']);
  });

  test('whose bytes were changed on the way is damaged', () => {
    const bytes = zipSync({ a: strToU8('one two three') }, { level: 0 });
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    expect(codeOf(() => open(bytes).read('a'))).toBe('not-a-package');
  });

  test.each([
    ['the place of a file', 42],
    ['the size of what is packed', 20],
  ])('that lies about %s is damaged', (_what, field) => {
    const bytes = small();
    expect(codeOf(() => open(withWord(bytes, listAt(bytes) + field, 0x7fffffff)).readAll())).toBe(
      'not-a-package',
    );
  });

  test('that promises less than comes out is stopped', () => {
    const bytes = zipSync({ a: new Uint8Array(30 * MB) });
    const lying = withWord(bytes, listAt(bytes) + 24, 10);
    expect(codeOf(() => open(lying).read('a'))).toBe('not-a-package');
  });

  test('of one name twice is refused', () => {
    const bytes = zipSync({ aa: strToU8('1'), ab: strToU8('2') });
    const at = bytes.lastIndexOf('b'.charCodeAt(0));
    bytes[at] = 'a'.charCodeAt(0);
    expect(codeOf(() => open(bytes))).toBe('unsafe-path');
  });
});

describe('a bomb is refused before anything is unpacked', () => {
  test('by the size that its list promises', () => {
    const bytes = small();
    expect(codeOf(() => open(withWord(bytes, listAt(bytes) + 24, 65 * MB)))).toBe('too-large');
  });

  test('by its ratio', () => {
    const bomb = zipSync({ a: new Uint8Array(12 * MB) });
    expect(bomb.length).toBeLessThan(20_000);
    expect(codeOf(() => open(bomb))).toBe('too-large');
    expect(codeOf(() => open(zipSync({ a: new Uint8Array(3 * MB) })))).toBe('fine');
  });

  test('by the number of its files', () => {
    const files = Array.from({ length: PACKAGE_LIMITS.entries + 1 }, (_, i) => [`f${i}`, new Uint8Array(0)]);
    expect(codeOf(() => open(zipSync(Object.fromEntries(files), { level: 0 })))).toBe('too-large');
  });

  test('by what all archives inside one another unpack to', () => {
    const budget = newBudget();
    const noise = Uint8Array.from({ length: 30 * MB }, (_, i) => (i * 2654435761) >>> 24);
    const archive = new Archive(zipSync({ a: noise }, { level: 0 }), 'The package', budget);
    expect(codeOf(() => archive.readAll())).toBe('fine');
    expect(codeOf(() => archive.readAll())).toBe('fine');
    expect(codeOf(() => archive.readAll())).toBe('too-large');
  });
});
