import { type Entry, REMINDER_KINDS } from '@plumbline/routine-core';
import { marks, type Tx } from '../../database/sql.js';
import { updateReminders } from './reminders.js';
import { rebuildWeeks } from './weeks.js';

export const PROGRESS_TABLES = [
  'session_day',
  'session_total',
  'week_total',
  'session_result',
  'exercise_total',
  'reminder',
  'reminder_fold',
  'reminder_day',
  'reminder_total',
] as const;

const PAGE = 1_000;

/** Before the sessions are computed anew, which brings their days, weeks and exercises back. */
export async function emptyProgress(tx: Tx): Promise<void> {
  for (const table of PROGRESS_TABLES) await tx.run(`DELETE FROM ${table}`);
}

/** What no session brings back: reminders, and weeks with nothing in them but a mark. */
export async function fillProgress(tx: Tx): Promise<void> {
  const accounts = await tx.all<{ id: string }>('SELECT id FROM account ORDER BY id');
  for (const { id } of accounts) {
    await remindersOf(tx, id);
    await rebuildWeeks(tx, id);
  }
}

type Row = { position: number; body: string };

/** Reads what the journals tell of reminders once more, in pages. */
async function remindersOf(tx: Tx, accountId: string): Promise<void> {
  const sql = `SELECT position, body FROM entry WHERE account_id = ? AND position > ?
    AND kind IN (${marks(REMINDER_KINDS.length)}) AND quarantined = 0 ORDER BY position LIMIT ${PAGE}`;
  for (let after = 0; ; ) {
    const rows = await tx.all<Row>(sql, [accountId, after, ...REMINDER_KINDS]);
    const added = rows.map(({ body }) => ({ entry: JSON.parse(body) as Entry }));
    await updateReminders(tx, [{ accountId, added }]);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = last.position;
  }
}
