import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Of every token, link, ticket and recovery code there is a hash alone. The key of a second factor lies here as it is,
 * because codes are computed from it. Who was there first owns the server.
 */
const CHANGES = [
  `ALTER TABLE account ADD COLUMN role TEXT NOT NULL DEFAULT 'member'`,
  `ALTER TABLE account ADD COLUMN disabled_at INTEGER`,
  `ALTER TABLE account ADD COLUMN last_seen_at INTEGER`,
  `UPDATE account SET role = 'owner' WHERE id = (SELECT id FROM account ORDER BY created_at, id LIMIT 1)`,
  `ALTER TABLE login ADD COLUMN id TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE login ADD COLUMN agent TEXT NOT NULL DEFAULT ''`,
  `ALTER TABLE login ADD COLUMN last_seen_at INTEGER`,
  `UPDATE login SET id = SUBSTR(token_hash, 1, 16)`,
  `CREATE INDEX login_of_account ON login (account_id, id)`,
];
const TABLES = [
  `CREATE TABLE api_key (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    name TEXT NOT NULL, scopes TEXT NOT NULL, token_hash TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL,
    expires_at INTEGER, last_used_at INTEGER, revoked_at INTEGER)`,
  `CREATE INDEX api_key_of_account ON api_key (account_id)`,
  `CREATE TABLE invitation (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    note TEXT NOT NULL, role TEXT NOT NULL, token_hash TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL)`,
  `CREATE TABLE history_grant (
    account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    reader_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL, PRIMARY KEY (account_id, reader_id))`,
  `CREATE INDEX history_grant_of_reader ON history_grant (reader_id)`,
  `CREATE TABLE second_factor (
    account_id TEXT PRIMARY KEY REFERENCES account(id) ON DELETE CASCADE,
    secret TEXT NOT NULL, made_at INTEGER NOT NULL, confirmed_at INTEGER, last_step INTEGER NOT NULL DEFAULT 0)`,
  `CREATE TABLE recovery_code (
    account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL, PRIMARY KEY (account_id, code_hash))`,
  `CREATE TABLE ticket (
    token_hash TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    purpose TEXT NOT NULL, expires_at INTEGER NOT NULL)`,
  `CREATE INDEX ticket_of_account ON ticket (account_id)`,
  `CREATE TABLE known_browser (
    token_hash TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL)`,
  `CREATE INDEX known_browser_of_account ON known_browser (account_id)`,
  // Without an account: what concerns the server alone, such as a try with a name that nobody bears.
  `CREATE TABLE security_event (
    id TEXT PRIMARY KEY, account_id TEXT REFERENCES account(id) ON DELETE CASCADE, kind TEXT NOT NULL,
    first_at INTEGER NOT NULL, at INTEGER NOT NULL, count INTEGER NOT NULL, detail TEXT NOT NULL)`,
  `CREATE INDEX security_event_of_account ON security_event (account_id, at)`,
];

export class Household0009 implements MigrationInterface {
  readonly name = 'Household1795000000009';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...CHANGES, ...TABLES]) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('older data is kept in the copy that was made before this migration');
  }
}
