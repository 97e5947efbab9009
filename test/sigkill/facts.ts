/** What a device may write, and what it must look like on disk. Imports nothing of how the server does it. */
import { createHash } from 'node:crypto';
import { moves, wholeSession } from '../../apps/server/src/testing/entries.js';
import type { Chance } from '../simulate/chance.js';

export type Fact = { seq: number } & Record<string, unknown>;

/** Sorted keys, no spaces: the form both sides agreed on. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const pairs = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${pairs.map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`).join(',')}}`;
}

/** SHA-256 of the canonical text, in base64url. */
export const digestOf = (fact: Fact): string =>
  createHash('sha256').update(canonical(fact)).digest('base64url');

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** An id as a watch makes it: 26 signs, the first below 8. */
export const makeId = (chance: Chance): string =>
  `0${Array.from({ length: 25 }, () => CROCKFORD[chance.between(0, 31)]).join('')}`;

/** The next facts of a journal: sessions, small things, and now and then something nobody can read. */
export function makeFacts(chance: Chance, seq: number): Fact[] {
  const drawn = chance.next();
  if (drawn < 0.06)
    return [{ seq, at: 1_763_300_000_000, zone: 60, kind: 'from-the-future', note: 'ü\u2028' }];
  if (drawn < 0.3) {
    const at = 1_763_300_000_000 + chance.between(0, 30 * 86_400_000);
    return wholeSession({ seq, at, sessionId: makeId(chance) }) as Fact[];
  }
  return moves(chance.between(1, 12), seq) as Fact[];
}
