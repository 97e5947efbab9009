import { canonicalJson, DOCUMENT_LIMITS } from '@plumbline/routine-core';
import type { Tx } from '../database/sql.js';
import { holdAccount } from '../journal/journal-rows.js';
import { digestOf } from '../journal/read-entries.js';
import { type Answer, refuse } from '../problems/problems.js';
import {
  type DocumentKey,
  documentIn,
  type KeptDocument,
  keptIn,
  newestRow,
  type Row,
  versionRow,
} from './document-rows.js';

export type Edit = DocumentKey & { basedOn: number; body: unknown; madeAt: number; madeBy: string };
/** `fresh` is false when this very edit lay on disk already. */
export type StoredEdit = { document: KeptDocument; fresh: boolean };

const COLUMNS = [
  'account_id',
  'kind',
  'id',
  'version',
  'position',
  'newest',
  'body',
  'digest',
  'made_at',
  'made_by',
] as const;

/** Makes the version after `basedOn`, or says who else did. The same edit again is answered as it was the first time. */
export async function storeDocument(tx: Tx, edit: Edit): Promise<Answer<StoredEdit>> {
  await holdAccount(tx, edit.accountId);
  const body = canonicalJson(edit.body);
  const digest = digestOf(body);
  const taken = await versionRow(tx, edit, edit.basedOn + 1);
  if (taken?.digest === digest) return { ok: true, document: keptIn(taken), fresh: false };
  const newest = await newestRow(tx, edit);
  if ((newest?.version ?? 0) !== edit.basedOn) return clash(edit, newest);
  if (newest === undefined && edit.body === null) return refuse('not-found');
  if (await isFull(tx, edit, newest)) return refuse('too-many');
  const row = await addVersion(tx, edit, { body, digest });
  return { ok: true, document: keptIn(row), fresh: true };
}

/** Both sides, so that whoever came second can lay them beside each other. */
function clash({ kind, id, basedOn, body }: Edit, newest: Row | undefined): Answer<StoredEdit> {
  const theirs = newest === undefined ? null : documentIn(newest);
  return { ...refuse('clash'), theirs, yours: { kind, id, basedOn, body } };
}

async function isFull(tx: Tx, { accountId, kind, basedOn }: Edit, newest: Row | undefined): Promise<boolean> {
  if (newest !== undefined) return basedOn >= DOCUMENT_LIMITS.versions;
  const sql = 'SELECT COUNT(*) AS count FROM document WHERE account_id = ? AND kind = ? AND newest = 1';
  const found = await tx.one<{ count: number }>(sql, [accountId, kind]);
  return Number(found?.count ?? 0) >= DOCUMENT_LIMITS.routines;
}

type Written = { body: string; digest: string };

async function addVersion(tx: Tx, edit: Edit, written: Written): Promise<Row> {
  return writeVersion(tx, edit, { ...written, position: await nextPosition(tx, edit.accountId) });
}

/** Writes down a version that was looked at, at a position that was taken for it. */
export async function writeVersion(
  tx: Tx,
  edit: Omit<Edit, 'body'>,
  { body, digest, position }: Written & { position: number },
): Promise<Row> {
  const { accountId, kind, id, madeAt, madeBy } = edit;
  const version = edit.basedOn + 1;
  const older = 'UPDATE document SET newest = 0 WHERE account_id = ? AND kind = ? AND id = ? AND version = ?';
  await tx.run(older, [accountId, kind, id, edit.basedOn]);
  await tx.add('document', COLUMNS, [
    [accountId, kind, id, version, position, 1, body, digest, madeAt, madeBy],
  ]);
  return { kind, id, version, position, body, digest, made_at: madeAt, made_by: madeBy };
}

/** Inside the writing transaction, so that no reader ever sees a higher one first. */
async function nextPosition(tx: Tx, accountId: string): Promise<number> {
  await tx.run('UPDATE account SET position = position + 1 WHERE id = ?', [accountId]);
  const row = await tx.one<{ position: number }>('SELECT position FROM account WHERE id = ?', [accountId]);
  return (row as { position: number }).position;
}
