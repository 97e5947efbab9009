import type { Tx } from '../../database/sql.js';
import { noteEvent } from '../audit/events.js';
import { hashToken, newId, newToken } from '../secrets.js';
import type { Visit } from './visit.js';

export const LOGIN_KEEPS_MS = 180 * 24 * 3_600_000;
export const BROWSER_KEEPS_MS = 400 * 24 * 3_600_000;
const MAX_BROWSERS = 20;

export type Account = { id: string; name: string };
/** The two cookies: one opens the account, the other only says that this browser is no stranger. */
export type SignedIn = { account: Account; cookie: string; browser?: string };
export type Login = { account: Account; visit: Visit; at: number };

/** Signs a browser in, in the transaction that saw to it that it may. */
export async function startLogin(tx: Tx, { account, visit, at }: Login): Promise<SignedIn> {
  const cookie = newToken('plb_s_');
  await tx.run('DELETE FROM login WHERE account_id = ? AND expires_at <= ?', [account.id, at]);
  const columns = ['token_hash', 'account_id', 'created_at', 'expires_at', 'id', 'agent', 'last_seen_at'];
  const row = [hashToken(cookie), account.id, at, at + LOGIN_KEEPS_MS, newId(), visit.agent, at];
  await tx.add('login', columns, [row]);
  await tx.run('UPDATE account SET last_seen_at = ? WHERE id = ?', [at, account.id]);
  await noteEvent(tx, { accountId: account.id, kind: 'signed-in', at, detail: visit.agent });
  const browser = await knowBrowser(tx, { account, visit, at });
  return browser === undefined ? { account, cookie } : { account, cookie, browser };
}

async function knowBrowser(tx: Tx, { account, visit, at }: Login): Promise<string | undefined> {
  if (visit.browser !== undefined && (await isKnown(tx, account.id, visit.browser, at))) return undefined;
  const browser = newToken('plb_b_');
  const columns = ['token_hash', 'account_id', 'created_at', 'expires_at'];
  await tx.add('known_browser', columns, [[hashToken(browser), account.id, at, at + BROWSER_KEEPS_MS]]);
  const sql = `DELETE FROM known_browser WHERE account_id = ? AND token_hash NOT IN (
    SELECT token_hash FROM known_browser WHERE account_id = ? ORDER BY created_at DESC, token_hash LIMIT ${MAX_BROWSERS})`;
  await tx.run(sql, [account.id, account.id]);
  return browser;
}

export async function isKnown(read: Pick<Tx, 'one'>, accountId: string, browser: string, at: number) {
  const sql = 'SELECT 1 AS one FROM known_browser WHERE token_hash = ? AND account_id = ? AND expires_at > ?';
  return (await read.one(sql, [hashToken(browser), accountId, at])) !== undefined;
}

/** Ends sign-ins, all but the one that is kept, and says by which hashes their sockets are found. */
export async function endLogins(tx: Tx, accountId: string, keep = ''): Promise<string[]> {
  const sql = 'SELECT token_hash FROM login WHERE account_id = ? AND token_hash <> ?';
  const rows = await tx.all<{ token_hash: string }>(sql, [accountId, keep]);
  await tx.run('DELETE FROM login WHERE account_id = ? AND token_hash <> ?', [accountId, keep]);
  return rows.map(({ token_hash }) => token_hash);
}
