import type { Tx } from '../../database/sql.js';
import { uniqueDays } from './account-day.js';
import { moveTotals } from './exercise-totals.js';
import { isKept, type News } from './news.js';
import { updateReminders } from './reminders.js';
import { updateSessionDays } from './session-days.js';
import { replaceResults } from './session-results.js';
import { updateWeeks } from './weeks.js';

/**
 * Brings days, weeks, exercises, efforts and reminders up to what a transaction has just written of sessions and entries.
 * A day is counted anew from its rows, and what is summed up over days moves by the difference to the row that stood there:
 * corrections, deletes and their undoing come the same way. Costs what has changed, and next to nothing while sessions merely go on.
 */
export async function updateProgress(tx: Tx, { changes, added }: News): Promise<void> {
  const kept = changes.filter(({ before, after }) => isKept(before) || isKept(after));
  if (kept.length > 0) {
    const { gone, come } = await replaceResults(tx, kept);
    await moveTotals(tx, gone, come);
    const sides = kept.flatMap(({ before, after }) => [before, after].filter(isKept));
    await updateWeeks(tx, await updateSessionDays(tx, uniqueDays(sides)));
  }
  await updateReminders(tx, added);
}
