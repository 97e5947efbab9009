import type { Role } from './household/forms.js';
import type { Scope } from './keys/scopes.js';

/** Who sends a request or holds a socket. */
export type AccountWho = {
  kind: 'account';
  accountId: string;
  name: string;
  role: Role;
  loginHash: string;
  expiresAt?: number;
};
export type DeviceWho = { kind: 'device'; accountId: string; deviceId: string };
export type KeyWho = {
  kind: 'key';
  accountId: string;
  keyId: string;
  scopes: readonly Scope[];
  expiresAt?: number;
};
export type Who = AccountWho | DeviceWho | KeyWho;

/** Whoever may act for an account where `api/operation.ts` lets a key in: its person, or a key with the scopes. */
export type Actor = AccountWho | KeyWho;

/** How a fact says who made it. */
export const authorOf = (who: Actor): string => (who.kind === 'account' ? 'person' : `key:${who.keyId}`);
