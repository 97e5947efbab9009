import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `cursor` is the account's position up to which everything was delivered: after a restart it goes on from
 * there. The secret lies here as it is, because signing needs it; it opens nothing on this server.
 */
const TABLES = [
  `CREATE TABLE webhook (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    name TEXT NOT NULL, address TEXT NOT NULL, secret TEXT NOT NULL, kinds TEXT NOT NULL,
    state TEXT NOT NULL, created_at INTEGER NOT NULL, cursor INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0, next_at INTEGER NOT NULL DEFAULT 0, failing_since INTEGER,
    deliveries INTEGER NOT NULL DEFAULT 0, lease_holder TEXT, lease_until INTEGER NOT NULL DEFAULT 0)`,
  `CREATE INDEX webhook_of_account ON webhook (account_id)`,
  `CREATE TABLE webhook_delivery (
    webhook_id TEXT NOT NULL REFERENCES webhook(id) ON DELETE CASCADE, number INTEGER NOT NULL,
    event_id TEXT NOT NULL, kind TEXT NOT NULL, attempt INTEGER NOT NULL, sent_at INTEGER NOT NULL,
    took_ms INTEGER NOT NULL, status INTEGER, problem TEXT, PRIMARY KEY (webhook_id, number))`,
  `CREATE TABLE calendar_feed (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE,
    name TEXT NOT NULL, token_hash TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL)`,
  `CREATE INDEX calendar_feed_of_account ON calendar_feed (account_id)`,
];

export class Webhooks0007 implements MigrationInterface {
  readonly name = 'Webhooks1795000000007';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const name of ['calendar_feed', 'webhook_delivery', 'webhook'])
      await runner.query(`DROP TABLE ${name}`);
  }
}
