import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Instants are epoch milliseconds in integers; bodies are JSON text exactly as digested. */
const TABLES = [
  `CREATE TABLE account (
    id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, password_hash TEXT NOT NULL,
    position INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL)`,
  `CREATE TABLE login (
    token_hash TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL)`,
  `CREATE TABLE device (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    name TEXT NOT NULL, journal_id TEXT NOT NULL, token_hash TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL, last_seen_at INTEGER, revoked_at INTEGER)`,
  `CREATE INDEX device_of_account ON device (account_id)`,
  `CREATE TABLE pairing_code (
    account_id TEXT PRIMARY KEY REFERENCES account(id) ON DELETE CASCADE,
    code_hash TEXT NOT NULL UNIQUE, expires_at INTEGER NOT NULL)`,
  `CREATE TABLE journal (
    account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE, journal_id TEXT NOT NULL,
    opened_position INTEGER NOT NULL, through INTEGER NOT NULL DEFAULT 0,
    quarantined INTEGER NOT NULL DEFAULT 0, offset_ms INTEGER NOT NULL DEFAULT 0,
    last_push_at INTEGER NOT NULL, PRIMARY KEY (account_id, journal_id))`,
  `CREATE TABLE entry (
    account_id TEXT NOT NULL, journal_id TEXT NOT NULL, seq INTEGER NOT NULL, position INTEGER NOT NULL,
    kind TEXT, session_id TEXT, quarantined INTEGER NOT NULL DEFAULT 0,
    digest TEXT NOT NULL, body TEXT NOT NULL, received_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, journal_id, seq),
    FOREIGN KEY (account_id, journal_id) REFERENCES journal(account_id, journal_id) ON DELETE CASCADE)`,
  `CREATE UNIQUE INDEX entry_position ON entry (account_id, position)`,
  `CREATE INDEX entry_session ON entry (account_id, session_id) WHERE session_id IS NOT NULL`,
  `CREATE TABLE gap (
    account_id TEXT NOT NULL, journal_id TEXT NOT NULL, from_seq INTEGER NOT NULL, to_seq INTEGER NOT NULL,
    noticed_at INTEGER NOT NULL, PRIMARY KEY (account_id, journal_id, from_seq),
    FOREIGN KEY (account_id, journal_id) REFERENCES journal(account_id, journal_id) ON DELETE CASCADE)`,
  `CREATE TABLE session (
    account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE, session_id TEXT NOT NULL,
    journal_id TEXT NOT NULL, started_at INTEGER NOT NULL, day TEXT NOT NULL, status TEXT NOT NULL,
    how TEXT, counts INTEGER NOT NULL, last_at INTEGER NOT NULL, summary TEXT NOT NULL, totals TEXT,
    PRIMARY KEY (account_id, session_id))`,
  `CREATE INDEX session_by_start ON session (account_id, started_at, session_id)`,
  `CREATE INDEX session_by_day ON session (account_id, day)`,
  `CREATE INDEX session_open ON session (account_id, status) WHERE status <> 'ended'`,
  `CREATE TABLE session_step (
    account_id TEXT NOT NULL, session_id TEXT NOT NULL, step INTEGER NOT NULL,
    movement TEXT NOT NULL, side TEXT, status TEXT NOT NULL, target INTEGER NOT NULL,
    done INTEGER NOT NULL, row TEXT NOT NULL, PRIMARY KEY (account_id, session_id, step),
    FOREIGN KEY (account_id, session_id) REFERENCES session(account_id, session_id) ON DELETE CASCADE)`,
];

export class First0001 implements MigrationInterface {
  readonly name = 'First1795000000001';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const names = TABLES.flatMap((sql) => /^CREATE TABLE (\w+)/.exec(sql)?.[1] ?? []);
    for (const name of names.reverse()) await runner.query(`DROP TABLE ${name}`);
  }
}
