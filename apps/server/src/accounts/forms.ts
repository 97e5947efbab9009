import * as v from 'valibot';
import { isSeen } from './household/names.js';

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60));
/** Length is judged later, so that a weak password gets its own code; this only bounds the hashing. */
const password = v.pipe(v.string(), v.maxLength(1_000));

export const LoginForm = v.strictObject({ name, password });
export const ClaimForm = v.strictObject({
  token: v.pipe(v.string(), v.maxLength(100)),
  name: v.pipe(name, v.check(isSeen)),
  password,
});
export const AccountFacts = v.object({ id: v.string(), name: v.string() });
export const AccountAnswer = v.object({ ok: v.literal(true), account: AccountFacts });
const role = v.picklist(['owner', 'member']);

export const MeAnswer = v.object({
  ok: v.literal(true),
  claimed: v.boolean(),
  account: v.optional(v.object({ ...AccountFacts.entries, role: v.optional(role) })),
  /** What the key may do that asked. */
  scopes: v.optional(v.array(v.string())),
});
export const DoneAnswer = v.object({ ok: v.literal(true) });
