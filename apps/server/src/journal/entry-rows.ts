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

export type EntryCells = {
  seq: number;
  kind: string | null;
  sessionId: string | null;
  isQuarantined: boolean;
  body: string;
};

/** The row of one entry at its position. */
export const rowOf = (
  { accountId, journalId, receivedAt }: Place,
  { seq, kind, sessionId, isQuarantined, body }: EntryCells,
  position: number,
): Param[] => [accountId, journalId, seq, position, kind, sessionId, isQuarantined ? 1 : 0, body, receivedAt];

/** The rows of entries that take the positions after `before`, one by one. */
export const rowsOf = (place: Place, entries: readonly Prepared[], before: number): Param[][] =>
  entries.map(({ seq, kind, sessionId, body, entry }, index) =>
    rowOf(place, { seq, kind, sessionId, body, isQuarantined: entry === undefined }, before + index + 1),
  );

export const addEntryRows = (tx: Tx, rows: Param[][]): void => tx.put('entry', COLUMNS, rows);

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
