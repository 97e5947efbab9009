import { dayOf } from '@plumbline/routine-core';
import type { Reader } from '../database/database.js';
import type { PreviewFacts } from './forms.js';
import type { Found, History } from './read/found.js';
import { type Among, type Duplicate, duplicatesOf } from './write/duplicates.js';

/** A session of a file under its number there, with what speaks against bringing it in. */
export type Candidate = Found & { number: number; day: string; duplicate: Duplicate | undefined };

export async function candidatesIn(
  read: Pick<Reader, 'all'>,
  among: Among,
  { sessions }: History,
): Promise<Candidate[]> {
  const withDays = sessions.map((found) => ({ ...found, day: dayOf(found.startedAt, found.zone) }));
  const duplicates = await duplicatesOf(read, among, withDays);
  return withDays.map((found, index) => ({ ...found, number: index + 1, duplicate: duplicates[index] }));
}

export const isPlainlyNew = ({ duplicate, doubt }: Candidate): boolean =>
  duplicate === undefined && doubt === undefined;

export function previewOf(
  { form, remarks, columns }: History,
  candidates: readonly Candidate[],
  digest: string,
): PreviewFacts {
  return {
    ...{ digest, form },
    sessions: candidates.map(linesOf),
    duplicates: candidates.filter(({ duplicate }) => duplicate !== undefined).length,
    ...{ remarks: remarks.list, remarkCount: remarks.count },
    columns: columns as PreviewFacts['columns'],
    unknown: remarks.strangers,
  };
}

function linesOf(candidate: Candidate): PreviewFacts['sessions'][number] {
  const { number, line, startedAt, endedAt, zone, day, sets, duplicate, doubt, routineName } = candidate;
  return {
    ...{ number, line, startedAt, endedAt, zone, day },
    ...(routineName === undefined ? {} : { name: routineName }),
    ...{ sets: sets.length, movements: [...new Set(sets.map(({ movement }) => movement))] },
    ...(duplicate && { duplicate }),
    ...(doubt && { doubt }),
  };
}
