import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '../../api/clock.js';
import { DATABASE, type Database } from '../../database/database.js';
import { type Answer, refuse } from '../../problems/problems.js';
import { noteEvent } from '../audit/events.js';
import { Limits } from '../limits.js';
import { ChangePassword } from '../sign-in/change-password.js';
import type { AccountWho } from '../who.js';
import {
  dropSecondFactor,
  hashRecoveryCode,
  hasSecondFactor,
  newRecoveryCode,
  newSecret,
  passSecondFactor,
  passTotp,
  RECOVERY_CODES,
  totpOf,
} from './codes.js';

type State = { on: boolean; since?: number; recoveryCodesLeft: number };

@Injectable()
export class SecondFactor {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(ChangePassword) private readonly password: ChangePassword,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  async state({ accountId }: AccountWho): Promise<Answer<State>> {
    const { read } = this.database;
    const sql = 'SELECT confirmed_at FROM second_factor WHERE account_id = ? AND confirmed_at IS NOT NULL';
    const row = await read.one<{ confirmed_at: number }>(sql, [accountId]);
    const codes = await read.all('SELECT code_hash FROM recovery_code WHERE account_id = ?', [accountId]);
    if (row === undefined) return { ok: true, on: false, recoveryCodesLeft: 0 };
    return { ok: true, on: true, since: row.confirmed_at, recoveryCodesLeft: codes.length };
  }

  async enrol(who: AccountWho, password: string): Promise<Answer<{ secret: string; uri: string }>> {
    const wrong = await this.password.confirm(who, password);
    if (wrong) return wrong;
    const secret = newSecret();
    const made = await this.database.write.run(async (tx): Promise<Answer> => {
      if (await hasSecondFactor(tx, who.accountId)) return refuse('already-on');
      await dropSecondFactor(tx, who.accountId);
      const columns = ['account_id', 'secret', 'made_at'];
      await tx.add('second_factor', columns, [[who.accountId, secret, this.now()]]);
      return { ok: true };
    });
    return made.ok ? { ok: true, secret, uri: totpOf(secret, who.name).toString() } : made;
  }

  async confirm({ accountId }: AccountWho, code: string): Promise<Answer<{ recoveryCodes: string[] }>> {
    const tooOften = this.limits.take(['code', accountId]);
    if (tooOften) return tooOften;
    const at = this.now();
    const recoveryCodes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
    const done = await this.database.write.run(async (tx): Promise<Answer<{ recoveryCodes: string[] }>> => {
      if (await hasSecondFactor(tx, accountId)) return refuse('already-on');
      if (!(await passTotp(tx, { accountId, code, at }))) return refuse('wrong-second-code');
      await tx.run('UPDATE second_factor SET confirmed_at = ? WHERE account_id = ?', [at, accountId]);
      const rows = recoveryCodes.map((one) => [accountId, hashRecoveryCode(one)]);
      await tx.add('recovery_code', ['account_id', 'code_hash'], rows);
      await noteEvent(tx, { accountId, kind: 'second-factor-on', at });
      return { ok: true, recoveryCodes };
    });
    if (done.ok) this.limits.forget(['code', accountId]);
    return done;
  }

  async turnOff(who: AccountWho, password: string, code: string): Promise<Answer> {
    const wrong = (await this.password.confirm(who, password)) ?? this.limits.take(['code', who.accountId]);
    if (wrong) return wrong;
    const { accountId } = who;
    const at = this.now();
    const done = await this.database.write.run(async (tx): Promise<Answer> => {
      if (!(await hasSecondFactor(tx, accountId))) return refuse('not-found');
      if (!(await passSecondFactor(tx, { accountId, code, at }))) return refuse('wrong-second-code');
      await dropSecondFactor(tx, accountId);
      await noteEvent(tx, { accountId, kind: 'second-factor-off', at });
      return { ok: true };
    });
    if (done.ok) this.limits.forget(['code', accountId]);
    return done;
  }
}
