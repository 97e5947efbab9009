import type { MigrationInterface, QueryRunner } from 'typeorm';

/** All versions stay. `newest` marks the last one, so that a list or a pull never walks over the others. */
const TABLES = [
  `CREATE TABLE document (
    account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE, kind TEXT NOT NULL, id TEXT NOT NULL,
    version INTEGER NOT NULL, position INTEGER NOT NULL, newest INTEGER NOT NULL,
    body TEXT NOT NULL, digest TEXT NOT NULL, made_at INTEGER NOT NULL, made_by TEXT NOT NULL,
    PRIMARY KEY (account_id, kind, id, version))`,
  `CREATE UNIQUE INDEX document_position ON document (account_id, position)`,
  `CREATE INDEX document_newest ON document (account_id, newest, position)`,
];

export class Documents0004 implements MigrationInterface {
  readonly name = 'Documents1795000000004';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE document');
  }
}
