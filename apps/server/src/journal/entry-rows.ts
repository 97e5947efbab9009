import type { Param, Tx } from '../database/sql.js';
import type { Prepared } from './read-entries.js';

const COLUMNS = [
  'account_id',
  'journal_id',
  'seq',
  'position',
  'kind',
  'session_id',
  'quarantined',
  'body',
  'received_at',
] as const;

export type Place = { accountId: string; journalId: string; receivedAt: number };

/** The rows of entries that take the positions after `before`, one by one. */
export function rowsOf(
  { accountId, journalId, receivedAt }: Place,
  entries: readonly Prepared[],
  before: number,
): Param[][] {
  return entries.map(({ seq, kind, sessionId, entry, body }, index) => [
    accountId,
    journalId,
    seq,
    before + index + 1,
    kind,
    sessionId,
    entry ? 0 : 1,
    body,
    receivedAt,
  ]);
}

export const addEntryRows = (tx: Tx, rows: Param[][]): Promise<void> => tx.add('entry', COLUMNS, rows);

export type GapRow = Place & { from: number; to: number };

export function addGaps(tx: Tx, gaps: readonly GapRow[]): Promise<void> {
  const columns = ['account_id', 'journal_id', 'from_seq', 'to_seq', 'noticed_at'] as const;
  const rows = gaps.map(({ accountId, journalId, from, to, receivedAt }) => [
    accountId,
    journalId,
    from,
    to,
    receivedAt,
  ]);
  return tx.add('gap', columns, rows, 'ON CONFLICT DO NOTHING');
}
