import argon2 from 'argon2';
import { type Refusal, refuse } from '../problems/problems.js';

/** OWASP's smallest recommended set: about 35 ms and 19 MiB a hash on a small server. */
const COST = { type: argon2.argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 2;
const MAX_WAITING = 16;
const RETRY_MS = 1_000;

/** Hashes at most two passwords at once, so that a burst of logins cannot take the machine. */
export class Passwords {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy: Promise<string> | undefined;

  hash(password: string): Promise<string | Refusal> {
    return this.inTurn(() => argon2.hash(password, COST));
  }

  /** Takes the same time for an account that does not exist. */
  async verify(hash: string | undefined, password: string): Promise<boolean | Refusal> {
    this.decoy ??= argon2.hash('nobody has this password', COST);
    const against = hash ?? (await this.decoy);
    const same = await this.inTurn(() => argon2.verify(against, password));
    return same === true ? hash !== undefined : same;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T | Refusal> {
    if (this.waiting.length >= MAX_WAITING) return refuse('busy', RETRY_MS);
    // A turn is handed over, never freed and taken again, so no newcomer slips in between.
    if (this.running >= AT_ONCE) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.running += 1;
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
