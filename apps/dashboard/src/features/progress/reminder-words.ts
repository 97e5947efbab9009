import type { ReminderCounts, SilenceReason } from '@plumbline/routine-core';
import type { ProgressReminders } from '../../api/index.js';

export type HourRow = {
  hour: number;
  name: string;
  done: number;
  putOff: number;
  noAnswer: number;
  silent: number;
};

export const hourRows = (hours: ProgressReminders['hours']): HourRow[] =>
  hours.map(({ hour, done, late, snoozed, notNow, noAnswer, silent }) => ({
    hour,
    name: `${String(hour).padStart(2, '0')}:00`,
    done: done + late,
    putOff: snoozed + notNow,
    noAnswer,
    silent,
  }));

const REASONS: Record<SilenceReason, string> = {
  sleep: 'you slept',
  dnd: 'do not disturb',
  'not-worn': 'watch not worn',
  moved: 'you had moved already',
  paused: 'paused',
  workout: 'during a session',
  calendar: 'busy in the calendar',
  late: 'the watch woke too late',
};

/** Why some were not shown, most often first. */
export function reasonWords({ silent, reasons }: Pick<ReminderCounts, 'silent' | 'reasons'>): string {
  if (silent === 0) return '';
  const told = (Object.entries(reasons) as [SilenceReason, number][])
    .filter(([, count]) => count > 0)
    .sort(([, one], [, other]) => other - one)
    .map(([reason, count]) => `${REASONS[reason]} ${count}`);
  return `${silent} stayed quiet: ${told.join(', ')}.`;
}
