import type { Param, Tx } from '../database/sql.js';
import { type EntryCells, joined, runsOf } from './entry-runs.js';
import type { Prepared } from './read-entries.js';

const COLUMNS = [
  'account_id',
  'journal_id',
  'last_seq',
  'last_position',
  'size',
  'kind',
  'session_id',
  'quarantined',
  'bodies',
  'received_at',
] as const;

export type Place = { accountId: string; journalId: string; receivedAt: number };

/** The rows of entries that ascend in number and take the positions after `before`, one by one. */
export function rowsOf(place: Place, entries: readonly EntryCells[], before: number): Param[][] {
  let position = before;
  return runsOf(entries).map((run) => {
    position += run.length;
    return rowOf(place, run, position);
  });
}

function rowOf(
  { accountId, journalId, receivedAt }: Place,
  run: readonly EntryCells[],
  position: number,
): Param[] {
  const { seq, sessionId, isQuarantined, kind } = run.at(-1) as EntryCells;
  const bodies = joined(run.map(({ body }) => body));
  const size = run.length;
  const aside = isQuarantined ? 1 : 0;
  const place = [accountId, journalId, seq, position, size];
  return [...place, size === 1 ? kind : null, sessionId, aside, bodies, receivedAt];
}

export const cellsOf = ({ seq, kind, sessionId, body, entry }: Prepared): EntryCells => {
  return { seq, kind, sessionId, body, isQuarantined: entry === undefined };
};

export const addEntryRows = (tx: Tx, rows: Param[][]): void => tx.put('entry_run', COLUMNS, rows);

export type GapRow = Place & { from: number; to: number };

export function addGaps(tx: Tx, gaps: readonly GapRow[]): void {
  const columns = ['account_id', 'journal_id', 'from_seq', 'to_seq', 'noticed_at'] as const;
  const rows = gaps.map(({ accountId, journalId, from, to, receivedAt }) => [
    accountId,
    journalId,
    from,
    to,
    receivedAt,
  ]);
  tx.put('gap', columns, rows, 'ON CONFLICT DO NOTHING');
}
