import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../api/clock.js';
import { type Refusal, refuse } from '../problems/problems.js';
import { type Allowance, RateLimit } from './rate-limit.js';

const MINUTE = 60_000;
type Limit = Allowance & { of: string };

/** What takes the machine some work. The guard counts it by the account that asks, by whichever credential, before it begins. */
const WORK = {
  progress: { times: 1_200, withinMs: MINUTE, of: 'reads of progress by one account' },
  report: { times: 60, withinMs: 10 * MINUTE, of: 'reports for one account' },
  fit: { times: 600, withinMs: 10 * MINUTE, of: 'FIT files for one account' },
  export: { times: 30, withinMs: 10 * MINUTE, of: 'whole histories taken out by one account, in any form' },
  transfer: { times: 30, withinMs: 10 * MINUTE, of: 'account files brought in or looked at by one account' },
  history: {
    times: 300,
    withinMs: 10 * MINUTE,
    of: 'files of earlier days sent in, taken back or restored by one account',
  },
} as const satisfies Record<string, Limit>;
export type WorkName = keyof typeof WORK;

export const isWork = (name: string | undefined): name is WorkName =>
  name !== undefined && Object.hasOwn(WORK, name);

/**
 * How often things may be tried, in a sliding window. Of getting in there is none for the whole server: a stranger could
 * use it up and keep everybody out; the machine is guarded by how few passwords are hashed at once. Pairing has one,
 * because its code is short; who is in stays in. `docs/protocol.md` prints this table.
 */
export const LIMITS = {
  entry: {
    times: 10,
    withinMs: MINUTE,
    of: 'tries to get in from one address, by password, link or invitation',
  },
  name: { times: 30, withinMs: 10 * MINUTE, of: 'sign-ins under one name, from browsers new to it' },
  browser: { times: 10, withinMs: MINUTE, of: 'sign-ins from a browser that was signed in before' },
  code: { times: 5, withinMs: 5 * MINUTE, of: 'second codes of one account' },
  link: { times: 10, withinMs: MINUTE, of: 'links to a history taken by one signed-in account' },
  pairing: { times: 5, withinMs: MINUTE, of: 'wrong pairing codes from one address' },
  pairings: { times: 60, withinMs: 10 * MINUTE, of: 'pairing codes tried on the whole server' },
  'webhook-test': { times: 5, withinMs: MINUTE, of: 'tests of webhooks by one account' },
  password: { times: 10, withinMs: 10 * MINUTE, of: 'passwords typed again by one signed-in account' },
  ...WORK,
} as const satisfies Record<string, Limit>;
export type LimitName = keyof typeof LIMITS;

/** One thing that is counted: under which limit, and whose. */
export type Counted = readonly [LimitName, string];

@Injectable()
export class Limits {
  private readonly limits: Record<LimitName, RateLimit>;

  constructor(@Inject(CLOCK) now: Clock) {
    const entries = Object.entries(LIMITS).map(([name, limit]) => [name, new RateLimit(limit, now)]);
    this.limits = Object.fromEntries(entries) as Record<LimitName, RateLimit>;
  }

  /** Refuses what was too often, or counts it: at once, so that tries sent side by side count too. */
  take(...counted: Counted[]): Refusal | undefined {
    const waits = counted.map(([name, key]) => this.limits[name].waitFor(key) ?? 0);
    const waitMs = Math.max(...waits);
    if (waitMs > 0) return refuse('slow-down', waitMs);
    for (const [name, key] of counted) this.limits[name].note(key);
    return undefined;
  }

  forget(...counted: Counted[]): void {
    for (const [name, key] of counted) this.limits[name].forget(key);
  }
}
