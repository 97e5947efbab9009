import type { OutcomeKind } from './outcome.js';
import { SILENCE_REASONS, type SilenceReason } from './reminder.js';

/** A number of equal outcomes. `reason` belongs to silent ones. */
export interface Counted {
  readonly kind: OutcomeKind;
  readonly reason?: SilenceReason;
  readonly count: number;
}

/**
 * A day of reminders in numbers that add up: `scheduled = shown + silent`,
 * `shown = done + late + snoozed + notNow + noAnswer`, and the reasons make up `silent`.
 */
export interface ReminderCounts {
  readonly scheduled: number;
  readonly shown: number;
  readonly done: number;
  readonly late: number;
  readonly snoozed: number;
  readonly notNow: number;
  readonly noAnswer: number;
  readonly silent: number;
  readonly reasons: Readonly<Record<SilenceReason, number>>;
}

const sumOf = (counted: readonly Counted[]): number => counted.reduce((sum, { count }) => sum + count, 0);

function reasonsOf(silent: readonly Counted[]): Record<SilenceReason, number> {
  const reasons = {} as Record<SilenceReason, number>;
  for (const reason of SILENCE_REASONS)
    reasons[reason] = sumOf(silent.filter((each) => each.reason === reason));
  return reasons;
}

/** Adds up outcomes of any number; none give a day of noughts. */
export function countOutcomes(counted: readonly Counted[]): ReminderCounts {
  const of = (kind: OutcomeKind) => sumOf(counted.filter((each) => each.kind === kind));
  const silentOnes = counted.filter(({ kind }) => kind === 'silent');
  const [done, late, snoozed, notNow, noAnswer] = [
    of('done'),
    of('late'),
    of('snoozed'),
    of('not-now'),
    of('no-answer'),
  ];
  const silent = sumOf(silentOnes);
  const shown = done + late + snoozed + notNow + noAnswer;
  const reasons = reasonsOf(silentOnes);
  return { scheduled: shown + silent, shown, done, late, snoozed, notNow, noAnswer, silent, reasons };
}

/** The share of what was shown that was done, soon or late, 0 … 1; undefined when nothing was shown: silence is nobody's fault. */
export const reminderShare = ({ done, late, shown }: Pick<ReminderCounts, 'done' | 'late' | 'shown'>) =>
  shown > 0 ? (done + late) / shown : undefined;
