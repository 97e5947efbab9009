import {
  type Corrections,
  correctionsOf,
  type Entry,
  type Routine,
  sessionMarks,
} from '@plumbline/routine-core';
import type { Tx } from '../database/sql.js';
import { routineOf } from '../documents/routine-of.js';
import { correctionEntriesOf } from '../journal/server-journal.js';
import type { Reached } from './extend-session.js';
import {
  lastOf,
  notedIn,
  type Played,
  playCorrected,
  playImported,
  playSession,
  projectPlayed,
  projectUnknown,
  withMarks,
} from './project-session.js';
import { type PlacedEntry, placedEntriesOfSession } from './session-entries.js';
import type { SessionKey, SessionRow } from './session-rows.js';

type Read = Pick<Tx, 'all' | 'one'>;

export type Recomputed = {
  row: SessionRow;
  played: Played | undefined;
  /** Where it can go on from; undefined when it cannot be carried forward. */
  reached: Reached | undefined;
};

/** What is known of a session, as it was played and as its person corrected it. */
export type Known = { placed: PlacedEntry[]; corrections: Corrections; position: number };

/** All facts of one session, from whichever journal. `position` is the newest of them. */
export async function factsOf(read: Read, { accountId, sessionId }: SessionKey): Promise<Known> {
  const placed = await placedEntriesOfSession(read, accountId, sessionId);
  const written = await correctionEntriesOf(read, accountId, sessionId);
  const corrections = correctionsOf(
    sessionId,
    written.map(({ entry }) => entry),
  );
  const position = [...placed, ...written].reduce((last, each) => Math.max(last, each.position), 0);
  return { placed, corrections, position };
}

/** The session as it counts; undefined when its beginning or its routine is missing. */
export async function playKnown(
  read: Read,
  accountId: string,
  { placed, corrections }: Pick<Known, 'placed' | 'corrections'>,
): Promise<Played | undefined> {
  const entries = placed.map(({ entry }) => entry);
  const imported = playImported(entries, corrections.changes);
  if (imported !== undefined) return imported;
  const routine = await routinePlayed(read, accountId, entries);
  if (routine === undefined) return undefined;
  return corrections.corrected
    ? playCorrected(routine, entries, corrections.changes)
    : playSession(routine, entries);
}

/** Computes a session from all that is known of it; undefined when there is nothing, or when it was deleted. */
export async function recompute(tx: Tx, key: SessionKey): Promise<Recomputed | undefined> {
  const known = await factsOf(tx, key);
  const { placed, corrections, position } = known;
  const newest = newestOf(placed);
  if (newest === undefined || corrections.deleted) return undefined;
  const played = await playKnown(tx, key.accountId, known);
  const entries = placed.map(({ entry }) => entry);
  const plain = played ? projectPlayed(played, lastOf(entries)) : projectUnknown(key.sessionId, entries);
  const { summary, ...facts } = withMarks(plain, {
    ...notedIn(entries, corrections.changes),
    ...sessionMarks(corrections),
  });
  const { journalId } = newest;
  const { accountId, sessionId } = key;
  const row = { accountId, sessionId, journalId, position, ...facts, summary: JSON.stringify(summary) };
  const isPlain = corrections.history.length === 0;
  return { row, played, reached: played && isPlain ? reachedBy(played, placed, row) : undefined };
}

const newestOf = (placed: readonly PlacedEntry[]): PlacedEntry | undefined =>
  placed.reduce<PlacedEntry | undefined>(
    (last, each) => (last === undefined || each.position > last.position ? each : last),
    undefined,
  );

/** The version the session began with, whatever has become of the routine since. */
export async function routinePlayed(
  read: Read,
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
