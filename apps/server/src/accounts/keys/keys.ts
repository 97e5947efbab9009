import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../api/clock.js';
import { DATABASE, type Database } from '../../database/database.js';
import type { Tx } from '../../database/sql.js';
import { Rooms } from '../../live/rooms.js';
import { type Answer, refuse } from '../../problems/problems.js';
import { noteEvent } from '../audit/events.js';
import { hashToken, newId, newToken } from '../secrets.js';
import type { Key, KeyRequest } from './forms.js';
import { type KeyRow, keyIn, keysOf } from './key-rows.js';

export const MAX_KEYS = 20;
/** So long a revoked key is still listed, and its holder still told why it no longer works. */
export const REVOKED_STAYS_MS = 30 * 24 * 3_600_000;

type Made = { key: Key; token: string };

/** Keys with which programs act for an account, each for what its scopes name. Only their hashes are kept. */
@Injectable()
export class Keys {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(Rooms) private readonly rooms: Rooms,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  make(accountId: string, { name, scopes, expiresAt }: KeyRequest): Promise<Answer<Made>> {
    const at = this.now();
    const token = newToken('plb_k_');
    return this.database.write.run(async (tx): Promise<Answer<Made>> => {
      if (expiresAt !== undefined && expiresAt <= at) return refuse('invalid');
      await forgetOld(tx, accountId, at);
      if ((await keysOf(tx, accountId)).filter(isLiveAt(at)).length >= MAX_KEYS) return refuse('too-many');
      const row = keyRow({ accountId, name, scopes, expiresAt, at });
      await tx.add(
        'api_key',
        [...Object.keys(row), 'token_hash'],
        [[...Object.values(row), hashToken(token)]],
      );
      await noteEvent(tx, { accountId, kind: 'key-made', at, detail: name });
      return { ok: true, key: keyIn(row), token };
    });
  }

  async list(accountId: string): Promise<Key[]> {
    return (await keysOf(this.database.read, accountId)).map(keyIn);
  }

  /** Void from the commit on; who holds a socket by it is told and cut off. */
  async revoke(accountId: string, keyId: string): Promise<Answer> {
    const done = await this.database.write.run(async (tx): Promise<Answer> => {
      const at = this.now();
      const key = (await keysOf(tx, accountId)).find(({ id }) => id === keyId);
      if (key === undefined) return refuse('not-found');
      if (key.revoked_at !== null) return { ok: true };
      await tx.run('UPDATE api_key SET revoked_at = ? WHERE id = ?', [at, keyId]);
      await noteEvent(tx, { accountId, kind: 'key-revoked', at, detail: key.name });
      return { ok: true };
    });
    if (done.ok) this.rooms.closeKey(keyId);
    return done;
  }
}

const isLiveAt =
  (now: number) =>
  ({ revoked_at, expires_at }: KeyRow): boolean =>
    revoked_at === null && (expires_at ?? Number.POSITIVE_INFINITY) > now;

async function forgetOld(tx: Tx, accountId: string, now: number): Promise<void> {
  const sql = 'DELETE FROM api_key WHERE account_id = ? AND (revoked_at <= ? OR expires_at <= ?)';
  await tx.run(sql, [accountId, now - REVOKED_STAYS_MS, now - REVOKED_STAYS_MS]);
}

type NewKey = KeyRequest & { accountId: string; at: number };
const keyRow = ({ accountId, name, scopes, expiresAt, at }: NewKey): KeyRow => ({
  id: newId(),
  account_id: accountId,
  name,
  scopes: JSON.stringify(scopes),
  created_at: at,
  expires_at: expiresAt ?? null,
  last_used_at: null,
  revoked_at: null,
});
