import type { Reader } from '../../database/database.js';
import { isoAt } from '../instants.js';
import type { Days } from '../sessions/sessions-between.js';

/** In this order for ever; a new column is added at the end. */
export const REMINDER_COLUMNS = [
  'day',
  'hour',
  'due_at',
  'reminder',
  'outcome',
  'reason',
  'told_at',
  'count',
] as const;
export type ReminderRecord = Partial<Record<(typeof REMINDER_COLUMNS)[number], string | number>>;

type Row = {
  day: string;
  hour: number;
  due_at: number;
  reminder: string;
  outcome: string;
  reason: string;
  zone: number;
  told_at: number;
};
type FoldRow = { day: string; told_at: number; reminder: string; reason: string; count: number };

const PAGE = 500;
const COLUMNS = 'day, hour, due_at, reminder, outcome, reason, zone, told_at';
const NEXT = `SELECT ${COLUMNS} FROM reminder WHERE account_id = ? AND day >= ? AND day <= ?
  AND (day > ? OR (day = ? AND (due_at > ? OR (due_at = ? AND reminder > ?))))
  ORDER BY day, due_at, reminder LIMIT ${PAGE}`;

/** What became of each reminder of these days; behind them the silences that a watch short of room only counted. */
export async function* reminderRecords(
  read: Reader,
  accountId: string,
  { from, to }: Days,
): AsyncGenerator<ReminderRecord> {
  for (let last = { day: from, due_at: -1, reminder: '' }; ; ) {
    const { day, due_at: at, reminder } = last;
    const rows = await read.all<Row>(NEXT, [accountId, from, to, day, day, at, at, reminder]);
    for (const row of rows) yield recordOf(row);
    if (rows.length < PAGE) break;
    last = rows.at(-1) as Row;
  }
  yield* foldedRecords(read, accountId, { from, to });
}

const recordOf = ({ due_at: dueAt, told_at: toldAt, zone, ...facts }: Row): ReminderRecord => ({
  day: facts.day,
  hour: Number(facts.hour),
  due_at: isoAt(Number(dueAt), Number(zone)),
  reminder: facts.reminder,
  outcome: facts.outcome,
  reason: facts.reason,
  told_at: isoAt(Number(toldAt), Number(zone)),
  count: 1,
});

/** A fold knows its day, but no hour; its instants carry no zone and are left out. */
async function* foldedRecords(
  read: Reader,
  accountId: string,
  { from, to }: Days,
): AsyncGenerator<ReminderRecord> {
  const sql = `SELECT day, told_at, reminder, reason, count FROM reminder_fold
    WHERE account_id = ? AND day >= ? AND day <= ?
    AND (day > ? OR (day = ? AND (told_at > ? OR (told_at = ? AND (reminder > ? OR (reminder = ? AND
    (reason > ? OR (reason = ? AND count > ?))))))))
    ORDER BY day, told_at, reminder, reason, count LIMIT ${PAGE}`;
  for (let last: FoldRow = { day: from, told_at: -1, reminder: '', reason: '', count: 0 }; ; ) {
    const { day, told_at: at, reminder, reason, count } = last;
    const after = [day, day, at, at, reminder, reminder, reason, reason, count];
    const rows = await read.all<FoldRow>(sql, [accountId, from, to, ...after]);
    for (const row of rows)
      yield {
        day: row.day,
        reminder: row.reminder,
        outcome: 'silent',
        reason: row.reason,
        count: Number(row.count),
      };
    if (rows.length < PAGE) return;
    last = rows.at(-1) as FoldRow;
  }
}
