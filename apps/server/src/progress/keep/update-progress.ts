import type { Tx } from '../../database/sql.js';
import { uniqueDays } from './account-day.js';
import { updateEfforts } from './effort-rows.js';
import { updateExercises } from './exercise-rows.js';
import { isKept, type News } from './news.js';
import { updateReminders } from './reminders.js';
import { updateSessionDays } from './session-days.js';
import { updateWeeks } from './weeks.js';

/**
 * Brings days, weeks, exercises, efforts and reminders up to what a transaction has just written of sessions and entries.
 * What is affected is computed anew from rows, never counted on blindly: corrections, deletes and their undoing come the
 * same way. Costs what has changed, and next to nothing while sessions merely go on.
 */
export async function updateProgress(tx: Tx, { changes, added }: News): Promise<void> {
  const kept = changes.filter(({ before, after }) => isKept(before) || isKept(after));
  if (kept.length > 0) {
    const sides = kept.flatMap(({ before, after }) => [before, after].filter(isKept));
    const moved = await updateSessionDays(tx, uniqueDays(sides));
    await updateWeeks(tx, moved);
    await updateExercises(tx, kept);
    await updateEfforts(tx, kept);
  }
  await updateReminders(tx, added);
}
