import type { PushProblem } from '@plumbline/routine-core';
import { marks, type Tx } from '../database/sql.js';
import type { Push } from './forms.js';
import type { Prepared } from './read-entries.js';
import { type Advance, advance } from './through.js';

const WALK_PAGE = 500;

export type Batch = {
  accountId: string;
  deviceId: string;
  push: Push;
  prepared: Prepared[];
  receivedAt: number;
};
export type Stored = { through: number; problems: PushProblem[]; added: Prepared[]; position: number };

type JournalRow = { through: number };
const ENTRY_COLUMNS = [
  'account_id',
  'journal_id',
  'seq',
  'position',
  'kind',
  'session_id',
  'quarantined',
  'digest',
  'body',
  'received_at',
] as const;

/** Everything a push changes in the journal, inside the caller's transaction. */
export async function storePush(tx: Tx, batch: Batch): Promise<Stored> {
  const before = await openJournal(tx, batch);
  const { fresh, forkedAt } = await sortOut(tx, batch);
  const position = await addEntries(tx, batch, fresh);
  const { through, gaps } = await moveOn(tx, batch, { before: before.through, fresh });
  const problems: PushProblem[] = gaps.map(({ from, to }) => ({ code: 'gap', seq: from, through: to }));
  if (forkedAt !== undefined) problems.push({ code: 'journal-forked', seq: forkedAt });
  return { through, problems, added: fresh, position };
}

/** Notes that the device was here; false when it was removed since its socket opened. */
export async function noteContact(tx: Tx, { deviceId, receivedAt }: Batch): Promise<boolean> {
  const sql = 'UPDATE device SET last_seen_at = ? WHERE id = ? AND revoked_at IS NULL';
  return (await tx.run(sql, [receivedAt, deviceId])) === 1;
}

async function openJournal(tx: Tx, { accountId, push, receivedAt }: Batch): Promise<JournalRow> {
  const columns = ['account_id', 'journal_id', 'opened_position', 'offset_ms', 'last_push_at'] as const;
  const { position } = (await tx.one<{ position: number }>('SELECT position FROM account WHERE id = ?', [
    accountId,
  ])) as { position: number };
  const row = [accountId, push.journalId, position, receivedAt - push.sentAt, receivedAt];
  const update = `ON CONFLICT (account_id, journal_id) DO UPDATE SET
    offset_ms = excluded.offset_ms, last_push_at = excluded.last_push_at`;
  await tx.add('journal', columns, [row], update);
  const sql = 'SELECT through FROM journal WHERE account_id = ? AND journal_id = ?';
  return (await tx.one<JournalRow>(sql, [accountId, push.journalId])) as JournalRow;
}

type Sorted = { fresh: Prepared[]; forkedAt: number | undefined };

/**
 * What is not on disk yet. The first body under a number stays; from a fork on the rest of the push is
 * left out, because the device will send it again in the journal that continues this one.
 */
async function sortOut(tx: Tx, { accountId, push, prepared }: Batch): Promise<Sorted> {
  const digests = new Map<number, string>();
  if (prepared.length > 0) {
    const sql = `SELECT seq, digest FROM entry
      WHERE account_id = ? AND journal_id = ? AND seq IN (${marks(prepared.length)})`;
    const seqs = prepared.map(({ seq }) => seq);
    const rows = await tx.all<{ seq: number; digest: string }>(sql, [accountId, push.journalId, ...seqs]);
    for (const row of rows) digests.set(row.seq, row.digest);
  }
  const fresh: Prepared[] = [];
  for (const entry of prepared) {
    const known = digests.get(entry.seq);
    if (known !== undefined && known !== entry.digest) return { fresh, forkedAt: entry.seq };
    if (known === undefined) fresh.push(entry);
    digests.set(entry.seq, entry.digest);
  }
  return { fresh, forkedAt: undefined };
}

/** Takes the positions inside the same transaction, so that no reader ever sees a higher one first. */
async function addEntries(
  tx: Tx,
  { accountId, push, receivedAt }: Batch,
  fresh: Prepared[],
): Promise<number> {
  if (fresh.length > 0) {
    await tx.run('UPDATE account SET position = position + ? WHERE id = ?', [fresh.length, accountId]);
  }
  const row = await tx.one<{ position: number }>('SELECT position FROM account WHERE id = ?', [accountId]);
  const last = (row as { position: number }).position;
  if (fresh.length === 0) return last;
  const start = last - fresh.length + 1;
  const rows = fresh.map(({ seq, kind, sessionId, entry, digest, body }, index) => {
    const key = [accountId, push.journalId, seq, start + index];
    return [...key, kind, sessionId, entry ? 0 : 1, digest, body, receivedAt];
  });
  await tx.add('entry', ENTRY_COLUMNS, rows);
  return last;
}

type Moving = { before: number; fresh: Prepared[] };

async function moveOn(tx: Tx, { accountId, push, receivedAt, prepared }: Batch, { before, fresh }: Moving) {
  const key = [accountId, push.journalId];
  // A device that sends a number below its own `first` evidently still holds it.
  const first = Math.min(push.first, prepared[0]?.seq ?? push.first);
  const moved = await walk(tx, key, { through: before, first });
  const rows = moved.gaps.map(({ from, to }) => [...key, from, to, receivedAt]);
  const columns = ['account_id', 'journal_id', 'from_seq', 'to_seq', 'noticed_at'] as const;
  await tx.add('gap', columns, rows, 'ON CONFLICT DO NOTHING');
  const aside = fresh.filter(({ entry }) => !entry).length;
  const update = `UPDATE journal SET through = ?, quarantined = quarantined + ?
    WHERE account_id = ? AND journal_id = ?`;
  await tx.run(update, [moved.through, aside, ...key]);
  return moved;
}

/** Reads the numbers above `through` a page at a time, so that far-off islands cost nothing. */
async function walk(tx: Tx, key: string[], { through, first }: { through: number; first: number }) {
  const sql = `SELECT seq FROM entry WHERE account_id = ? AND journal_id = ? AND seq > ?
    ORDER BY seq LIMIT ${WALK_PAGE}`;
  const moved: Advance = { through, gaps: [] };
  for (;;) {
    const present = (await tx.all<{ seq: number }>(sql, [...key, moved.through])).map(({ seq }) => seq);
    const last = present.length < WALK_PAGE ? undefined : present.at(-1);
    // What lies beyond a full page is not known yet, so no hole may be named there.
    const known = last === undefined ? first : Math.min(first, last + 1);
    const step = advance({ through: moved.through, first: known, present });
    moved.through = step.through;
    moved.gaps.push(...step.gaps);
    if (last === undefined || step.through < last) return moved;
  }
}
