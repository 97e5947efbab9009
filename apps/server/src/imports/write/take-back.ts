import { type CorrectionBody, correctionsOf, mayBeUndone, SERVER_JOURNAL } from '@plumbline/routine-core';
import type { Reader } from '../../database/database.js';
import type { Tx } from '../../database/sql.js';
import { holdAccount, readJournals } from '../../journal/journal-rows.js';
import { appendServerEntries, correctionEntriesOf } from '../../journal/server-journal.js';
import { recomputeSessions } from '../../sessions/update-sessions.js';
import { TRANSFER_LIMITS } from '../../transfer/format/limits.js';

/** Of the corrections that a file of the whole account may hold, some are kept for single sessions. */
const MOST_WRITTEN = TRANSFER_LIMITS.serverEntries * 0.9;

/** Whether so many more decisions leave the account one that can still move as a whole. */
export async function hasRoomFor(
  read: Pick<Reader, 'all'>,
  accountId: string,
  count: number,
): Promise<boolean> {
  const [journal] = await readJournals(read, [{ accountId, journalId: SERVER_JOURNAL }]);
  return Number(journal?.highest ?? 0) + count <= MOST_WRITTEN;
}

type Taken = { accountId: string; sessionIds: readonly string[]; by: string; now: number };

/** Deletes these sessions as their person would one by one: each can be undone by itself, and is erased after thirty days. */
export async function takeBack(
  tx: Tx,
  { accountId, sessionIds, by, now }: Taken,
): Promise<number | undefined> {
  await holdAccount(tx, accountId);
  const bodies: CorrectionBody[] = [];
  for (const sessionId of sessionIds)
    if (!(await standingOf(tx, accountId, sessionId)).deleted)
      bodies.push({ kind: 'session-deleted', sessionId, by });
  return write(tx, { accountId, now }, bodies);
}

/** Undoes every delete of these sessions that can still be undone. */
export async function bringBack(
  tx: Tx,
  { accountId, sessionIds, by, now }: Taken,
): Promise<number | undefined> {
  await holdAccount(tx, accountId);
  const bodies: CorrectionBody[] = [];
  for (const sessionId of sessionIds) {
    const { history, erased } = await standingOf(tx, accountId, sessionId);
    const deletes = history.filter(({ kind, undone }) => kind === 'session-deleted' && !undone);
    if (erased || !deletes.every((past) => mayBeUndone(past, now))) continue;
    for (const { seq: of } of deletes) bodies.push({ kind: 'correction-undone', sessionId, of, by });
  }
  return write(tx, { accountId, now }, bodies);
}

async function standingOf(tx: Tx, accountId: string, sessionId: string) {
  const written = await correctionEntriesOf(tx, accountId, sessionId);
  return correctionsOf(
    sessionId,
    written.map(({ entry }) => entry),
  );
}

/** Says where the account is then; undefined when there was nothing to write. */
async function write(
  tx: Tx,
  { accountId, now }: Pick<Taken, 'accountId' | 'now'>,
  bodies: readonly CorrectionBody[],
): Promise<number | undefined> {
  if (bodies.length === 0) return undefined;
  const { position } = await appendServerEntries(tx, { accountId, at: now }, bodies);
  const sessions = [...new Set(bodies.map(({ sessionId }) => sessionId))];
  await recomputeSessions(
    tx,
    sessions.map((sessionId) => ({ accountId, sessionId })),
  );
  return position;
}
