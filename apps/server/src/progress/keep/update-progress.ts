import type { Tx } from '../../database/sql.js';
import { uniqueDays } from './account-day.js';
import { moveTotals } from './exercise-totals.js';
import { KnownProgress } from './known-progress.js';
import { learnAccounts } from './learn-accounts.js';
import { isKept, type News, type SessionChange } from './news.js';
import { updateReminders } from './reminders.js';
import { addSessions, updateSessionDays } from './session-days.js';
import { replaceResults } from './session-results.js';
import { learnWeeks, updateWeeks } from './weeks.js';

/**
 * Brings days, weeks, exercises, efforts and reminders up to what a transaction has just written of sessions and entries.
 * A day is counted anew from its rows, and what is summed up over days moves by the difference to the row that stood there:
 * corrections, deletes and their undoing come the same way. Costs what has changed, and next to nothing while sessions merely go on.
 * With `known`, sessions that only came are added to their days instead, and what is known of totals and weeks is not read.
 */
export async function updateProgress(tx: Tx, { changes, added }: News, known?: KnownProgress): Promise<void> {
  const kept = changes.filter(({ before, after }) => isKept(before) || isKept(after));
  if (kept.length > 0) await updateKept(tx, kept, known);
  await updateReminders(tx, added);
}

async function updateKept(tx: Tx, kept: readonly SessionChange[], known?: KnownProgress): Promise<void> {
  const held = known ?? new KnownProgress();
  const sides = kept.flatMap(({ before, after }) => [before, after].filter(isKept));
  const accounts = new Set(sides.map(({ accountId }) => accountId));
  await learnAccounts(tx, [...accounts], held);
  const onlyCame = known !== undefined && !kept.some(({ before }) => isKept(before));
  // Before anything is written: what is read after it waits for it to cross.
  if (onlyCame) await learnWeeks(tx, sides, held);
  const moved = await replaceResults(tx, kept);
  await moveTotals(tx, moved, held.totals);
  const days = onlyCame ? addSessions(tx, moved.come) : updateSessionDays(tx, uniqueDays(sides));
  await updateWeeks(tx, await days, held);
}
