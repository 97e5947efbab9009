/** Who has an account on this server and who was invited, for owners alone (docs/protocol/accounts.md). */
import { ask } from './ask.js';
import type { Role } from './wire.js';

export type Member = {
  id: string;
  name: string;
  role: Role;
  createdAt: number;
  lastSeenAt: number | null;
  disabledAt?: number;
};
export type Invitation = { id: string; note: string; role: Role; createdAt: number; expiresAt: number };
/** `path` is told this once. */
export type MadeInvitation = { invitation: Invitation; path: string };

const memberAt = (id: string): string => `/members/${encodeURIComponent(id)}`;

export const fetchMembers = () => ask<{ members: Member[] }>('GET', '/members');
export const changeRole = (id: string, role: Role) => ask<object>('POST', `${memberAt(id)}/role`, { role });
export const switchOff = (id: string) => ask<object>('POST', `${memberAt(id)}/disable`, {});
export const switchOn = (id: string) => ask<object>('POST', `${memberAt(id)}/enable`, {});
export const removeMember = (id: string) => ask<object>('DELETE', memberAt(id));
export const fetchInvitations = () => ask<{ invitations: Invitation[] }>('GET', '/invitations');
export const invite = (wish: { note: string; role: Role }) =>
  ask<MadeInvitation>('POST', '/invitations', wish);
export const withdrawInvitation = (id: string) =>
  ask<object>('DELETE', `/invitations/${encodeURIComponent(id)}`);
