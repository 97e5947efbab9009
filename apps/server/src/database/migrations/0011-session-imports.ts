import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the few facts that say what was brought in among all others. Its condition must stand in the query word for word. */
const INDEX = `CREATE INDEX entry_import ON entry (account_id, position)
  WHERE kind IN ('import-begun', 'import-ended')`;

export class SessionImports0011 implements MigrationInterface {
  readonly name = 'SessionImports1795000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(INDEX);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX entry_import');
  }
}
