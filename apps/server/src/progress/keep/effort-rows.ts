import type { Param, Tx } from '../../database/sql.js';
import { tenths } from './exercise-rows.js';
import { isKept, type SessionChange } from './news.js';

const COLUMNS = ['account_id', 'day', 'session_id', 'block_id', 'effort'] as const;

/** Puts the efforts that these sessions tell in the place of those they told before. */
export async function updateEfforts(tx: Tx, changes: readonly SessionChange[]): Promise<void> {
  const sql = 'DELETE FROM session_effort WHERE account_id = ? AND day = ? AND session_id = ?';
  for (const { before } of changes)
    if (isKept(before)) await tx.run(sql, [before.accountId, before.day, before.sessionId]);
  const rows = changes.flatMap(({ after, played }) => {
    if (!isKept(after) || played === undefined) return [];
    const { accountId, day, sessionId } = after;
    const told = Object.entries(played.state.efforts);
    return told.map(([blockId, value]): Param[] => [accountId, day, sessionId, blockId, tenths(value)]);
  });
  await tx.add('session_effort', COLUMNS, rows);
}
