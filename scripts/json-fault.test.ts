import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonFault } from './json-fault.js';

const FAULTS = [
  ['an empty file', '', 1, 1, 'a value'],
  ['an open object', '{', 1, 2, 'a field name in double quotes'],
  ['a field without a value', '{"a":}', 1, 6, 'a value'],
  ['a comma too many', '[1,]', 1, 4, 'a value'],
  ['a comma too few', '{"a": 1\n "b": 2}', 2, 2, 'a comma or }'],
  ['a missing colon', '{"a" 1}', 1, 6, 'a colon'],
  ['single quotes', "{'a': 1}", 1, 2, 'a field name in double quotes'],
  ['a comment', '[\r\n  1, // one\r\n  2\r\n]', 2, 6, 'a value'],
  ['a text that does not end', '{"a": "b\n}', 1, 7, 'a value'],
  ['a number with a leading zero', '[01]', 1, 2, 'a value'],
  ['something after the end', '{} {}', 1, 4, 'the end of the file'],
] as const;

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('jsonFault', () => {
  test.each(FAULTS)('names the place of %s', (_name, text, line, column, expected) => {
    expect(isJson(text)).toBe(false);
    expect(jsonFault(text)).toEqual({ line, column, expected });
  });

  test('finds nothing in any JSON text', () => {
    fc.assert(
      fc.property(fc.json(), fc.constantFrom(0, 2), (text, indent) => {
        expect(jsonFault(JSON.stringify(JSON.parse(text), null, indent))).toBeUndefined();
      }),
    );
  });

  test('agrees with JSON.parse on any damaged text', () => {
    const damaged = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', '"', 'x', '0', '\n', ' '))
      .map(([text, place, put]) => {
        const at = place % (text.length + 1);
        return text.slice(0, at) + put + text.slice(at + 1);
      });
    fc.assert(
      fc.property(damaged, (text) => expect(jsonFault(text) === undefined).toBe(isJson(text))),
      {
        numRuns: 1000,
      },
    );
  });
});
