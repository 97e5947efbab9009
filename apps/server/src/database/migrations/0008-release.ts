import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which releases have used this data, so that an older one can name the newer. */
export class Release0008 implements MigrationInterface {
  readonly name = 'Release1795000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE release_used (version TEXT PRIMARY KEY, first_at INTEGER NOT NULL)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE release_used');
  }
}
