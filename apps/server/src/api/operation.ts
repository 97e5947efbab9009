import type * as v from 'valibot';
import type { Scope } from '../accounts/keys/scopes.js';
import type { LimitName } from '../accounts/limits.js';

/**
 * Who may use an address; `owner` is an account that owns the server. `reader` beside `account` means: also whom another lets
 * read its history, who names that account by `of`. `device` beside `anyone` means: also a page of another origin, as a phone shows.
 */
export type Access = 'anyone' | 'account' | 'owner' | 'reader' | 'device';

/**
 * By which scopes an API key may do what a signed-in person may: it must hold all of them. `no-key` keeps a thing to
 * people and devices, and is right for all that touches credentials: members, keys, sign-ins, pairing, secret addresses.
 */
export type Scopes = readonly [Scope, ...Scope[]] | 'no-key';

export type Rule = { access: readonly Access[]; scopes: Scopes };

/**
 * What one address does, in the schemas that its handler checks by. The guard reads `access` and `scopes` here: no
 * decorator says it again.
 */
export type Operation = Rule & {
  does: string;
  /** What bounds how often it may be tried. `cheap` costs a look-up at most; everything that `anyone` may use says one. */
  limit?: LimitName | 'cheap';
  body?: v.GenericSchema;
  query?: { entries: Record<string, unknown> };
  answer: v.GenericSchema;
  /** Of an answer that is not JSON. */
  media?: string;
};

/** Each feature lists its addresses as `METHOD /path`, path parameters in braces. */
export type Operations = Record<string, Operation>;
