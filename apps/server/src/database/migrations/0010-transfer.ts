import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The last file that was brought into an account. `base` is the account's position when that began: what lies above may be
 * the file's own. A run that is not done and does not move was stopped; the same file once more completes it.
 */
const TABLE = `CREATE TABLE import_run (
  account_id TEXT PRIMARY KEY REFERENCES account(id) ON DELETE CASCADE, digest TEXT NOT NULL, base INTEGER NOT NULL,
  lines INTEGER NOT NULL, done INTEGER NOT NULL, is_done INTEGER NOT NULL, tally TEXT NOT NULL,
  begun_at INTEGER NOT NULL, moved_at INTEGER NOT NULL)`;

export class Transfer0010 implements MigrationInterface {
  readonly name = 'Transfer1795000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLE);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE import_run');
  }
}
