import { type CorrectionBody, canonicalJson, type ErasedBody } from '@plumbline/routine-core';
import type { Database } from '../database/database.js';
import type { Tx } from '../database/sql.js';
import { holdAccount } from '../journal/journal-rows.js';
import { digestOf } from '../journal/read-entries.js';
import { type Appended, appendServerEntries } from '../journal/server-journal.js';
import { isRefusal } from '../problems/problems.js';
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
    if (!(await hasDeletes(database, accountId))) continue;
    const appended = await database.write.run((tx) => eraseIn(tx, accountId, now));
    if (!isRefusal(appended) && appended !== undefined) erased.push({ accountId, appended });
  }
  return erased;
}

async function hasDeletes({ read }: Database, accountId: string): Promise<boolean> {
  const found = [...(await deletedSessions(read, accountId)), ...(await erasedSessions(read, accountId))];
  return found.length > 0;
}

async function eraseIn(tx: Tx, accountId: string, now: number): Promise<Appended | undefined> {
  await holdAccount(tx, accountId);
  const over = (await deletedSessions(tx, accountId)).filter(({ undoUntil }) => now > undoUntil);
  const before = await erasedSessions(tx, accountId);
  for (const sessionId of [...before, ...over.map((each) => each.sessionId)])
    await eraseEntries(tx, { accountId, sessionId });
  if (over.length === 0) return undefined;
  const bodies = over.map(({ sessionId }): CorrectionBody => ({ kind: 'session-erased', sessionId }));
  return appendServerEntries(tx, { accountId, at: now }, bodies);
}

type Row = { journal_id: string; seq: number; body: string };

/** What the watch told and what its person changed; that it was deleted stays known. */
const LEFT = `SELECT journal_id, seq, body FROM entry WHERE account_id = ? AND session_id = ?
  AND kind NOT IN ('erased', 'session-deleted', 'correction-undone', 'session-erased')`;
const ERASE = `UPDATE entry SET kind = 'erased', body = ?
  WHERE account_id = ? AND journal_id = ? AND seq = ?`;

async function eraseEntries(tx: Tx, { accountId, sessionId }: SessionKey): Promise<void> {
  const rows = await tx.all<Row>(LEFT, [accountId, sessionId]);
  for (const { journal_id, seq, body } of rows) {
    const left: ErasedBody = { kind: 'erased', digest: digestOf(body) };
    await tx.run(ERASE, [canonicalJson(left), accountId, journal_id, seq]);
  }
}
