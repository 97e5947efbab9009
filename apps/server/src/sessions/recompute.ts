import type { Entry, Routine } from '@plumbline/routine-core';
import type { Tx } from '../database/sql.js';
import { routineOf } from '../documents/routine-of.js';
import type { Reached } from './extend-session.js';
import { lastOf, type Played, playSession, projectPlayed, projectUnknown } from './project-session.js';
import { type PlacedEntry, placedEntriesOfSession } from './session-entries.js';
import type { SessionKey, SessionRow } from './session-rows.js';

export type Recomputed = {
  row: SessionRow;
  played: Played | undefined;
  /** Where it can go on from; undefined when it cannot be carried forward. */
  reached: Reached | undefined;
};

/** Computes a session from all of its entries; undefined when there are none. */
export async function recompute(
  tx: Tx,
  { accountId, sessionId }: SessionKey,
): Promise<Recomputed | undefined> {
  const placed = await placedEntriesOfSession(tx, accountId, sessionId);
  const newest = placed.reduce<PlacedEntry | undefined>(
    (last, each) => (last === undefined || each.position > last.position ? each : last),
    undefined,
  );
  if (newest === undefined) return undefined;
  const entries = placed.map(({ entry }) => entry);
  const routine = await routinePlayed(tx, accountId, entries);
  const played = routine && playSession(routine, entries);
  const lastAt = lastOf(entries);
  const projected = played ? projectPlayed(played, lastAt) : projectUnknown(sessionId, entries);
  const { summary, ...facts } = projected;
  const { journalId, position } = newest;
  const row = { accountId, sessionId, journalId, position, ...facts, summary: JSON.stringify(summary) };
  return { row, played, reached: played && reachedBy(played, placed, row) };
}

/** The version the session began with, whatever has become of the routine since. */
export async function routinePlayed(
  read: Pick<Tx, 'all' | 'one'>,
  accountId: string,
  entries: readonly Entry[],
): Promise<Routine | undefined> {
  const started = entries.find((entry) => entry.kind === 'session-started');
  if (started?.kind !== 'session-started') return undefined;
  return routineOf(read, accountId, { id: started.routineId, version: started.routineVersion });
}

/** Only a session that lies in one journal and came in its order can be carried forward. */
function reachedBy(played: Played, placed: readonly PlacedEntry[], row: SessionRow): Reached | undefined {
  const { journalId, position, lastAt } = row;
  const last = placed.at(-1);
  if (last?.position !== position || placed.some((each) => each.journalId !== journalId)) return undefined;
  return { ...played, journalId, position, lastAt, seq: last.seq };
}
