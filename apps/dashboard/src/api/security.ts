/** Who gets into an account, and what happened to it, as docs/protocol/accounts.md writes it. */
import { ask } from './ask.js';

export type SignIn = { id: string; agent: string; createdAt: number; lastSeenAt: number; current: boolean };
/** `firstAt` and `count` of failures that were counted together. */
export type SecurityEvent = { kind: string; at: number; firstAt?: number; count?: number; detail?: string };

export const fetchSignIns = () => ask<{ signIns: SignIn[] }>('GET', '/sign-ins');
export const endSignIn = (id: string) => ask<object>('DELETE', `/sign-ins/${encodeURIComponent(id)}`);
export const endOtherSignIns = () => ask<object>('DELETE', '/sign-ins');
export const changePassword = (form: { password: string; newPassword: string }) =>
  ask<object>('POST', '/password', form);
export const fetchSecurityEvents = () => ask<{ events: SecurityEvent[] }>('GET', '/security-events');
