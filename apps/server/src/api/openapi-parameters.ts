import { toJsonSchema } from '@valibot/to-json-schema';
import * as v from 'valibot';
import type { Operation } from './operation.js';

type Json = Record<string, unknown>;

export function schemaOf(schema: v.GenericSchema): Json {
  const options = { errorMode: 'ignore', typeMode: 'input', target: 'draft-2020-12' } as const;
  const { $schema: _, ...rest } = toJsonSchema(schema, options);
  return rest as Json;
}

const DIGITS = /^\^\\d\{1,(\d+)\}\$$/;
const DAY = { type: 'string', format: 'date' };

/** A query is text on the wire; what its text must be is a type all the same. */
function typeOf(name: string, entry: v.GenericSchema): Json {
  const { default: preset, ...schema } = schemaOf(entry);
  const digits = typeof schema.pattern === 'string' ? DIGITS.exec(schema.pattern) : null;
  if (digits) {
    const maximum = Math.min(10 ** Number(digits[1]) - 1, Number.MAX_SAFE_INTEGER);
    return {
      type: 'integer',
      minimum: 0,
      maximum,
      ...(preset === undefined ? {} : { default: Number(preset) }),
    };
  }
  if (name === 'day' && schema.pattern === undefined) return DAY;
  return preset === undefined ? schema : { ...schema, default: preset };
}

const PATHS: Record<string, Json> = {
  day: DAY,
  seq: { type: 'integer', minimum: 1 },
  version: { type: 'integer', minimum: 1 },
};

/** Whose history, where it may be another's: the guard reads it, the same on every such address. */
const OF = { name: 'of', in: 'query', required: false, schema: { type: 'string' } };

export function parametersOf(path: string, { query, access }: Operation): Json[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: PATHS[name] ?? { type: 'string' },
  }));
  const entries = Object.entries((query?.entries ?? {}) as Record<string, v.GenericSchema>);
  // `as=device` only switches a cookie off: a browser's affair, no client's.
  const inQuery = entries
    .filter(([name]) => name !== 'as')
    .map(([name, entry]) => ({
      name,
      in: 'query',
      required: entry.type !== 'optional',
      schema: typeOf(name, entry),
    }));
  return [...inPath, ...inQuery, ...(access.includes('reader') ? [OF] : [])];
}
