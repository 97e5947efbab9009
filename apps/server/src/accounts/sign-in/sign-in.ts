import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../api/clock.js';
import { DATABASE, type Database } from '../../database/database.js';
import { type Answer, isRefusal, type Refusal, refuse } from '../../problems/problems.js';
import { noteEvent } from '../audit/events.js';
import { type Counted, Limits } from '../limits.js';
import { hasSecondFactor, passSecondFactor } from '../second-factor/codes.js';
import { hashToken } from '../secrets.js';
import { Passwords } from './passwords.js';
import { type Account, isKnown, type SignedIn, startLogin } from './start-login.js';
import { holderOf, makeTicket, useTicket } from './tickets.js';
import type { Visit } from './visit.js';

export type LoginForm = { name: string; password: string };
type Row = Account & { password_hash: string; disabled_at: number | null };
type Step = Answer<{ signedIn: SignedIn } | { ticket: string }>;

@Injectable()
export class SignIn {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  async login({ name, password }: LoginForm, visit: Visit): Promise<Answer<SignedIn>> {
    const sql = 'SELECT id, name, password_hash, disabled_at FROM account WHERE name = ?';
    const row = await this.database.read.one<Row>(sql, [name.trim()]);
    const known = await this.isKnown(row, visit);
    const counted = countedFor(name, visit, known);
    const tooOften = this.limits.take(...counted);
    if (tooOften) return tooOften;
    const right = await this.passwords.verify(row?.password_hash, password, { known });
    if (isRefusal(right)) return right;
    if (!right || row === undefined) return this.fail(row?.id ?? null, 'wrong-login');
    this.limits.forget(...counted.filter(([limit]) => limit !== 'name'));
    if (row.disabled_at !== null) return refuse('disabled');
    return this.firstStep({ id: row.id, name: row.name }, visit);
  }

  /** The second step takes the ticket of the first, once, and nothing else does. */
  async second(ticket: string, code: string, visit: Visit): Promise<Answer<SignedIn>> {
    const at = this.now();
    const holder = await holderOf(this.database.read, ticket, 'second-step', at);
    const counted: Counted[] = [['entry', visit.caller]];
    if (holder !== undefined) counted.push(['code', holder.accountId]);
    const tooOften = this.limits.take(...counted);
    if (tooOften) return tooOften;
    if (holder === undefined) return refuse('ticket-over');
    const { accountId, name } = holder;
    const done = await this.database.write.run(async (tx): Promise<Answer<SignedIn>> => {
      if (!(await passSecondFactor(tx, { accountId, code, at }))) return refuse('wrong-second-code');
      if (!(await useTicket(tx, ticket))) return refuse('ticket-over');
      return { ok: true, ...(await startLogin(tx, { account: { id: accountId, name }, visit, at })) };
    });
    if (!done.ok && done.code === 'wrong-second-code') return this.fail(accountId, 'wrong-second-code');
    if (done.ok) this.limits.forget(...counted);
    return done;
  }

  private async firstStep(account: Account, visit: Visit): Promise<Answer<SignedIn>> {
    const at = this.now();
    const step = await this.database.write.run(async (tx): Promise<Step> => {
      if (await hasSecondFactor(tx, account.id))
        return { ok: true, ticket: await makeTicket(tx, account.id, 'second-step', at) };
      return { ok: true, signedIn: await startLogin(tx, { account, visit, at }) };
    });
    if (!step.ok) return step;
    if ('ticket' in step) return { ...refuse('second-factor-needed'), ticket: step.ticket };
    return { ok: true, ...step.signedIn };
  }

  private async isKnown(row: Row | undefined, { browser }: Visit): Promise<boolean> {
    if (row === undefined || browser === undefined) return false;
    return isKnown(this.database.read, row.id, browser, this.now());
  }

  /** Written down for a name that nobody bears too: it costs the same, so the time tells nothing. */
  private async fail(accountId: string | null, code: 'wrong-login' | 'wrong-second-code'): Promise<Refusal> {
    const at = this.now();
    await this.database.write.run((tx) => noteEvent(tx, { accountId, kind: 'sign-in-failed', at }));
    return refuse(code);
  }
}

/** A browser that was signed in before is counted by itself: what strangers do to its address or name is not its fault. */
function countedFor(name: string, { caller, browser }: Visit, known: boolean): Counted[] {
  if (known) return [['browser', hashToken(browser as string)]];
  return [
    ['entry', caller],
    ['name', name.trim()],
  ];
}
