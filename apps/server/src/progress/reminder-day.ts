import type { OutcomeKind, ReminderId, SilenceReason } from '@plumbline/routine-core';
import type { Read } from '../documents/document-rows.js';

type Row = {
  reminder: ReminderId;
  due_at: number;
  zone: number;
  hour: number;
  outcome: OutcomeKind;
  reason: SilenceReason | '';
  told_at: number;
};
type FoldRow = { reminder: ReminderId; reason: SilenceReason; count: number };

/** More than a day can hold; what goes beyond it came from something that is broken. */
const AT_MOST = 1_000;

/** Every reminder of one day with what became of it, in the order they were due (story 37). */
export async function readReminderDay(read: Read, accountId: string, day: string) {
  const sql = `SELECT reminder, due_at, zone, hour, outcome, reason, told_at FROM reminder
    WHERE account_id = ? AND day = ? ORDER BY due_at, reminder LIMIT ${AT_MOST}`;
  const folds = `SELECT reminder, reason, SUM(count) AS count FROM reminder_fold
    WHERE account_id = ? AND day = ? GROUP BY reminder, reason ORDER BY reminder, reason`;
  const rows = await read.all<Row>(sql, [accountId, day]);
  const folded = await read.all<FoldRow>(folds, [accountId, day]);
  return {
    ok: true as const,
    day,
    reminders: rows.map(toldIn),
    folded: folded.map(({ reminder, reason, count }) => ({ reminder, reason, count: Number(count) })),
  };
}

const toldIn = ({ reminder, due_at, zone, hour, outcome, reason, told_at }: Row) => ({
  reminder,
  dueAt: Number(due_at),
  zone: Number(zone),
  hour: Number(hour),
  outcome,
  ...(reason === '' ? {} : { reason }),
  toldAt: Number(told_at),
});
