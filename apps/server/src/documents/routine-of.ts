import { findRoutine, parseRoutine, type Routine } from '@plumbline/routine-core';
import { type Read, versionRow } from './document-rows.js';

/** Enough for every routine a household trains by; the oldest goes first. */
const KEPT = 200;
/** By digest: a version that was written and rolled back can never be mistaken for the one that took its number. */
const parsed = new Map<string, Routine | undefined>();

/** The routine a session names: one of the program's, or this version of an own one. Withdrawn ones are still found. */
export async function routineOf(
  read: Read,
  accountId: string,
  { id, version }: { id: string; version: number },
): Promise<Routine | undefined> {
  const bundled = findRoutine(id, version);
  if (bundled) return bundled;
  const row = await versionRow(read, { accountId, kind: 'routine', id }, version);
  if (row === undefined) return undefined;
  if (!parsed.has(row.digest)) keep(row.digest, row.body);
  return parsed.get(row.digest);
}

function keep(digest: string, body: string): void {
  const read = parseRoutine(JSON.parse(body));
  if (parsed.size >= KEPT) parsed.delete(parsed.keys().next().value as string);
  parsed.set(digest, read.ok ? read.value : undefined);
}
