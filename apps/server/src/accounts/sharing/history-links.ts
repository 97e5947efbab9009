import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../api/clock.js';
import { DATABASE, type Database, type Reader } from '../../database/database.js';
import type { Tx } from '../../database/sql.js';
import { type Answer, refuse } from '../../problems/problems.js';
import { noteEvent } from '../audit/events.js';
import { hashToken, newId, newToken } from '../secrets.js';
import type { Link } from './forms.js';

export const LINK_LIVES_MS = 7 * 24 * 3_600_000;
/** Readers, and links that may make another. */
export const MAX_READERS = 20;

type Row = { id: string; note: string; created_at: number; expires_at: number };
type Made = { link: Link; path: string };
const COLUMNS = 'id, note, created_at, expires_at';
const linkOf = ({ created_at, expires_at, ...row }: Row): Link => ({
  ...row,
  createdAt: created_at,
  expiresAt: expires_at,
});

/** Links that let one person each read a history. Only their hashes are kept. */
@Injectable()
export class HistoryLinks {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  make(accountId: string, note: string): Promise<Answer<Made>> {
    const at = this.now();
    const token = newToken('plb_h_');
    const row: Row = { id: newId(), note, created_at: at, expires_at: at + LINK_LIVES_MS };
    return this.database.write.run(async (tx): Promise<Answer<Made>> => {
      await tx.run('DELETE FROM history_link WHERE expires_at <= ?', [at]);
      const sql = `SELECT id FROM history_link WHERE account_id = ?
        UNION ALL SELECT reader_id FROM history_grant WHERE account_id = ?`;
      if ((await tx.all(sql, [accountId, accountId])).length >= MAX_READERS) return refuse('too-many');
      const columns = [...COLUMNS.split(', '), 'account_id', 'token_hash'];
      await tx.add('history_link', columns, [[...Object.values(row), accountId, hashToken(token)]]);
      await noteEvent(tx, { accountId, kind: 'history-link-made', at, detail: note });
      return { ok: true, link: linkOf(row), path: `/shared#${token}` };
    });
  }

  async list(accountId: string): Promise<Link[]> {
    const sql = `SELECT ${COLUMNS} FROM history_link WHERE account_id = ? AND expires_at > ?
      ORDER BY created_at DESC, id`;
    return (await this.database.read.all<Row>(sql, [accountId, this.now()])).map(linkOf);
  }

  revoke(accountId: string, id: string): Promise<Answer> {
    const own = [id, accountId];
    return this.database.write.run(async (tx): Promise<Answer> => {
      const sql = `SELECT ${COLUMNS} FROM history_link WHERE id = ? AND account_id = ?`;
      const row = await tx.one<Row>(sql, own);
      const gone = 'DELETE FROM history_link WHERE id = ? AND account_id = ?';
      if (row === undefined || (await tx.run(gone, own)) !== 1) return refuse('not-found');
      await noteEvent(tx, { accountId, kind: 'history-link-revoked', at: this.now(), detail: row.note });
      return { ok: true };
    });
  }
}

export type Sharer = { id: string; name: string };

/** Whose link it is, while it holds and that account is on. */
export function sharerBy(read: Pick<Reader, 'one'>, token: string, now: number): Promise<Sharer | undefined> {
  const sql = `SELECT account.id AS id, account.name AS name FROM history_link
    JOIN account ON account.id = history_link.account_id AND account.disabled_at IS NULL
    WHERE token_hash = ? AND expires_at > ?`;
  return read.one<Sharer>(sql, [hashToken(token), now]);
}

/** One use: true for whoever's DELETE touches the row. */
export const useLink = async (tx: Tx, token: string): Promise<boolean> =>
  (await tx.run('DELETE FROM history_link WHERE token_hash = ?', [hashToken(token)])) === 1;
