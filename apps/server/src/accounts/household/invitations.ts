import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../api/clock.js';
import { DATABASE, type Database } from '../../database/database.js';
import type { Tx } from '../../database/sql.js';
import { type Answer, refuse } from '../../problems/problems.js';
import { noteEvent } from '../audit/events.js';
import { hashToken, newId, newToken } from '../secrets.js';
import type { Invitation, InvitationRequest, Role } from './forms.js';

export const INVITATION_LIVES_MS = 7 * 24 * 3_600_000;
const MAX_OPEN = 20;

type Row = { id: string; note: string; role: Role; created_at: number; expires_at: number };
type Made = { invitation: Invitation; path: string };
const COLUMNS = 'id, note, role, created_at, expires_at';
/** It holds as long as who made it might make it: an owner who was stepped down or switched off has no way back in. */
const HOLDS = `expires_at > ? AND account_id IN (
  SELECT id FROM account WHERE account.role = 'owner' AND account.disabled_at IS NULL)`;
const invitationOf = ({ created_at, expires_at, ...row }: Row): Invitation => ({
  ...row,
  createdAt: created_at,
  expiresAt: expires_at,
});

/** Links that make one account each. Only their hashes are kept. */
@Injectable()
export class Invitations {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  make(accountId: string, { note, role }: InvitationRequest): Promise<Answer<Made>> {
    const at = this.now();
    const token = newToken('plb_v_');
    const row: Row = { id: newId(), note, role, created_at: at, expires_at: at + INVITATION_LIVES_MS };
    return this.database.write.run(async (tx): Promise<Answer<Made>> => {
      await tx.run('DELETE FROM invitation WHERE expires_at <= ?', [at]);
      const open = await tx.all(`SELECT id FROM invitation WHERE ${HOLDS}`, [at]);
      if (open.length >= MAX_OPEN) return refuse('too-many');
      const columns = [...COLUMNS.split(', '), 'account_id', 'token_hash'];
      await tx.add('invitation', columns, [[...Object.values(row), accountId, hashToken(token)]]);
      await noteEvent(tx, { accountId, kind: 'invitation-made', at, detail: note });
      return { ok: true, invitation: invitationOf(row), path: `/join#${token}` };
    });
  }

  /** All owners see the same: whoever made one may be on holiday. */
  async list(): Promise<Invitation[]> {
    const sql = `SELECT ${COLUMNS} FROM invitation WHERE ${HOLDS} ORDER BY created_at DESC, id`;
    return (await this.database.read.all<Row>(sql, [this.now()])).map(invitationOf);
  }

  revoke(accountId: string, id: string): Promise<Answer> {
    return this.database.write.run(async (tx): Promise<Answer> => {
      const row = await tx.one<Row>(`SELECT ${COLUMNS} FROM invitation WHERE id = ?`, [id]);
      if (row === undefined || (await tx.run('DELETE FROM invitation WHERE id = ?', [id])) !== 1)
        return refuse('not-found');
      const at = this.now();
      await noteEvent(tx, { accountId, kind: 'invitation-revoked', at, detail: row.note });
      return { ok: true };
    });
  }
}

type Taken = { role: Role; inviterId: string };

export async function isInvited(read: Pick<Tx, 'one'>, token: string, now: number): Promise<boolean> {
  const sql = `SELECT 1 AS one FROM invitation WHERE token_hash = ? AND ${HOLDS}`;
  return (await read.one(sql, [hashToken(token), now])) !== undefined;
}

/** One use: whoever's DELETE touches the row has the invitation, everybody else has none. */
export async function takeInvitation(tx: Tx, token: string, now: number): Promise<Taken | undefined> {
  const hash = hashToken(token);
  const sql = `SELECT role, account_id AS "inviterId" FROM invitation WHERE token_hash = ? AND ${HOLDS}`;
  const row = await tx.one<Taken>(sql, [hash, now]);
  if (row === undefined) return undefined;
  return (await tx.run('DELETE FROM invitation WHERE token_hash = ?', [hash])) === 1 ? row : undefined;
}
