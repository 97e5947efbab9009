import { reminderShare } from '@plumbline/routine-core';
import type { Read } from '../documents/document-rows.js';
import { type SessionNumbers, sessionNumbers } from './days.js';
import { totalsOf } from './keep/exercise-totals.js';
import { noOutcomes, type OutcomeNumbers, type OutcomeRow, outcomeNumbers } from './outcome-numbers.js';
import { firstDayEver } from './range.js';

type SessionRow = { sessions: number; counted: number; work_ms: number; total_ms: number };

/** One row a table: what was summed up as it happened. */
export async function readTotals(read: Read, accountId: string) {
  const since = await firstDayEver(read, accountId);
  const exercises = await totalsOf(read, [accountId]);
  const reminders = await reminderTotal(read, accountId);
  const { silent: _, ...shown } = reminders;
  const share = reminderShare({
    ...reminders,
    shown: Object.values(shown).reduce((sum, each) => sum + each, 0),
  });
  return {
    ok: true as const,
    ...(since === undefined ? {} : { since }),
    sessions: await sessionTotal(read, accountId),
    reminders: share === undefined ? reminders : { ...reminders, share },
    exercises: [...(exercises.get(accountId)?.values() ?? [])],
  };
}

async function sessionTotal(read: Read, accountId: string): Promise<SessionNumbers> {
  const sql = 'SELECT sessions, counted, work_ms, total_ms FROM session_total WHERE account_id = ?';
  const row = await read.one<SessionRow>(sql, [accountId]);
  return row ? sessionNumbers(row) : { sessions: 0, counted: 0, workMs: 0, totalMs: 0 };
}

async function reminderTotal(read: Read, accountId: string): Promise<OutcomeNumbers> {
  const sql = `SELECT done, late, snoozed, not_now, no_answer, silent FROM reminder_total
    WHERE account_id = ?`;
  const row = await read.one<OutcomeRow>(sql, [accountId]);
  return row ? outcomeNumbers(row) : noOutcomes();
}
