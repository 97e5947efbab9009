import type { DocumentKind, DocumentVersion } from '@plumbline/routine-core';
import type { Reader } from '../database/database.js';

/** What both a reader and a running transaction can do. */
export type Read = Pick<Reader, 'all' | 'one'>;
export type DocumentKey = { accountId: string; kind: string; id: string };
/** `madeAt` in milliseconds; `madeBy` is `person`, or the key that wrote it. */
export type KeptDocument = DocumentVersion & { madeAt: number; madeBy: string };

export type Row = {
  kind: string;
  id: string;
  version: number;
  position: number;
  body: string;
  digest: string;
  made_at: number;
  made_by: string;
};
const COLUMNS = 'kind, id, version, position, body, digest, made_at, made_by';
const OF_ONE = 'account_id = ? AND kind = ? AND id = ?';
const keyOf = ({ accountId, kind, id }: DocumentKey) => [accountId, kind, id];

/** As devices and lists get it. */
export const documentIn = ({ kind, id, version, position, body }: Row): DocumentVersion => ({
  kind: kind as DocumentKind,
  id,
  version,
  position,
  body: JSON.parse(body) as unknown,
});
export const keptIn = (row: Row): KeptDocument => ({
  ...documentIn(row),
  madeAt: row.made_at,
  madeBy: row.made_by,
});

export const versionRow = (read: Read, key: DocumentKey, version: number): Promise<Row | undefined> =>
  read.one<Row>(`SELECT ${COLUMNS} FROM document WHERE ${OF_ONE} AND version = ?`, [...keyOf(key), version]);

export const newestRow = (read: Read, key: DocumentKey): Promise<Row | undefined> =>
  read.one<Row>(`SELECT ${COLUMNS} FROM document WHERE ${OF_ONE} ORDER BY version DESC LIMIT 1`, keyOf(key));

type Page = { before: number; limit: number };
/** Versions below `before`, newest first. */
export const versionRows = (read: Read, key: DocumentKey, { before, limit }: Page): Promise<Row[]> =>
  read.all<Row>(
    `SELECT ${COLUMNS} FROM document WHERE ${OF_ONE} AND version < ? ORDER BY version DESC LIMIT ?`,
    [...keyOf(key), before, limit],
  );

export type Place = { kind: string; id: string };
/** What the account has and has not withdrawn, without the bodies. */
export const standingNames = (read: Read, accountId: string): Promise<Place[]> =>
  read.all<Place>("SELECT kind, id FROM document WHERE account_id = ? AND newest = 1 AND body <> 'null'", [
    accountId,
  ]);

/** The newest versions of those that are there of the ones asked for. */
export async function newestRows(read: Read, accountId: string, places: readonly Place[]): Promise<Row[]> {
  if (places.length === 0) return [];
  const pairs = places.map(() => '(?,?)').join(',');
  const sql = `SELECT ${COLUMNS} FROM document
    WHERE account_id = ? AND newest = 1 AND (kind, id) IN (VALUES ${pairs})`;
  return read.all<Row>(sql, [accountId, ...places.flatMap(({ kind, id }) => [kind, id])]);
}

export type Stretch = { since: number; through: number; limit: number };
/** The newest versions that were written behind `since`, by position. */
export const newestRowsAfter = (read: Read, accountId: string, { since, through, limit }: Stretch) =>
  read.all<Row>(
    `SELECT ${COLUMNS} FROM document
     WHERE account_id = ? AND newest = 1 AND position > ? AND position <= ? ORDER BY position LIMIT ?`,
    [accountId, since, through, limit],
  );
