import { canonicalJson } from '@plumbline/routine-core';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const PAGE = 500;
const BEFORE = [
  'ALTER TABLE entry DROP COLUMN digest',
  'ALTER TABLE journal ADD COLUMN highest INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE session ADD COLUMN position INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE session ADD COLUMN played INTEGER NOT NULL DEFAULT 1',
  'UPDATE session SET played = 0 WHERE totals IS NULL',
  'ALTER TABLE session DROP COLUMN totals',
  'DROP TABLE session_step',
  `UPDATE journal SET highest = COALESCE((SELECT MAX(seq) FROM entry
    WHERE entry.account_id = journal.account_id AND entry.journal_id = journal.journal_id), 0)`,
  'UPDATE journal SET highest = through WHERE highest < through',
  `UPDATE session SET position = COALESCE((SELECT MAX(position) FROM entry
    WHERE entry.account_id = session.account_id AND entry.session_id = session.session_id), 0)`,
];

type Row = { account_id: string; position: number; body: string };

/**
 * Bodies become canonical JSON, so that two are equal exactly when their texts are; the digest beside them is not needed
 * any more. A session's row knows the last position it was computed from, and planned against done is computed when
 * somebody looks: it was most of what a push wrote.
 */
export class Projections0003 implements MigrationInterface {
  readonly name = 'Projections1795000000003';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of BEFORE) await runner.query(statement);
    const accounts: { id: string }[] = await runner.query('SELECT id FROM account ORDER BY id');
    for (const { id } of accounts) await rewriteBodies(runner, id);
  }

  async down(): Promise<void> {
    throw new Error('older data is kept in the copy that was made before this migration');
  }
}

async function rewriteBodies(runner: QueryRunner, accountId: string): Promise<void> {
  const next =
    'SELECT position, body FROM entry WHERE account_id = ? AND position > ? ORDER BY position LIMIT ?';
  const write = 'UPDATE entry SET body = ? WHERE account_id = ? AND position = ?';
  for (let after = 0; ; ) {
    const rows: Row[] = await runner.query(next, [accountId, after, PAGE]);
    for (const { position, body } of rows) {
      const text = canonicalJson(JSON.parse(body));
      if (text !== body) await runner.query(write, [text, accountId, position]);
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.position;
  }
}
