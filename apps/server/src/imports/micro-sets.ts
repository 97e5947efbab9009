import type { Reader } from '../database/database.js';
import { routineOf } from '../documents/routine-of.js';
import type { Candidate } from './preview.js';

/** Says of sessions of routines that this account has whether they were whole routines: micro sets do not count. */
export async function withMicroSets(
  read: Pick<Reader, 'all' | 'one'>,
  accountId: string,
  candidates: readonly Candidate[],
): Promise<Candidate[]> {
  const known = new Map<string, boolean>();
  const told: Candidate[] = [];
  for (const candidate of candidates) {
    const { routineId: id, routineVersion: version } = candidate;
    const key = `${id} ${version}`;
    if (id !== undefined && version !== undefined && !known.has(key))
      known.set(key, (await routineOf(read, accountId, { id, version }))?.kind === 'micro-set');
    told.push(known.get(key) ? { ...candidate, micro: true } : candidate);
  }
  return told;
}
