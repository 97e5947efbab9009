import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What is counted beside the sessions themselves. Every row can be computed again from the journals. Texts that may be
 * missing are empty, so that they can stand in a key.
 */
const TABLES = [
  `CREATE TABLE session_day (
    account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE, day TEXT NOT NULL,
    sessions INTEGER NOT NULL, counted INTEGER NOT NULL, work_ms INTEGER NOT NULL, total_ms INTEGER NOT NULL,
    PRIMARY KEY (account_id, day))`,
  `CREATE TABLE session_total (
    account_id TEXT PRIMARY KEY REFERENCES account(id) ON DELETE CASCADE,
    sessions INTEGER NOT NULL, counted INTEGER NOT NULL, work_ms INTEGER NOT NULL, total_ms INTEGER NOT NULL)`,
  `CREATE TABLE week_total (
    account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE, first_day TEXT NOT NULL,
    counted INTEGER NOT NULL, goal INTEGER NOT NULL, away TEXT NOT NULL, run INTEGER NOT NULL,
    PRIMARY KEY (account_id, first_day))`,
  `CREATE INDEX week_by_run ON week_total (account_id, run, first_day)`,
  `CREATE TABLE session_result (
    account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE, day TEXT NOT NULL,
    started_at INTEGER NOT NULL, session_id TEXT NOT NULL, counted INTEGER NOT NULL,
    work_ms INTEGER NOT NULL, total_ms INTEGER NOT NULL, results TEXT NOT NULL,
    PRIMARY KEY (account_id, day, started_at, session_id))`,
  `CREATE TABLE exercise_total (
    account_id TEXT PRIMARY KEY REFERENCES account(id) ON DELETE CASCADE, totals TEXT NOT NULL)`,
  `CREATE TABLE reminder (
    account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE, due_at INTEGER NOT NULL,
    reminder TEXT NOT NULL, day TEXT NOT NULL, hour INTEGER NOT NULL, zone INTEGER NOT NULL,
    outcome TEXT NOT NULL, reason TEXT NOT NULL, told_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, due_at, reminder))`,
  `CREATE INDEX reminder_by_day ON reminder (account_id, day, hour, outcome)`,
  `CREATE TABLE reminder_fold (
    account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE, day TEXT NOT NULL, told_at INTEGER NOT NULL,
    reminder TEXT NOT NULL, reason TEXT NOT NULL, count INTEGER NOT NULL,
    PRIMARY KEY (account_id, day, told_at, reminder, reason, count))`,
  `CREATE TABLE reminder_day (
    account_id TEXT NOT NULL REFERENCES account(id) ON DELETE CASCADE, day TEXT NOT NULL,
    done INTEGER NOT NULL, late INTEGER NOT NULL, snoozed INTEGER NOT NULL, not_now INTEGER NOT NULL,
    no_answer INTEGER NOT NULL, silent INTEGER NOT NULL, PRIMARY KEY (account_id, day))`,
  `CREATE TABLE reminder_total (
    account_id TEXT PRIMARY KEY REFERENCES account(id) ON DELETE CASCADE,
    done INTEGER NOT NULL, late INTEGER NOT NULL, snoozed INTEGER NOT NULL, not_now INTEGER NOT NULL,
    no_answer INTEGER NOT NULL, silent INTEGER NOT NULL)`,
  // By which version of the law the rows were computed; another one at the next start computes them anew.
  `CREATE TABLE read_model (name TEXT PRIMARY KEY, version INTEGER NOT NULL)`,
];

export class Progress0005 implements MigrationInterface {
  readonly name = 'Progress1795000000005';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    const names = TABLES.flatMap((sql) => /^CREATE TABLE (\w+)/.exec(sql)?.[1] ?? []);
    for (const name of names.reverse()) await runner.query(`DROP TABLE ${name}`);
  }
}
