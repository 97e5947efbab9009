import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../api/clock.js';
import { DATABASE, type Database } from '../../database/database.js';
import type { Tx } from '../../database/sql.js';
import { Rooms } from '../../live/rooms.js';
import { type Answer, isRefusal, type Refusal, refuse } from '../../problems/problems.js';
import { noteEvent } from '../audit/events.js';
import { Limits } from '../limits.js';
import type { AccountWho } from '../who.js';
import { Passwords } from './passwords.js';
import { endLogins } from './start-login.js';
import { holderOf, useTicket } from './tickets.js';
import type { Visit } from './visit.js';

type Change = { accountId: string; hash: string; detail?: string; keep?: string };

@Injectable()
export class ChangePassword {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(Passwords) private readonly passwords: Passwords,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(Rooms) private readonly rooms: Rooms,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** Whether a signed-in person knows the password; a page left open is not enough for what asks this. */
  async confirm({ accountId }: AccountWho, password: string): Promise<Refusal | undefined> {
    const tooOften = this.limits.take(['password', accountId]);
    if (tooOften) return tooOften;
    const sql = 'SELECT password_hash FROM account WHERE id = ?';
    const row = await this.database.read.one<{ password_hash: string }>(sql, [accountId]);
    const right = await this.passwords.verify(row?.password_hash, password, { known: true });
    if (isRefusal(right)) return right;
    if (!right) return refuse('wrong-password');
    this.limits.forget(['password', accountId]);
    return undefined;
  }

  async change(who: AccountWho, password: string, newPassword: string): Promise<Answer> {
    const wrong = await this.confirm(who, password);
    if (wrong) return wrong;
    const hash = await this.passwords.hash(newPassword, { known: true });
    if (isRefusal(hash)) return hash;
    const { accountId, loginHash: keep } = who;
    return this.ended((tx) => this.write(tx, { accountId, hash, keep }));
  }

  /** By the one-time link that `npm run account` makes. A second factor stays: the link is no code. */
  async reset(ticket: string, newPassword: string, visit: Visit): Promise<Answer> {
    const tooOften = this.limits.take(['entry', visit.caller]);
    if (tooOften) return tooOften;
    const holder = await holderOf(this.database.read, ticket, 'reset', this.now());
    if (holder === undefined) return refuse('ticket-over');
    const hash = await this.passwords.hash(newPassword);
    if (isRefusal(hash)) return hash;
    const { accountId } = holder;
    return this.ended(async (tx) =>
      (await useTicket(tx, ticket))
        ? this.write(tx, { accountId, hash, detail: 'reset link' })
        : refuse('ticket-over'),
    );
  }

  /** With the old password go all other sign-ins, half-done ones, and what made a browser no stranger. */
  private async write(
    tx: Tx,
    { accountId, hash, detail = '', keep = '' }: Change,
  ): Promise<Answer<{ ended: string[] }>> {
    await tx.run('UPDATE account SET password_hash = ? WHERE id = ?', [hash, accountId]);
    const ended = await endLogins(tx, accountId, keep);
    for (const table of ['ticket', 'known_browser'])
      await tx.run(`DELETE FROM ${table} WHERE account_id = ?`, [accountId]);
    await noteEvent(tx, { accountId, kind: 'password-changed', at: this.now(), detail });
    return { ok: true, ended };
  }

  private async ended(work: (tx: Tx) => Promise<Answer<{ ended: string[] }>>): Promise<Answer> {
    const done = await this.database.write.run(work);
    if (!done.ok) return done;
    for (const hash of done.ended) this.rooms.closeLogin(hash);
    return { ok: true };
  }
}
