import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../api/clock.js';
import { DATABASE, type Database } from '../database/database.js';
import type { Tx } from '../database/sql.js';
import { type Answer, isRefusal, type Refusal, refuse } from '../problems/problems.js';
import { noteEvent } from './audit/events.js';
import type { JoinRequest, Role } from './household/forms.js';
import { isInvited, takeInvitation } from './household/invitations.js';
import { isTaken } from './household/names.js';
import { Limits } from './limits.js';
import { hashToken, newId, newToken } from './secrets.js';
import { Passwords } from './sign-in/passwords.js';
import { type Account, type SignedIn, startLogin } from './sign-in/start-login.js';
import type { Visit } from './sign-in/visit.js';

export type Form = { name: string; password: string };
type NewAccount = { name: string; hash: string; role: Role; visit: Visit };

const NO_VISIT: Visit = { caller: 'here', agent: 'A program' };

/** How accounts come to be: the first by the claim link, each other by an invitation. */
@Injectable()
export class Accounts {
  private claimHash: string | undefined;

  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  async isClaimed(): Promise<boolean> {
    return isClaimed(this.database.read);
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
  async claim(form: Form & { token: string }, visit: Visit): Promise<Answer<SignedIn>> {
    const tooOften = this.limits.take(['entry', visit.caller]);
    if (tooOften) return tooOften;
    if (await this.isClaimed()) return refuse('already-claimed');
    if (this.claimHash === undefined || hashToken(form.token) !== this.claimHash)
      return refuse('wrong-token');
    this.limits.forget(['entry', visit.caller]);
    return this.register(form, { onlyFirst: true, visit });
  }

  /** An account by an invitation. A weak password or a name that is taken leaves the invitation as it was. */
  async join({ token, ...form }: JoinRequest, visit: Visit): Promise<Answer<SignedIn>> {
    const tooOften = this.limits.take(['entry', visit.caller]);
    if (tooOften) return tooOften;
    if (!(await isInvited(this.database.read, token, this.now()))) return refuse('wrong-invitation');
    const hash = await this.passwords.hash(form.password);
    if (isRefusal(hash)) return hash;
    const at = this.now();
    const done = await this.database.write.run(async (tx): Promise<Answer<SignedIn>> => {
      const taken = await takeInvitation(tx, token, at);
      if (taken === undefined) return refuse('wrong-invitation');
      const made = await this.add(tx, { ...form, hash, role: taken.role, visit });
      if (!made.ok) return made;
      const used = { accountId: taken.inviterId, kind: 'invitation-used', at } as const;
      await noteEvent(tx, { ...used, detail: made.account.name });
      return made;
    });
    // Not before: an invitation that is left as it was would pay for any number of guesses.
    if (done.ok) this.limits.forget(['entry', visit.caller]);
    return done;
  }

  /** Makes an account and signs it in; the first of a server owns it. */
  async register(
    form: Form,
    { onlyFirst, visit = NO_VISIT }: { onlyFirst: boolean; visit?: Visit },
  ): Promise<Answer<SignedIn>> {
    const hash = await this.passwords.hash(form.password);
    if (isRefusal(hash)) return hash;
    return this.database.write.run(async (tx): Promise<Answer<SignedIn>> => {
      const isFirst = !(await isClaimed(tx));
      if (onlyFirst && !isFirst) return refuse('already-claimed');
      return this.add(tx, { name: form.name, hash, role: isFirst ? 'owner' : 'member', visit });
    });
  }

  private async add(
    tx: Tx,
    { name, hash, role, visit }: NewAccount,
  ): Promise<({ ok: true } & SignedIn) | Refusal> {
    const at = this.now();
    const account = { id: newId(), name: name.trim() };
    if (await isTaken(tx, account.name)) return refuse('name-taken');
    const columns = ['id', 'name', 'password_hash', 'role', 'created_at'] as const;
    await tx.add('account', columns, [[account.id, account.name, hash, role, at]]);
    return { ok: true, ...(await startLogin(tx, { account, visit, at })) };
  }
}

const isClaimed = async (read: Pick<Tx, 'one'>): Promise<boolean> =>
  (await read.one('SELECT 1 AS one FROM account LIMIT 1')) !== undefined;
