import * as v from 'valibot';

const password = v.pipe(v.string(), v.maxLength(1_000));

export const PasswordForm = v.strictObject({ password, newPassword: password });
export const ResetForm = v.strictObject({ token: v.pipe(v.string(), v.maxLength(100)), password });
export const SignInsAnswer = v.object({
  ok: v.literal(true),
  signIns: v.array(
    v.object({
      id: v.string(),
      agent: v.string(),
      createdAt: v.number(),
      lastSeenAt: v.number(),
      current: v.boolean(),
    }),
  ),
});
