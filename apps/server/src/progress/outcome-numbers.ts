import type { OutcomeKind } from '@plumbline/routine-core';
import type { Read } from '../documents/document-rows.js';
import type { Range } from './range.js';

/** How often each outcome was, by its name on the wire. */
export type OutcomeNumbers = {
  done: number;
  late: number;
  snoozed: number;
  notNow: number;
  noAnswer: number;
  silent: number;
};
export type OutcomeRow = {
  done: number;
  late: number;
  snoozed: number;
  not_now: number;
  no_answer: number;
  silent: number;
};

const NAME_OF: Record<OutcomeKind, keyof OutcomeNumbers> = {
  done: 'done',
  late: 'late',
  snoozed: 'snoozed',
  'not-now': 'notNow',
  'no-answer': 'noAnswer',
  silent: 'silent',
};

export const noOutcomes = (): OutcomeNumbers => ({
  done: 0,
  late: 0,
  snoozed: 0,
  notNow: 0,
  noAnswer: 0,
  silent: 0,
});

export const outcomeNumbers = (row: OutcomeRow): OutcomeNumbers => ({
  done: Number(row.done),
  late: Number(row.late),
  snoozed: Number(row.snoozed),
  notNow: Number(row.not_now),
  noAnswer: Number(row.no_answer),
  silent: Number(row.silent),
});

export function addOutcome(numbers: OutcomeNumbers, kind: OutcomeKind, count: number): void {
  numbers[NAME_OF[kind]] += count;
}

/** The days on which a reminder was due, in order. */
export async function reminderDays(
  read: Read,
  accountId: string,
  { from, through }: Range,
): Promise<Map<string, OutcomeNumbers>> {
  const sql = `SELECT day, done, late, snoozed, not_now, no_answer, silent FROM reminder_day
    WHERE account_id = ? AND day >= ? AND day <= ? ORDER BY day`;
  const rows = await read.all<OutcomeRow & { day: string }>(sql, [accountId, from, through]);
  return new Map(rows.map((row) => [row.day, outcomeNumbers(row)]));
}
