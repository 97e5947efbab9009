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
/** Of all accounts, for owners; `member` says whose, and is missing where nobody has the name that was tried. */
export type ServerEvent = SecurityEvent & { member?: string };

export const fetchServerEvents = () => ask<{ events: ServerEvent[] }>('GET', '/server-events');
export const fetchSecurityEvents = () => ask<{ events: SecurityEvent[] }>('GET', '/security-events');

export type Scope =
  | 'history:read'
  | 'corrections:write'
  | 'history:import'
  | 'documents:read'
  | 'documents:write'
  | 'live:read'
  | 'data:export';
export type ApiKey = {
  id: string;
  name: string;
  scopes: Scope[];
  createdAt: number;
  expiresAt?: number;
  lastUsedAt: number | null;
  revokedAt?: number;
};
export type KeyWish = { name: string; scopes: Scope[]; expiresAt?: number };
/** `token` is told this once. */
export type MadeKey = { key: ApiKey; token: string };

export const fetchKeys = () => ask<{ keys: ApiKey[] }>('GET', '/keys');
export const makeKey = (wish: KeyWish) => ask<MadeKey>('POST', '/keys', wish);
export const revokeKey = (id: string) => ask<object>('DELETE', `/keys/${encodeURIComponent(id)}`);

export type SecondFactor = { on: boolean; since?: number; recoveryCodesLeft: number };
/** Shown this once; nothing has changed before a code confirms it. */
export type BegunFactor = { secret: string; uri: string };

export const fetchSecondFactor = () => ask<SecondFactor>('GET', '/second-factor');
export const beginSecondFactor = (password: string) =>
  ask<BegunFactor>('POST', '/second-factor', { password });
export const confirmSecondFactor = (code: string) =>
  ask<{ recoveryCodes: string[] }>('POST', '/second-factor/confirm', { code });
export const turnSecondFactorOff = (form: { password: string; code: string }) =>
  ask<object>('POST', '/second-factor/off', form);
