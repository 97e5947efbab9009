import { marks, type Tx } from '../../database/sql.js';
import { type DecidedRow, decidedIn, decidedOf } from '../../documents/decided.js';
import { readTotals } from './exercise-totals.js';
import type { KnownProgress } from './known-progress.js';
import { rulesBy } from './week-rules.js';

/** What is not known yet of these accounts, in one read: how they tell their weeks, and all they ever did. */
export async function learnAccounts(
  tx: Tx,
  accountIds: readonly string[],
  { rules, totals }: KnownProgress,
): Promise<void> {
  const strange = accountIds.filter((id) => !rules.has(id) || !totals.has(id));
  if (strange.length === 0) return;
  const decided = decidedOf(strange);
  const sql = `${decided.sql} UNION ALL SELECT account_id, 'totals' AS kind, totals AS body
    FROM exercise_total WHERE account_id IN (${marks(strange.length)})`;
  const rows = await tx.all<DecidedRow>(sql, [...decided.params, ...strange]);
  for (const id of strange) {
    const own = rows.filter(({ account_id }) => account_id === id);
    rules.set(id, rulesBy(decidedIn(own)));
    totals.set(id, readTotals(own.find(({ kind }) => kind === 'totals')?.body));
  }
}
