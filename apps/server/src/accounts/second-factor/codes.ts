import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Tx } from '../../database/sql.js';
import { noteEvent } from '../audit/events.js';
import { hashToken } from '../secrets.js';

export const RECOVERY_CODES = 10;
const STEP_MS = 30_000;
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const newSecret = (): string => new Secret({ size: 20 }).base32;

export const totpOf = (secret: string, label: string): TOTP =>
  new TOTP({ issuer: 'Plumbline', label, secret: Secret.fromBase32(secret), digits: 6, period: 30 });

/** 80 random bits in four groups, to be written on paper. */
export const newRecoveryCode = (): string =>
  Array.from(randomBytes(16), (byte, at) => (at > 0 && at % 4 === 0 ? '-' : '') + SIGNS[byte % 32]).join('');

const plain = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
export const hashRecoveryCode = (code: string): string => hashToken(plain(code));

export type Typed = { accountId: string; code: string; at: number };
type Row = { secret: string; last_step: number };

/** Takes a code of the app or a recovery code, each once; false leaves everything as it was. */
export async function passSecondFactor(tx: Tx, typed: Typed): Promise<boolean> {
  if (/^\d{6}$/.test(plain(typed.code))) return passTotp(tx, typed);
  const sql = 'DELETE FROM recovery_code WHERE account_id = ? AND code_hash = ?';
  if ((await tx.run(sql, [typed.accountId, hashRecoveryCode(typed.code)])) !== 1) return false;
  await noteEvent(tx, { accountId: typed.accountId, kind: 'recovery-code-used', at: typed.at });
  return true;
}

/** A step is used up by the first code of it, so that nobody who looked over a shoulder can use it again. */
export async function passTotp(tx: Tx, { accountId, code, at }: Typed): Promise<boolean> {
  const row = await tx.one<Row>('SELECT secret, last_step FROM second_factor WHERE account_id = ?', [
    accountId,
  ]);
  const delta = row && totpOf(row.secret, '').validate({ token: plain(code), timestamp: at, window: 1 });
  if (typeof delta !== 'number') return false;
  const step = Math.floor(at / STEP_MS) + delta;
  const sql = 'UPDATE second_factor SET last_step = ? WHERE account_id = ? AND last_step < ?';
  return (await tx.run(sql, [step, accountId, step])) === 1;
}

export async function hasSecondFactor(read: Pick<Tx, 'one'>, accountId: string): Promise<boolean> {
  const sql = 'SELECT 1 AS one FROM second_factor WHERE account_id = ? AND confirmed_at IS NOT NULL';
  return (await read.one(sql, [accountId])) !== undefined;
}

/** With it go its recovery codes. */
export async function dropSecondFactor(tx: Tx, accountId: string): Promise<void> {
  await tx.run('DELETE FROM recovery_code WHERE account_id = ?', [accountId]);
  await tx.run('DELETE FROM second_factor WHERE account_id = ?', [accountId]);
}
