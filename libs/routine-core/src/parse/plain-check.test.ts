import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import * as v from 'valibot';
import { plainCheck } from './plain-check.js';

const number = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(9));
const text = v.pipe(v.string(), v.minLength(1), v.maxLength(3));
const inner = v.looseObject({ a: v.optional(number), b: v.boolean() });
/** Every part that is known, at least once, with something it takes. */
const KNOWN: readonly (readonly [v.GenericSchema, unknown])[] = [
  [v.unknown(), undefined],
  [v.number(), Infinity],
  [v.pipe(v.number(), v.safeInteger()), -1],
  [number, 9],
  [v.pipe(number, v.minValue(7)), 7],
  [text, 'abc'],
  [v.pipe(v.string(), v.regex(/^a+$/)), 'aa'],
  [
    v.pipe(
      v.string(),
      v.check((said) => said !== 'no'),
    ),
    '',
  ],
  [v.boolean(), false],
  [v.literal('a'), 'a'],
  [v.picklist(['a', 'b', 'abc']), 'abc'],
  [v.custom<string>((value) => value === 'abc' || value === 7), 7],
  [v.optional(number), undefined],
  [v.array(number), [0, 9]],
  [v.pipe(v.array(text), v.minLength(1), v.maxLength(2)), ['a', 'aa']],
  [v.object({ a: number, b: v.optional(text) }), { a: 1, b: 'a' }],
  [v.looseObject({ a: number, b: v.optional(v.boolean()) }), { b: true, a: 1 }],
  [v.looseObject({ a: v.optional(inner), b: v.optional(v.array(inner)) }), { b: [{ b: true }] }],
];
/** Parts that replace what they are given, or that are not known. */
const UNKNOWN: readonly v.GenericSchema[] = [
  v.strictObject({ a: v.unknown() }),
  v.record(v.string(), v.number()),
  v.union([v.number(), v.string()]),
  v.nullable(v.number()),
  v.optional(v.number(), 3),
  v.pipe(v.string(), v.trim()),
  v.pipe(v.string(), v.transform(Number)),
  v.pipe(v.number(), v.number()),
  v.fallback(v.number(), 3),
  v.looseObject({ a: v.number(), b: v.fallback(v.optional(v.number()), 3) }),
  v.object({ a: v.number(), b: v.optional(v.number(), 3) }),
];

const leaf = fc.constantFrom<unknown>(
  ...[0, -0, 7, 9, 10, -1, 0.5, 2 ** 53, Number.NaN, Infinity, true, false, null, undefined],
  ...['', 'a', 'aa', 'abc', 'abcd', 'no', ' a', '7'],
);
const key = fc.constantFrom('a', 'b', 'c', '0', 'length', 'prototype', 'toString', 'hasOwnProperty');
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(key, tie('any'), { maxKeys: 3, noNullPrototype: true }),
    // As JSON has it: a field of that name, not a prototype.
    tie('any').map(
      (inside) => JSON.parse(`{"a":1,"__proto__":${JSON.stringify(inside) ?? 'null'}}`) as unknown,
    ),
  ),
})).any;

describe('a schema as a plain question', () => {
  test('takes only what the schema takes, and only where that is what was given', () => {
    const known = KNOWN.map(([schema]) => schema);
    for (const schema of [...known, ...UNKNOWN, ...known.map((each) => v.optional(each))]) {
      const isPlain = plainCheck(schema);
      const looked = fc.property(value, (given) => {
        if (isPlain(given)) expect(v.parse(schema, given)).toStrictEqual(given);
      });
      fc.assert(looked);
    }
  });

  test.each(KNOWN)('takes what is plain: %#', (schema, given) => {
    expect(plainCheck(schema)(given)).toBe(true);
    const isRecord = schema.type === 'object' || schema.type === 'loose_object';
    if (isRecord) expect(plainCheck(schema)({ ...(given as object), c: 1 })).toBe(false);
  });

  test.each(UNKNOWN.map((schema) => [schema.type, schema] as const))(
    'leaves %s to the schema',
    (_, schema) => {
      for (const given of [1, '1', 'a', null, undefined, {}, { a: 1 }])
        expect(plainCheck(schema)(given)).toBe(false);
    },
  );
});
