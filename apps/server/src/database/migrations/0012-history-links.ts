import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Links by which somebody may come to read a history: of each its hash alone. What they end in is `history_grant`. */
const TABLES = [
  `CREATE TABLE history_link (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    note TEXT NOT NULL, token_hash TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL, expires_at INTEGER NOT NULL)`,
  `CREATE INDEX history_link_of_account ON history_link (account_id)`,
];

export class HistoryLinks0012 implements MigrationInterface {
  readonly name = 'HistoryLinks1795000000012';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE history_link');
  }
}
