import * as v from 'valibot';

export const PairForm = v.strictObject({
  code: v.pipe(v.string(), v.maxLength(40)),
  deviceName: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60)),
  journalId: v.pipe(v.string(), v.regex(/^[0-7][0-9A-HJKMNP-TV-Z]{25}$/)),
});
export const PairAnswer = v.object({
  ok: v.literal(true),
  token: v.string(),
  /** A watch tells accounts apart by it: two may bear one name, and an account may change its own. */
  accountId: v.string(),
  accountName: v.string(),
  deviceId: v.string(),
});
export const CodeAnswer = v.object({ ok: v.literal(true), code: v.string(), expiresAt: v.number() });
export const DeviceFacts = v.object({
  id: v.string(),
  name: v.string(),
  journalId: v.string(),
  createdAt: v.number(),
  lastSeenAt: v.nullable(v.number()),
  revokedAt: v.optional(v.number()),
});
export const DevicesAnswer = v.object({ ok: v.literal(true), devices: v.array(DeviceFacts) });

export type PairRequest = v.InferOutput<typeof PairForm>;
export type Device = v.InferOutput<typeof DeviceFacts>;
