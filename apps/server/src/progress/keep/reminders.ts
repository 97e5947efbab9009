import {
  dayOfReminder,
  type Entry,
  type FoldedSilence,
  hourOfReminder,
  type OutcomeKind,
  outcomesOf,
  REMINDER_KINDS,
  type ReminderId,
  type ReminderOutcome,
  type SilenceReason,
  strongerOutcome,
} from '@plumbline/routine-core';
import type { Param, Tx } from '../../database/sql.js';
import { type AccountDay, pagesOf, uniqueDays } from './account-day.js';
import type { AddedEntries } from './news.js';
import { updateReminderDays } from './reminder-days.js';

const COLUMNS = [
  'account_id',
  'due_at',
  'reminder',
  'day',
  'hour',
  'zone',
  'outcome',
  'reason',
  'told_at',
] as const;
const NEWEST = COLUMNS.slice(3)
  .map((column) => `${column} = excluded.${column}`)
  .join(', ');
const FOLD_COLUMNS = ['account_id', 'day', 'told_at', 'reminder', 'reason', 'count'] as const;

const KINDS: ReadonlySet<string> = new Set(REMINDER_KINDS);
type Own = { accountId: string; outcome: ReminderOutcome };
type Fold = { accountId: string; day: string; at: number; silence: FoldedSilence };
type Cells = {
  account_id: string;
  due_at: number;
  reminder: ReminderId;
  zone: number;
  outcome: OutcomeKind;
  reason: SilenceReason | '';
  told_at: number;
};

/** Takes in what new entries say of reminders; entries that say nothing of them cost nothing. */
export async function updateReminders(tx: Tx, added: readonly AddedEntries[]): Promise<void> {
  const told: Told[] = [];
  for (const { accountId, added: entries } of added)
    for (const { entry } of entries) if (entry && KINDS.has(entry.kind)) told.push({ accountId, entry });
  if (told.length === 0) return;
  const days: AccountDay[] = [];
  for (const page of pagesOf(strongest(told.flatMap(outcomesIn))))
    days.push(...(await putOutcomes(tx, page)));
  days.push(...(await putFolds(tx, told.flatMap(foldsIn))));
  await updateReminderDays(tx, uniqueDays(days));
}

type Told = { accountId: string; entry: Entry };

const outcomesIn = ({ accountId, entry }: Told): Own[] =>
  entry.kind === 'reminder-answered' || entry.kind === 'reminder-suppressed'
    ? outcomesOf(entry).map((outcome) => ({ accountId, outcome }))
    : [];

const foldsIn = ({ accountId, entry }: Told): Fold[] =>
  entry.kind === 'suppressions-folded'
    ? entry.counts.map((silence) => ({ accountId, day: entry.day, at: entry.at, silence }))
    : [];

const keyOf = ({ accountId, outcome }: Own): string => `${accountId} ${outcome.dueAt} ${outcome.reminder}`;

function strongest(outcomes: readonly Own[]): Own[] {
  const standing = new Map<string, Own>();
  for (const own of outcomes) {
    const other = standing.get(keyOf(own));
    standing.set(keyOf(own), other ? stronger(own, other) : own);
  }
  return [...standing.values()];
}

const stronger = ({ accountId, outcome }: Own, other: Own): Own => ({
  accountId,
  outcome: strongerOutcome(outcome, other.outcome),
});

const dayOfOwn = ({ accountId, outcome }: Own): AccountDay => ({ accountId, day: dayOfReminder(outcome) });

/** Writes those that are news, and says which days they touch: with another zone a reminder may change its day. */
async function putOutcomes(tx: Tx, come: readonly Own[]): Promise<AccountDay[]> {
  const known = await knownOf(tx, come);
  const fresh = come.flatMap((own) => {
    const old = known.get(keyOf(own));
    const stands = old ? stronger(own, old) : own;
    return old && stands.outcome === old.outcome ? [] : [{ stands, old }];
  });
  const rows = fresh.map(({ stands }) => cellsOf(stands));
  tx.put('reminder', COLUMNS, rows, `ON CONFLICT (account_id, due_at, reminder) DO UPDATE SET ${NEWEST}`);
  return fresh.flatMap(({ stands, old }) => [stands, ...(old ? [old] : [])].map(dayOfOwn));
}

/** Bare parameters in a list of values are texts to PostgreSQL: the instant says what it is. */
async function knownOf(tx: Tx, come: readonly Own[]): Promise<Map<string, Own>> {
  const values = come.map(() => '(?,CAST(? AS BIGINT),?)').join(',');
  const sql = `SELECT account_id, due_at, reminder, zone, outcome, reason, told_at FROM reminder
    WHERE (account_id, due_at, reminder) IN (VALUES ${values})`;
  const params = come.flatMap(({ accountId, outcome: { dueAt, reminder } }) => [accountId, dueAt, reminder]);
  const known = (await tx.all<Cells>(sql, params)).map(ownOf);
  return new Map(known.map((own) => [keyOf(own), own]));
}

const ownOf = ({ account_id, due_at, reminder, zone, outcome, reason, told_at }: Cells): Own => ({
  accountId: account_id,
  outcome: {
    reminder,
    dueAt: Number(due_at),
    zone: Number(zone),
    kind: outcome,
    at: Number(told_at),
    ...(reason === '' ? {} : { reason }),
  },
});

const cellsOf = ({ accountId, outcome }: Own): Param[] => {
  const { dueAt, reminder, zone, kind, reason = '', at } = outcome;
  return [
    accountId,
    dueAt,
    reminder,
    dayOfReminder(outcome),
    hourOfReminder(outcome),
    zone,
    kind,
    reason,
    at,
  ];
};

/** A fold that came twice, or was copied into a journal that continues another, is still one. */
async function putFolds(tx: Tx, folds: readonly Fold[]): Promise<AccountDay[]> {
  const rows = folds.map(({ accountId, day, at, silence: { reminder, reason, count } }): Param[] => [
    accountId,
    day,
    at,
    reminder,
    reason,
    count,
  ]);
  tx.put('reminder_fold', FOLD_COLUMNS, rows, 'ON CONFLICT DO NOTHING');
  return folds.map(({ accountId, day }) => ({ accountId, day }));
}
