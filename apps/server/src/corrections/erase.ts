import {
  type CorrectionBody,
  canonicalJson,
  correctionsOf,
  type ErasedBody,
  eraseAfter,
} from '@plumbline/routine-core';
import type { Database, Reader } from '../database/database.js';
import type { Tx } from '../database/sql.js';
import { entriesIn, joined, RUN_COLUMNS, type RunRow } from '../journal/entry-runs.js';
import { holdAccount } from '../journal/journal-rows.js';
import { digestOf } from '../journal/read-entries.js';
import { type Appended, appendServerEntries, correctionEntriesOf } from '../journal/server-journal.js';
import { isRefusal } from '../problems/problems.js';
import { pagesOf } from '../progress/keep/account-day.js';
import type { SessionKey } from '../sessions/session-rows.js';
import { deletedSessions, erasedSessions } from './deleted-sessions.js';

export type Erased = { accountId: string; appended: Appended };

/**
 * Erases every session whose delete can no longer be taken back, in all accounts: of its entries only number and digest
 * stay, so that one that is sent late is still a duplicate, and a rebuild gives the same rows. Also erases what arrived
 * of sessions that were erased before.
 */
export async function eraseWhatIsOver(database: Database, now: number): Promise<Erased[]> {
  const accounts = await database.read.all<{ id: string }>('SELECT id FROM account ORDER BY id');
  const erased: Erased[] = [];
  for (const { id: accountId } of accounts) {
    for (const some of pagesOf(await whatIsOver(database.read, accountId, now), TOGETHER)) {
      const appended = await database.write.run((tx) => eraseSome(tx, { accountId, now }, some));
      if (!isRefusal(appended) && appended !== undefined) erased.push({ accountId, appended });
    }
  }
  return erased;
}

/** An import that was taken back is thousands of sessions: nobody who pushes shall wait for all of them. */
const TOGETHER = 50;
type Read = Pick<Reader, 'all'>;

/** Sessions whose delete can no longer be taken back, and those that were erased before. */
async function whatIsOver(read: Read, accountId: string, now: number): Promise<string[]> {
  const over = (await deletedSessions(read, accountId)).filter(({ undoUntil }) => now > undoUntil);
  return [...(await erasedSessions(read, accountId)), ...over.map(({ sessionId }) => sessionId)];
}

type Place = { accountId: string; now: number };

/** What was decided meanwhile is looked up once more: only what is over for good goes. */
async function eraseSome(
  tx: Tx,
  { accountId, now }: Place,
  sessionIds: readonly string[],
): Promise<Appended | undefined> {
  await holdAccount(tx, accountId);
  const bodies: CorrectionBody[] = [];
  for (const sessionId of sessionIds) {
    const written = await correctionEntriesOf(tx, accountId, sessionId);
    const corrections = correctionsOf(
      sessionId,
      written.map(({ entry }) => entry),
    );
    const undoUntil = eraseAfter(corrections);
    const isOver = undoUntil !== undefined && now > undoUntil;
    if (corrections.erased || isOver) await eraseEntries(tx, { accountId, sessionId });
    if (isOver) bodies.push({ kind: 'session-erased', sessionId });
  }
  return bodies.length === 0 ? undefined : appendServerEntries(tx, { accountId, at: now }, bodies);
}

/** What the watch told and what its person changed; that it was deleted stays known. */
const LEFT = `SELECT ${RUN_COLUMNS} FROM entry_run WHERE account_id = ? AND session_id = ?
  AND COALESCE(kind, '') NOT IN ('erased', 'session-deleted', 'correction-undone', 'session-erased')`;
const ERASE = `UPDATE entry_run SET kind = 'erased', bodies = ?
  WHERE account_id = ? AND journal_id = ? AND last_seq = ?`;

async function eraseEntries(tx: Tx, { accountId, sessionId }: SessionKey): Promise<void> {
  for (const row of await tx.all<RunRow>(LEFT, [accountId, sessionId])) {
    const left = entriesIn(row).map(({ body }): ErasedBody => ({ kind: 'erased', digest: digestOf(body) }));
    await tx.run(ERASE, [joined(left.map(canonicalJson)), accountId, row.journal_id, row.last_seq]);
  }
}
