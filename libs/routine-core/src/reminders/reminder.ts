import { MINUTE_MS, type Millis } from '../units/index.js';

/** The nine habits, H1 to H9 in their order (features.md §3.2). An entry names them; no habit is ever renamed. */
export const REMINDER_IDS = [
  'shoulder-reset',
  'raise-screen',
  'sitting-break',
  'draw-in',
  'chest-stretch',
  'squeezes',
  'cat-stretch',
  'bridges',
  'first-day',
] as const;
export type ReminderId = (typeof REMINDER_IDS)[number];

/** What the wearer said to a reminder that was shown. `no-answer` is written when the time for an answer has passed. */
export const REMINDER_ANSWERS = ['done', 'snoozed', 'not-now', 'no-answer'] as const;
export type ReminderAnswer = (typeof REMINDER_ANSWERS)[number];

/** Why one stayed silent. `moved` is a credit: the break was taken unasked. `late`: the watch woke too late for it. */
export const SILENCE_REASONS = [
  'sleep',
  'dnd',
  'not-worn',
  'moved',
  'paused',
  'workout',
  'calendar',
  'late',
] as const;
export type SilenceReason = (typeof SILENCE_REASONS)[number];

/** A reminder without an answer after this long counts as not answered; one done after it was done late (story 14). */
export const ANSWER_MS: Millis = 15 * MINUTE_MS;

/** Silences of one habit on one day that a full watch counts instead of telling one by one. */
export interface FoldedSilence {
  readonly reminder: ReminderId;
  readonly reason: SilenceReason;
  readonly count: number;
}
