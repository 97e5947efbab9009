import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../api/clock.js';
import { type Refusal, refuse } from '../problems/problems.js';
import { type Allowance, RateLimit } from './rate-limit.js';

const MINUTE = 60_000;

/**
 * How often things may be tried, in a sliding window. There is none for the whole server: a stranger could use it up and
 * keep everybody out; the machine is guarded by how few passwords are hashed at once. `docs/protocol.md` prints this table.
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
  password: { times: 10, withinMs: 10 * MINUTE, of: 'passwords typed again by one signed-in account' },
} as const satisfies Record<string, Allowance & { of: string }>;
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
