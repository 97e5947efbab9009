import type { Reader } from '../../database/database.js';
import type { Key } from './forms.js';
import type { Scope } from './scopes.js';

export type KeyRow = {
  id: string;
  account_id: string;
  name: string;
  scopes: string;
  created_at: number;
  expires_at: number | null;
  last_used_at: number | null;
  revoked_at: number | null;
};

const COLUMNS = 'id, account_id, name, scopes, created_at, expires_at, last_used_at, revoked_at';

export const scopesOf = ({ scopes }: Pick<KeyRow, 'scopes'>): Scope[] => JSON.parse(scopes) as Scope[];

export const keyIn = (row: KeyRow): Key => ({
  id: row.id,
  name: row.name,
  scopes: scopesOf(row),
  createdAt: row.created_at,
  ...(row.expires_at !== null && { expiresAt: row.expires_at }),
  lastUsedAt: row.last_used_at,
  ...(row.revoked_at !== null && { revokedAt: row.revoked_at }),
});

export const keysOf = (read: Pick<Reader, 'all'>, accountId: string): Promise<KeyRow[]> =>
  read.all<KeyRow>(`SELECT ${COLUMNS} FROM api_key WHERE account_id = ? ORDER BY created_at DESC, id`, [
    accountId,
  ]);

type FoundKey = KeyRow & { disabled_at: number | null };

/** With whether its account is switched off. */
export function keyByHash(read: Pick<Reader, 'one'>, tokenHash: string): Promise<FoundKey | undefined> {
  const columns = COLUMNS.split(', ').map((name) => `api_key.${name}`);
  const sql = `SELECT ${columns.join(', ')}, account.disabled_at FROM api_key
    JOIN account ON account.id = api_key.account_id WHERE api_key.token_hash = ?`;
  return read.one<FoundKey>(sql, [tokenHash]);
}
