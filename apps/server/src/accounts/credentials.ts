import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../api/clock.js';
import { isHttps } from '../api/own-address.js';
import { DATABASE, type Database } from '../database/database.js';
import type { ProblemCode } from '../problems/problems.js';
import { SETTINGS, type Settings } from '../settings/settings.js';
import type { Role } from './household/forms.js';
import { type KeyRow, keyByHash, scopesOf } from './keys/key-rows.js';
import { hashToken } from './secrets.js';
import type { Who } from './who.js';

/** What a request or a handshake shows. `token` and `cookie` are never both looked at. */
export type Shown = { token?: string | undefined; cookie?: string | undefined; asDevice: boolean };

/**
 * True as soon as one `as` of the query says `device`: the careful reading, since it switches the cookie off.
 * Everyone asks here, with the address as it came: two readings of one query are a way in between them.
 */
export const comesAsDevice = ({ url = '' }: { url?: string | undefined }): boolean =>
  new URLSearchParams(url.replace(/^[^?]*/, '')).getAll('as').includes('device');

export type Identified = Who | { kind: 'nobody'; code: ProblemCode };
const nobody = (code: ProblemCode = 'unauthorized'): Identified => ({ kind: 'nobody', code });

/** One write a minute for each key, however busy its program is. */
const USE_IS_NOTED_MS = 60_000;
const SEEN_IS_NOTED_MS = 3_600_000;

type DeviceRow = { id: string; account_id: string; revoked_at: number | null; disabled_at: number | null };
type LoginRow = {
  account_id: string;
  expires_at: number;
  last_seen_at: number | null;
  name: string;
  role: Role;
  disabled_at: number | null;
};

/** Turns a token or a cookie into an account; the only door to one. */
@Injectable()
export class Credentials {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** `__Host-` binds the cookie to this host and to https; without https browsers refuse that name. */
  get cookieName(): string {
    return isHttps(this.settings) ? '__Host-plumbline' : 'plumbline';
  }

  identify({ token, cookie, asDevice }: Shown): Promise<Identified> {
    if (token !== undefined) return this.byToken(token);
    if (asDevice || cookie === undefined) return Promise.resolve(nobody());
    return this.byCookie(cookie);
  }

  private byToken(token: string): Promise<Identified> {
    if (/^plb_d_[\w-]{43}$/.test(token)) return this.byDeviceToken(token);
    if (/^plb_k_[\w-]{43}$/.test(token)) return this.byKey(token);
    return Promise.resolve(nobody());
  }

  private async byDeviceToken(token: string): Promise<Identified> {
    const sql = `SELECT device.id, account_id, revoked_at, account.disabled_at FROM device
      JOIN account ON account.id = account_id WHERE token_hash = ?`;
    const row = await this.database.read.one<DeviceRow>(sql, [hashToken(token)]);
    if (row === undefined) return nobody();
    if (row.revoked_at !== null) return nobody('revoked');
    if (row.disabled_at !== null) return nobody('disabled');
    return { kind: 'device', accountId: row.account_id, deviceId: row.id };
  }

  private async byKey(token: string): Promise<Identified> {
    const row = await keyByHash(this.database.read, hashToken(token));
    if (row === undefined) return nobody();
    if (row.revoked_at !== null) return nobody('revoked');
    if (row.expires_at !== null && row.expires_at <= this.now()) return nobody('expired');
    if (row.disabled_at !== null) return nobody('disabled');
    await this.noteUse(row);
    const who = { kind: 'key', accountId: row.account_id, keyId: row.id, scopes: scopesOf(row) } as const;
    return row.expires_at === null ? who : { ...who, expiresAt: row.expires_at };
  }

  /** A full disk does not lock a reader out: this only says when a key was last of use. */
  private async noteUse({ id, last_used_at }: KeyRow): Promise<void> {
    const at = this.now();
    if (last_used_at !== null && at - last_used_at < USE_IS_NOTED_MS) return;
    const sql = 'UPDATE api_key SET last_used_at = ? WHERE id = ?';
    await this.database.write.run((tx) => tx.run(sql, [at, id])).catch(() => undefined);
  }

  /** Once an hour: enough to find a browser that is not one's own, too little to follow anybody. */
  private async noteSeen({ account_id, last_seen_at }: LoginRow, loginHash: string): Promise<void> {
    const at = this.now();
    if (last_seen_at !== null && at - last_seen_at < SEEN_IS_NOTED_MS) return;
    const noted = this.database.write.run(async (tx) => {
      await tx.run('UPDATE login SET last_seen_at = ? WHERE token_hash = ?', [at, loginHash]);
      await tx.run('UPDATE account SET last_seen_at = ? WHERE id = ?', [at, account_id]);
    });
    await noted.catch(() => undefined);
  }

  private async byCookie(token: string): Promise<Identified> {
    if (!/^plb_s_[\w-]{43}$/.test(token)) return nobody();
    const loginHash = hashToken(token);
    const sql = `SELECT account_id, expires_at, login.last_seen_at, name, role, disabled_at FROM login JOIN account ON account.id = login.account_id
      WHERE token_hash = ? AND expires_at > ?`;
    const row = await this.database.read.one<LoginRow>(sql, [loginHash, this.now()]);
    if (row === undefined) return nobody();
    if (row.disabled_at !== null) return nobody('disabled');
    await this.noteSeen(row, loginHash);
    const { account_id: accountId, name, role, expires_at: expiresAt } = row;
    return { kind: 'account', accountId, name, role, loginHash, expiresAt };
  }
}
