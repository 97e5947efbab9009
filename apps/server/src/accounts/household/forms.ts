import * as v from 'valibot';
import { DoneAnswer } from '../forms.js';
import { isSeen } from './names.js';

export const ROLES = ['owner', 'member'] as const;
const role = v.picklist(ROLES);
const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(60));

export const InvitationForm = v.strictObject({ note: name, role: v.optional(role, 'member') });
export const InvitationFacts = v.object({
  id: v.string(),
  note: v.string(),
  role,
  createdAt: v.number(),
  expiresAt: v.number(),
});
export const MadeInvitationAnswer = v.object({
  ok: v.literal(true),
  invitation: InvitationFacts,
  path: v.string(),
});
export const InvitationsAnswer = v.object({ ok: v.literal(true), invitations: v.array(InvitationFacts) });
export const JoinForm = v.strictObject({
  token: v.pipe(v.string(), v.maxLength(100)),
  name: v.pipe(name, v.check(isSeen)),
  password: v.pipe(v.string(), v.maxLength(1_000)),
});

export const RoleForm = v.strictObject({ role });
export const MemberFacts = v.object({
  id: v.string(),
  name: v.string(),
  role,
  createdAt: v.number(),
  lastSeenAt: v.nullable(v.number()),
  disabledAt: v.optional(v.number()),
});
export const MembersAnswer = v.object({ ok: v.literal(true), members: v.array(MemberFacts) });
export { DoneAnswer };

export type Role = v.InferOutput<typeof role>;
export type Member = v.InferOutput<typeof MemberFacts>;
export type Invitation = v.InferOutput<typeof InvitationFacts>;
export type InvitationRequest = v.InferOutput<typeof InvitationForm>;
export type JoinRequest = v.InferOutput<typeof JoinForm>;
