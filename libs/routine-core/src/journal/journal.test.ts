import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { SESSION_ID } from '../../testing/play.js';
import { canonicalJson, isId, newId, newJournalId, sessionIdOf, utf8Length } from './index.js';

/** The same data, its keys put in the other way round at every depth. */
const turned = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(turned);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, turned(each)]),
  );
};

describe('canonical JSON', () => {
  test.each([
    ['sorted keys', { b: 1, a: 2 }, '{"a":2,"b":1}'],
    [
      'keys sorted inside lists and objects',
      { z: [{ y: 1, x: { b: 2, a: 3 } }] },
      '{"z":[{"x":{"a":3,"b":2},"y":1}]}',
    ],
    ['lists in their own order', [3, 1, 2], '[3,1,2]'],
    [
      'keys by code unit, capitals first',
      { a: 1, B: 2, ä: 3, '10': 4, '9': 5 },
      '{"10":4,"9":5,"B":2,"a":1,"ä":3}',
    ],
    ['fields without a value left out', { a: undefined, b: null }, '{"b":null}'],
    ['no space and no escaped letters', { text: 'a b → "c"' }, '{"text":"a b → \\"c\\""}'],
  ])('has %s', (_, value, wanted) => {
    expect(canonicalJson(value)).toBe(wanted);
  });

  test('keeps a field that is named __proto__', () => {
    const value = JSON.parse('{"b":1,"__proto__":{"y":1,"x":2}}') as unknown;
    expect(canonicalJson(value)).toBe('{"__proto__":{"x":2,"y":1},"b":1}');
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });

  test('does not depend on the order of keys, and is itself the same data', () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(turned(value))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
      }),
    );
  });
});

describe('length in UTF-8', () => {
  test.each([
    ['', 0],
    ['a', 1],
    ['ß', 2],
    ['→', 3],
    ['🧘', 4],
    ['\ud83e', 3],
    ['\udd58a', 4],
    ['\ud83e\ud83e\uddd8', 7],
  ])('%j is %d bytes', (text, bytes) => {
    expect(utf8Length(text)).toBe(bytes);
  });

  test('is what a buffer says, for any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.array(fc.integer({ min: 0, max: 0xffff })),
        (text, units) => {
          const rough = String.fromCharCode(...units);
          expect(utf8Length(text)).toBe(Buffer.byteLength(text));
          expect(utf8Length(rough)).toBe(Buffer.byteLength(rough));
        },
      ),
    );
  });
});

describe('ids', () => {
  const draws = (...values: readonly number[]) => {
    let index = 0;
    return () => values[index++ % values.length] as number;
  };

  test('have ten signs of time and sixteen of chance', () => {
    expect(newId(0, draws(0))).toBe('0'.repeat(26));
    expect(newId(32 ** 10 / 4 - 1, draws(0.999999))).toBe(`7${'Z'.repeat(25)}`);
    expect(newId(1_760_000_000_000, draws(0, 1 / 32))).toBe(`01K742SG00${'01'.repeat(8)}`);
  });

  test('draw once for each sign of chance', () => {
    let count = 0;
    newJournalId(1, () => {
      count += 1;
      return 0.5;
    });
    expect(count).toBe(16);
  });

  test('sort by their time and are ids', () => {
    const instant = fc.integer({ min: 0, max: 32 ** 10 / 4 - 2 });
    fc.assert(
      fc.property(instant, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (now, chance) => {
        const [first, second] = [newId(now, () => chance), newId(now + 1, () => 0)];
        expect([isId(first), isId(second)]).toEqual([true, true]);
        expect(first < second).toBe(true);
      }),
    );
  });

  test.each([
    [SESSION_ID, true],
    [SESSION_ID.toLowerCase(), false],
    [`8${SESSION_ID.slice(1)}`, false],
    [SESSION_ID.slice(1), false],
    [`${SESSION_ID}0`, false],
    [`${SESSION_ID}\n`, false],
    [`${SESSION_ID.slice(0, 25)}I`, false],
    ['server', false],
    [26, false],
    [undefined, false],
  ])('whether %j is one: %s', (value, wanted) => {
    expect(isId(value)).toBe(wanted);
  });
});

test('an entry names its session, one of the journal itself names none', () => {
  expect(sessionIdOf({ kind: 'paused', sessionId: SESSION_ID } as { kind: string })).toBe(SESSION_ID);
  expect(sessionIdOf({ kind: 'clock-moved' })).toBeUndefined();
});
