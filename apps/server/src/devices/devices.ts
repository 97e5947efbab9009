import { Inject, Injectable } from '@nestjs/common';
import { noteEvent } from '../accounts/audit/events.js';
import { type Counted, Limits } from '../accounts/limits.js';
import { callerKey } from '../accounts/rate-limit.js';
import { hashToken, newId, newToken } from '../accounts/secrets.js';
import { CLOCK, type Clock } from '../api/clock.js';
import { DATABASE, type Database } from '../database/database.js';
import type { Tx } from '../database/sql.js';
import { Rooms } from '../live/rooms.js';
import { type Answer, refuse } from '../problems/problems.js';
import type { Device, PairRequest } from './forms.js';
import { newPairingCode, readPairingCode } from './pairing-code.js';

export const CODE_LIVES_MS = 10 * 60_000;

type Paired = { token: string; accountId: string; accountName: string; deviceId: string };
type CodeRow = { account_id: string; name: string };

@Injectable()
export class Devices {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(Rooms) private readonly rooms: Rooms,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** A new code replaces the account's last one. */
  makeCode(accountId: string): Promise<Answer<{ code: string; expiresAt: number }>> {
    const code = newPairingCode();
    const expiresAt = this.now() + CODE_LIVES_MS;
    return this.database.write.run(async (tx): Promise<Answer<{ code: string; expiresAt: number }>> => {
      const replace = `ON CONFLICT (account_id) DO UPDATE SET
        code_hash = excluded.code_hash, expires_at = excluded.expires_at`;
      const row = [accountId, hashToken(code), expiresAt];
      await tx.add('pairing_code', ['account_id', 'code_hash', 'expires_at'], [row], replace);
      return { ok: true, code, expiresAt };
    });
  }

  async pair(request: PairRequest, address: string): Promise<Answer<Paired>> {
    const byCaller: Counted = ['pairing', callerKey(address)];
    const tooOften = this.limits.take(byCaller, ['pairings', 'all']);
    if (tooOften) return tooOften;
    const paired = await this.redeem(request);
    if (!paired.ok) return paired;
    this.limits.forget(byCaller);
    this.rooms.tellAccount(paired.accountId, 'devices', {});
    return paired;
  }

  async list(accountId: string): Promise<Device[]> {
    const sql = `SELECT id, name, journal_id AS "journalId", created_at AS "createdAt",
      last_seen_at AS "lastSeenAt", revoked_at AS "revokedAt" FROM device WHERE account_id = ? ORDER BY created_at DESC, id`;
    const rows = await this.database.read.all<Device & { revokedAt: number | null }>(sql, [accountId]);
    return rows.map(({ revokedAt, ...device }) => (revokedAt === null ? device : { ...device, revokedAt }));
  }

  async revoke(accountId: string, deviceId: string): Promise<Answer> {
    const done = await this.database.write.run(async (tx): Promise<Answer> => {
      const sql = 'SELECT name, revoked_at FROM device WHERE account_id = ? AND id = ?';
      const row = await tx.one<{ name: string; revoked_at: number | null }>(sql, [accountId, deviceId]);
      if (row === undefined) return refuse('not-found');
      if (row.revoked_at !== null) return { ok: true };
      const at = this.now();
      await tx.run('UPDATE device SET revoked_at = ? WHERE id = ?', [at, deviceId]);
      await noteEvent(tx, { accountId, kind: 'device-removed', at, detail: row.name });
      return { ok: true };
    });
    if (done.ok) {
      this.rooms.closeDevice(deviceId);
      this.rooms.tellAccount(accountId, 'devices', {});
    }
    return done;
  }

  private redeem({
    code,
    deviceName,
    journalId,
  }: PairRequest): Promise<Answer<Paired & { accountId: string }>> {
    const read = readPairingCode(code);
    if (read === undefined) return Promise.resolve(refuse('wrong-code'));
    return this.database.write.run(async (tx): Promise<Answer<Paired & { accountId: string }>> => {
      const found = await takeCode(tx, hashToken(read), this.now());
      if (found === undefined) return refuse('wrong-code');
      const token = newToken('plb_d_');
      const deviceId = newId();
      const row = [deviceId, found.account_id, deviceName, journalId, hashToken(token), this.now()];
      const columns = ['id', 'account_id', 'name', 'journal_id', 'token_hash', 'created_at'] as const;
      await tx.add('device', columns, [row]);
      const paired = { accountId: found.account_id, kind: 'device-paired', at: this.now() } as const;
      await noteEvent(tx, { ...paired, detail: deviceName });
      return { ok: true, token, accountName: found.name, deviceId, accountId: found.account_id };
    });
  }
}

/** One use: whoever's DELETE touches the row has the code, everybody else has none. */
async function takeCode(tx: Tx, codeHash: string, now: number): Promise<CodeRow | undefined> {
  const sql = `SELECT account_id, account.name FROM pairing_code JOIN account ON account.id = account_id
    WHERE code_hash = ? AND expires_at > ?`;
  const row = await tx.one<CodeRow>(sql, [codeHash, now]);
  if (row === undefined) return undefined;
  return (await tx.run('DELETE FROM pairing_code WHERE code_hash = ?', [codeHash])) === 1 ? row : undefined;
}
