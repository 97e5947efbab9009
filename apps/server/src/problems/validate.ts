import * as v from 'valibot';
import { type Refusal, refuse } from './problems.js';

/** Checks a body or query against its schema; the answer never repeats what was sent. */
export function validate<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
): { ok: true; value: v.InferOutput<S> } | Refusal {
  const read = v.safeParse(schema, value);
  return read.success ? { ok: true, value: read.output } : refuse('invalid');
}
