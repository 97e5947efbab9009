import * as v from 'valibot';

const password = v.pipe(v.string(), v.maxLength(1_000));
const code = v.pipe(v.string(), v.maxLength(40));

export const EnrolForm = v.strictObject({ password });
export const CodeForm = v.strictObject({ code });
export const TurnOffForm = v.strictObject({ password, code });
export const SecondStepForm = v.strictObject({ ticket: v.pipe(v.string(), v.maxLength(100)), code });

export const FactorAnswer = v.object({
  ok: v.literal(true),
  on: v.boolean(),
  since: v.optional(v.number()),
  recoveryCodesLeft: v.number(),
});
export const EnrolledAnswer = v.object({ ok: v.literal(true), secret: v.string(), uri: v.string() });
export const RecoveryAnswer = v.object({ ok: v.literal(true), recoveryCodes: v.array(v.string()) });
