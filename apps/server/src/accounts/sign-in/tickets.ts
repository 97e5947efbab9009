import type { Tx } from '../../database/sql.js';
import { hashToken, newToken } from '../secrets.js';

/** What a ticket is for, how long it lives, how it begins. Each opens its one door and no other. */
export const TICKETS = {
  'second-step': { livesMs: 5 * 60_000, prefix: 'plb_t_' },
  reset: { livesMs: 3_600_000, prefix: 'plb_r_' },
} as const;
export type Purpose = keyof typeof TICKETS;
type Holder = { accountId: string; name: string };

/** A new one replaces the last of its purpose. */
export async function makeTicket(tx: Tx, accountId: string, purpose: Purpose, at: number): Promise<string> {
  const { livesMs, prefix } = TICKETS[purpose];
  const ticket = newToken(prefix);
  await tx.run('DELETE FROM ticket WHERE expires_at <= ?', [at]);
  if (purpose === 'reset')
    await tx.run('DELETE FROM ticket WHERE account_id = ? AND purpose = ?', [accountId, purpose]);
  const columns = ['token_hash', 'account_id', 'purpose', 'expires_at'];
  await tx.add('ticket', columns, [[hashToken(ticket), accountId, purpose, at + livesMs]]);
  return ticket;
}

/** Whose ticket it is, while it holds and the account is on. */
export function holderOf(read: Pick<Tx, 'one'>, ticket: string, purpose: Purpose, at: number) {
  const sql = `SELECT account_id AS "accountId", account.name AS name FROM ticket
    JOIN account ON account.id = ticket.account_id AND account.disabled_at IS NULL
    WHERE token_hash = ? AND purpose = ? AND expires_at > ?`;
  return read.one<Holder>(sql, [hashToken(ticket), purpose, at]);
}

/** One use: true for whoever's DELETE touches the row. */
export const useTicket = async (tx: Tx, ticket: string): Promise<boolean> =>
  (await tx.run('DELETE FROM ticket WHERE token_hash = ?', [hashToken(ticket)])) === 1;
