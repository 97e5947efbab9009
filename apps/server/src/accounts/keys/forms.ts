import * as v from 'valibot';
import { SCOPE_NAMES } from './scopes.js';

const scope = v.picklist(SCOPE_NAMES);

export const KeyForm = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
  scopes: v.pipe(
    v.array(scope),
    v.minLength(1),
    v.check((scopes) => new Set(scopes).size === scopes.length),
  ),
  expiresAt: v.optional(v.pipe(v.number(), v.safeInteger())),
});
export const KeyFacts = v.object({
  id: v.string(),
  name: v.string(),
  scopes: v.array(scope),
  createdAt: v.number(),
  expiresAt: v.optional(v.number()),
  lastUsedAt: v.nullable(v.number()),
  revokedAt: v.optional(v.number()),
});
export const MadeKeyAnswer = v.object({ ok: v.literal(true), key: KeyFacts, token: v.string() });
export const KeysAnswer = v.object({ ok: v.literal(true), keys: v.array(KeyFacts) });

export type KeyRequest = v.InferOutput<typeof KeyForm>;
export type Key = v.InferOutput<typeof KeyFacts>;
