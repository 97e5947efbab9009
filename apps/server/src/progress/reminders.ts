import {
  type Counted,
  countOutcomes,
  type OutcomeKind,
  REMINDER_IDS,
  type ReminderId,
  reminderShare,
  type SilenceReason,
} from '@plumbline/routine-core';
import type { Read } from '../documents/document-rows.js';
import type { RangeAsked } from './exercises.js';
import { weekRules } from './keep/week-rules.js';
import { addOutcome, noOutcomes, type OutcomeNumbers, reminderDays } from './outcome-numbers.js';
import { type Range, weeksUpTo } from './range.js';

type Told = {
  reminder: ReminderId;
  /** Undefined of silences that were folded into numbers: those know their day alone. */
  hour: number | undefined;
  outcome: OutcomeKind;
  reason: SilenceReason | '';
  count: number;
};

export async function readReminders(read: Read, { accountId, today, weeks }: RangeAsked) {
  const rules = await weekRules(read, accountId);
  const range = weeksUpTo(rules.weekOf(today), weeks);
  const told = [...(await toldIn(read, accountId, range)), ...(await foldedIn(read, accountId, range))];
  const days = await reminderDays(read, accountId, range);
  const ofOne = (reminder: ReminderId) => told.filter((each) => each.reminder === reminder);
  return {
    ok: true as const,
    ...range,
    weeks,
    sum: addUp(told),
    hours: byHour(told),
    days: [...days].map(([day, numbers]) => ({ day, ...numbers })),
    reminders: REMINDER_IDS.flatMap((reminder) =>
      ofOne(reminder).length > 0 ? { reminder, ...addUp(ofOne(reminder)) } : [],
    ),
  };
}

async function toldIn(read: Read, accountId: string, { from, through }: Range): Promise<Told[]> {
  const sql = `SELECT reminder, hour, outcome, reason, COUNT(*) AS count FROM reminder
    WHERE account_id = ? AND day >= ? AND day <= ? GROUP BY reminder, hour, outcome, reason`;
  const rows = await read.all<Told>(sql, [accountId, from, through]);
  return rows.map((row) => ({ ...row, hour: Number(row.hour), count: Number(row.count) }));
}

async function foldedIn(read: Read, accountId: string, { from, through }: Range): Promise<Told[]> {
  const sql = `SELECT reminder, reason, SUM(count) AS count FROM reminder_fold
    WHERE account_id = ? AND day >= ? AND day <= ? GROUP BY reminder, reason`;
  const rows = await read.all<Told>(sql, [accountId, from, through]);
  return rows.map((row) => ({ ...row, hour: undefined, outcome: 'silent', count: Number(row.count) }));
}

function addUp(told: readonly Told[]) {
  const counted = told.map(
    ({ outcome, reason, count }): Counted => ({
      kind: outcome,
      count,
      ...(reason === '' ? {} : { reason }),
    }),
  );
  const counts = countOutcomes(counted);
  const share = reminderShare(counts);
  return share === undefined ? counts : { ...counts, share };
}

function byHour(told: readonly Told[]): ({ hour: number } & OutcomeNumbers)[] {
  const hours = new Map<number, OutcomeNumbers>();
  for (const { hour, outcome, count } of told) {
    if (hour === undefined) continue;
    const numbers = hours.get(hour) ?? noOutcomes();
    hours.set(hour, numbers);
    addOutcome(numbers, outcome, count);
  }
  return [...hours].sort(([one], [other]) => one - other).map(([hour, numbers]) => ({ hour, ...numbers }));
}
