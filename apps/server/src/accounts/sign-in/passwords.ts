import { Injectable } from '@nestjs/common';
import argon2 from 'argon2';
import { type Refusal, refuse } from '../../problems/problems.js';

export const PASSWORD_SIGNS = { least: 10, most: 200 } as const;

/** OWASP's smallest recommended set: about 35 ms and 19 MiB a hash on a small server. */
const COST = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 2;
const MAX_WAITING = 16;
const RETRY_MS = 1_000;

type Turn = () => void;

/**
 * Hashes at most two passwords at once, so that a burst of logins cannot take the machine. Two queues: whoever has been
 * here before goes first and never waits behind strangers, however many there are.
 */
@Injectable()
export class Passwords {
  private running = 0;
  private readonly known: Turn[] = [];
  private readonly strangers: Turn[] = [];
  private decoy: Promise<string> | undefined;

  /** A password that may be kept, as its hash. */
  hash(password: string, { known = false } = {}): Promise<string | Refusal> {
    const signs = [...password].length;
    if (signs < PASSWORD_SIGNS.least || signs > PASSWORD_SIGNS.most)
      return Promise.resolve(refuse('weak-password'));
    return this.inTurn(() => argon2.hash(password, COST), known);
  }

  /** Takes the same time for an account that does not exist. */
  async verify(
    hash: string | undefined,
    password: string,
    { known = false } = {},
  ): Promise<boolean | Refusal> {
    this.decoy ??= argon2.hash('nobody has this password', COST);
    const against = hash ?? (await this.decoy);
    const same = await this.inTurn(() => argon2.verify(against, password), known);
    return same === true ? hash !== undefined : same;
  }

  private async inTurn<T>(work: () => Promise<T>, known: boolean): Promise<T | Refusal> {
    const queue = known ? this.known : this.strangers;
    if (queue.length >= MAX_WAITING) return refuse('busy', RETRY_MS);
    // A turn is handed over, never freed and taken again, so no newcomer slips in between.
    if (this.running >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.known.shift() ?? this.strangers.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
