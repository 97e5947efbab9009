import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../api/clock.js';
import { isHttps } from '../api/own-address.js';
import { DATABASE, type Database } from '../database/database.js';
import { type ProblemCode } from '../problems/problems.js';
import { SETTINGS, type Settings } from '../settings/settings.js';
import { hashToken } from './secrets.js';
import type { AccountWho, DeviceWho, Who } from './who.js';

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

type DeviceRow = { id: string; account_id: string; revoked_at: number | null };
type LoginRow = { account_id: string; name: string };

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

  private async byToken(token: string): Promise<DeviceWho | Identified> {
    if (!/^plb_d_[\w-]{43}$/.test(token)) return nobody();
    const sql = 'SELECT id, account_id, revoked_at FROM device WHERE token_hash = ?';
    const row = await this.database.read.one<DeviceRow>(sql, [hashToken(token)]);
    if (row === undefined) return nobody();
    if (row.revoked_at !== null) return nobody('revoked');
    return { kind: 'device', accountId: row.account_id, deviceId: row.id };
  }

  private async byCookie(token: string): Promise<AccountWho | Identified> {
    if (!/^plb_s_[\w-]{43}$/.test(token)) return nobody();
    const loginHash = hashToken(token);
    const sql = `SELECT login.account_id, account.name FROM login JOIN account ON account.id = login.account_id
      WHERE token_hash = ? AND expires_at > ?`;
    const row = await this.database.read.one<LoginRow>(sql, [loginHash, this.now()]);
    if (row === undefined) return nobody();
    return { kind: 'account', accountId: row.account_id, name: row.name, loginHash };
  }
}
