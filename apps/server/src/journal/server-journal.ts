import {
  type CorrectionBody,
  type CorrectionEntry,
  canonicalJson,
  type Entry,
  SERVER_JOURNAL,
} from '@plumbline/routine-core';
import type { Reader } from '../database/database.js';
import type { Tx } from '../database/sql.js';
import { readJournals } from './journal-rows.js';
import { entriesOfSessions } from './lying-entries.js';
import { storeGroup } from './store-push.js';

export type Appended = { entries: CorrectionEntry[]; position: number };
type Place = { accountId: string; at: number };

/** Writes what a person decided about sessions into the account's own journal: facts like any other, with positions. */
export async function appendServerEntries(
  tx: Tx,
  { accountId, at }: Place,
  bodies: readonly CorrectionBody[],
): Promise<Appended> {
  const [journal] = await readJournals(tx, [{ accountId, journalId: SERVER_JOURNAL }]);
  const first = (journal?.highest ?? 0) + 1;
  const entries = bodies.map((body, index) => ({ seq: first + index, at, zone: 0, ...body }));
  const prepared = entries.map((entry) => ({
    seq: entry.seq,
    kind: entry.kind,
    sessionId: entry.sessionId,
    body: canonicalJson(entry),
    // Of the server's own kinds, which no push may carry; they are stored and told like the others.
    entry: entry as unknown as Entry,
  }));
  const push = { journalId: SERVER_JOURNAL, first, sentAt: at, entries: [] };
  const [stored] = await storeGroup(tx, [{ accountId, deviceId: undefined, push, prepared, receivedAt: at }]);
  if (!stored?.ok) throw new Error('the server journal refused its own entry');
  return { entries, position: stored.position };
}

type Key = { accountId: string; sessionId: string };

/** Those sessions of which the server journal says anything, as `account session`. */
export async function correctedAmong(read: Pick<Reader, 'all'>, keys: readonly Key[]): Promise<Set<string>> {
  if (keys.length === 0) return new Set();
  const pairs = keys.map(() => '(?,?)').join(',');
  const sql = `SELECT DISTINCT account_id, session_id FROM entry_run
    WHERE session_id IS NOT NULL AND journal_id = ? AND (account_id, session_id) IN (VALUES ${pairs})`;
  const params = [SERVER_JOURNAL, ...keys.flatMap(({ accountId, sessionId }) => [accountId, sessionId])];
  const rows = await read.all<{ account_id: string; session_id: string }>(sql, params);
  return new Set(rows.map(({ account_id, session_id }) => `${account_id} ${session_id}`));
}

export type PlacedCorrection = { position: number; entry: CorrectionEntry };
/** What the server journal holds of one session, oldest first. */
export async function correctionEntriesOf(
  read: Pick<Reader, 'all'>,
  accountId: string,
  sessionId: string,
): Promise<PlacedCorrection[]> {
  const own = (await entriesOfSessions(read, accountId, [sessionId])).filter(
    ({ journalId, isErased }) => journalId === SERVER_JOURNAL && !isErased,
  );
  return own.map(({ position, body }) => ({ position, entry: JSON.parse(body) as CorrectionEntry }));
}
