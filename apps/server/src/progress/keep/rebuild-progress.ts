import type { Tx } from '../../database/sql.js';
import { factIn } from '../../journal/entry-runs.js';
import { readPositions } from '../../journal/journal-rows.js';
import { entriesBetween } from '../../journal/lying-entries.js';
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

/** Reads what the journals tell of reminders once more, in pages. */
async function remindersOf(tx: Tx, accountId: string): Promise<void> {
  const through = (await readPositions(tx, [accountId])).get(accountId) ?? 0;
  for (let since = 0; since < through; since += PAGE) {
    const stretch = { since, through: Math.min(through, since + PAGE), limit: PAGE };
    const lying = await entriesBetween(tx, accountId, stretch);
    await updateReminders(tx, [{ accountId, added: lying.map((each) => ({ entry: factIn(each) })) }]);
  }
}
