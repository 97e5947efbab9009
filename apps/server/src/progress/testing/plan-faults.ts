import type { Param } from '../../database/sql.js';
import type { Read } from '../../documents/document-rows.js';

/** Tables that grow with every day of use. The others hold one row an account, or what a person decided. */
const HISTORY = new Set([
  'entry_run',
  'session',
  'session_day',
  'session_result',
  'week_total',
  'reminder',
  'reminder_day',
  'reminder_fold',
]);

type Step = { detail: string };

/**
 * Why a statement may cost more with a longer history, by the plan SQLite makes for it. A history is to be sought by its
 * account and a second key: one value, or a range with two ends. With a LIMIT an open range will do, as long as nothing is
 * sorted on the way, because then the walk along the index ends where the limit does.
 */
export async function planFaults(read: Read, sql: string, params: Param[]): Promise<string[]> {
  const plan = await read.all<Step>(`EXPLAIN QUERY PLAN ${sql}`, params);
  const isSorted = plan.some(({ detail }) => detail.includes('TEMP B-TREE FOR ORDER BY'));
  const isLimited = /\bLIMIT (\d+|\?)\s*$/.test(sql) && !isSorted;
  return plan.flatMap(({ detail }) => {
    const [, way = '', table = ''] = /^(SCAN|SEARCH) (\w+)/.exec(detail) ?? [];
    if (!HISTORY.has(table)) return [];
    const isBound = way === 'SEARCH' && (isSought(detail) || (isLimited && detail.includes('account_id=?')));
    return isBound ? [] : [`${detail}: ${sql.replace(/\s+/g, ' ')}`];
  });
}

/** `(account_id=? AND day>? AND day<?)` or `(account_id=? AND day=?)`. */
function isSought(detail: string): boolean {
  const [, terms = ''] = /\(([^()]*account_id[^()]*)\)/.exec(detail) ?? [];
  const further = terms.split(' AND ').filter((term) => !term.startsWith('account_id'));
  const hasBothEnds =
    further.some((term) => term.endsWith('>?')) && further.some((term) => term.endsWith('<?'));
  return hasBothEnds || further.some((term) => /[^<>]=\?$/.test(term));
}
