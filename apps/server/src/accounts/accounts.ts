import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../api/clock.js';
import { DATABASE, type Database } from '../database/database.js';
import type { Tx } from '../database/sql.js';
import { type Answer, isRefusal, type Refusal, refuse } from '../problems/problems.js';
import { Passwords } from './passwords.js';
import { callerKey, RateLimit } from './rate-limit.js';
import { hashToken, newId, newToken } from './secrets.js';

export type Account = { id: string; name: string };
export type SignedIn = { account: Account; cookie: string };
export type Form = { name: string; password: string };

export const PASSWORD_SIGNS = { least: 10, most: 200 } as const;
export const LOGIN_KEEPS_MS = 180 * 24 * 3_600_000;
const MINUTE = 60_000;

@Injectable()
export class Accounts {
  private readonly passwords = new Passwords();
  private readonly byCaller: RateLimit;
  private readonly byServer: RateLimit;
  private claimHash: string | undefined;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
  ) {
    this.byCaller = new RateLimit({ times: 10, withinMs: MINUTE }, now);
    this.byServer = new RateLimit({ times: 100, withinMs: 10 * MINUTE }, now);
  }

  async isClaimed(): Promise<boolean> {
    return (await this.database.read.one('SELECT 1 AS one FROM account LIMIT 1')) !== undefined;
  }

  async get(accountId: string): Promise<Account> {
    const sql = 'SELECT id, name FROM account WHERE id = ?';
    return (await this.database.read.one<Account>(sql, [accountId])) as Account;
  }

  /** The token of this start's claim link; undefined once there is an account. It lives in memory only. */
  async openClaim(): Promise<string | undefined> {
    if (await this.isClaimed()) return undefined;
    const token = newToken('plb_c_');
    this.claimHash = hashToken(token);
    return token;
  }

  /** The first account, made once: the count and the insert are one transaction. */
  async claim(form: Form & { token: string }, address: string): Promise<Answer<SignedIn>> {
    const tooOften = this.tooOften(address);
    if (tooOften) return tooOften;
    if (await this.isClaimed()) return refuse('already-claimed');
    if (this.claimHash === undefined || hashToken(form.token) !== this.claimHash) {
      this.noteWrong(address);
      return refuse('wrong-token');
    }
    return this.register(form, { onlyFirst: true });
  }

  /** Makes an account and signs it in. The claim is the only way here until households land. */
  async register(form: Form, { onlyFirst }: { onlyFirst: boolean }): Promise<Answer<SignedIn>> {
    const signs = [...form.password].length;
    if (signs < PASSWORD_SIGNS.least || signs > PASSWORD_SIGNS.most) return refuse('weak-password');
    const hash = await this.passwords.hash(form.password);
    if (isRefusal(hash)) return hash;
    return this.database.write.run(async (tx): Promise<Answer<SignedIn>> => {
      if (onlyFirst && (await tx.one('SELECT 1 AS one FROM account LIMIT 1')))
        return refuse('already-claimed');
      const account = { id: newId(), name: form.name.trim() };
      const columns = ['id', 'name', 'password_hash', 'created_at'] as const;
      await tx.add('account', columns, [[account.id, account.name, hash, this.now()]]);
      return { ok: true, account, cookie: await this.signIn(tx, account.id) };
    });
  }

  async login({ name, password }: Form, address: string): Promise<Answer<SignedIn>> {
    const tooOften = this.tooOften(address);
    if (tooOften) return tooOften;
    // Counted before the slow hash, so that a burst in parallel is counted too.
    this.noteWrong(address);
    const sql = 'SELECT id, name, password_hash FROM account WHERE name = ?';
    const row = await this.database.read.one<Account & { password_hash: string }>(sql, [name.trim()]);
    const right = await this.passwords.verify(row?.password_hash, password);
    if (isRefusal(right)) return right;
    if (!right || row === undefined) return refuse('wrong-login');
    this.byCaller.forget(callerKey(address));
    const account = { id: row.id, name: row.name };
    return this.database.write.run(async (tx): Promise<Answer<SignedIn>> => {
      return { ok: true, account, cookie: await this.signIn(tx, account.id) };
    });
  }

  async logout(loginHash: string): Promise<Answer> {
    return this.database.write.run(async (tx): Promise<Answer> => {
      await tx.run('DELETE FROM login WHERE token_hash = ? OR expires_at <= ?', [loginHash, this.now()]);
      return { ok: true };
    });
  }

  private async signIn(tx: Tx, accountId: string): Promise<string> {
    const cookie = newToken('plb_s_');
    const row = [hashToken(cookie), accountId, this.now(), this.now() + LOGIN_KEEPS_MS];
    await tx.add('login', ['token_hash', 'account_id', 'created_at', 'expires_at'], [row]);
    return cookie;
  }

  private tooOften(address: string): Refusal | undefined {
    const wait = this.byCaller.waitFor(callerKey(address)) ?? this.byServer.waitFor('all');
    return wait === undefined ? undefined : refuse('slow-down', wait);
  }

  private noteWrong(address: string): void {
    this.byCaller.note(callerKey(address));
    this.byServer.note('all');
  }
}
