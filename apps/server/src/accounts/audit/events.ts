import type { Tx } from '../../database/sql.js';
import { newId } from '../secrets.js';

/** What is written down about an account's safety. `docs/protocol/accounts.md` prints this table. */
export const EVENT_KINDS = {
  'signed-in': 'a browser signed in',
  'sign-in-failed': 'a wrong password or second code; those of one hour are one row with a count',
  'signed-out': 'a browser signed out, or was signed out by another',
  'password-changed': 'the password was changed, or set anew by a reset link',
  'second-factor-on': 'a second factor was confirmed',
  'second-factor-off': 'the second factor was turned off',
  'recovery-code-used': 'a recovery code stood in for the second factor',
  'key-made': 'an API key was made',
  'key-revoked': 'an API key was revoked',
  'device-paired': 'a device was paired',
  'device-removed': 'a device was removed',
  'invitation-made': 'somebody was invited',
  'invitation-used': 'an invitation became an account',
  'invitation-revoked': 'an invitation was withdrawn',
  'history-link-made': 'a link to the own history was made',
  'history-link-revoked': 'such a link was withdrawn',
  'reader-added': 'somebody took such a link and may read the own history',
  'reader-ended': 'that one may no longer, whichever side ended it',
  'history-taken': 'a link to another’s history was taken',
  'history-ended': 'that history may no longer be read, whichever side ended it',
  'role-changed': 'a member got another role',
  'member-disabled': 'a member was switched off',
  'member-enabled': 'a member was switched on again',
  'member-removed': 'a member was removed with all data',
} as const;
export type EventKind = keyof typeof EVENT_KINDS;

/** `detail` says with which device, key or member, in a person's own words; never a secret. */
export type SecurityEvent = { accountId: string | null; kind: EventKind; at: number; detail?: string };

/** So many rows and so long are kept of each account; of tries with names that nobody bears together. */
export const EVENTS_KEPT = { rows: 500, forMs: 400 * 24 * 3_600_000 } as const;
const TOGETHER_MS = 3_600_000;

const COLUMNS = ['id', 'account_id', 'kind', 'first_at', 'at', 'count', 'detail'] as const;

/** Writes it down in the transaction of the deed: neither is there without the other. */
export async function noteEvent(tx: Tx, { accountId, kind, at, detail = '' }: SecurityEvent): Promise<void> {
  if (kind === 'sign-in-failed' && (await countOn(tx, accountId, at))) return;
  await tx.add('security_event', COLUMNS, [[newId(), accountId, kind, at, at, 1, detail]]);
  await forgetOld(tx, accountId, at);
}

/** A flood of failures is one growing number, not a growing table. */
async function countOn(tx: Tx, accountId: string | null, at: number): Promise<boolean> {
  const sql = `UPDATE security_event SET count = count + 1, at = ? WHERE id = (SELECT id FROM security_event
    WHERE ${whose(accountId)} AND kind = 'sign-in-failed' AND first_at > ? ORDER BY first_at DESC LIMIT 1)`;
  return (await tx.run(sql, [at, ...ofAccount(accountId), at - TOGETHER_MS])) === 1;
}

async function forgetOld(tx: Tx, accountId: string | null, at: number): Promise<void> {
  const owner = ofAccount(accountId);
  await tx.run(`DELETE FROM security_event WHERE ${whose(accountId)} AND at <= ?`, [
    ...owner,
    at - EVENTS_KEPT.forMs,
  ]);
  const kept = newestOfEach(whose(accountId), EVENTS_KEPT.rows);
  const sql = `DELETE FROM security_event WHERE ${whose(accountId)} AND id NOT IN (${kept})`;
  await tx.run(sql, [...owner, ...owner]);
}

/**
 * Ids: first the newest of each kind, then the second newest of each, and so on. Whoever got in could otherwise do one harmless
 * thing until nothing else is written here any more.
 */
export const newestOfEach = (where: string, rows: number): string => `SELECT id FROM (
  SELECT id, at, ROW_NUMBER() OVER (PARTITION BY kind ORDER BY at DESC, id) AS place FROM security_event WHERE ${where}
  ) AS ranked ORDER BY place, at DESC, id LIMIT ${rows}`;

const whose = (accountId: string | null) => (accountId === null ? 'account_id IS NULL' : 'account_id = ?');
const ofAccount = (accountId: string | null) => (accountId === null ? [] : [accountId]);
