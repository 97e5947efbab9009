import { marks, type Param, type Tx } from '../database/sql.js';

/**
 * A journal as the write path sees it. `highest` is the highest number stored or stepped over; it is above `through`
 * exactly when something is missing between the two.
 */
export type JournalRow = {
  accountId: string;
  journalId: string;
  openedPosition: number;
  through: number;
  highest: number;
  quarantined: number;
  offsetMs: number;
  lastPushAt: number;
};

type Cells = {
  account_id: string;
  journal_id: string;
  opened_position: number;
  through: number;
  highest: number;
  quarantined: number;
  offset_ms: number;
  last_push_at: number;
};

const COLUMNS = [
  'account_id',
  'journal_id',
  'opened_position',
  'through',
  'highest',
  'quarantined',
  'offset_ms',
  'last_push_at',
] as const;
const NEWEST = COLUMNS.slice(3)
  .map((column) => `${column} = excluded.${column}`)
  .join(', ');

export const journalKey = (accountId: string, journalId: string): string => `${accountId} ${journalId}`;

type Key = { accountId: string; journalId: string };

/** The journals that are there of those asked for. */
export async function readJournals(tx: Pick<Tx, 'all'>, keys: readonly Key[]): Promise<JournalRow[]> {
  if (keys.length === 0) return [];
  const pairs = keys.map(() => '(?,?)').join(',');
  const sql = `SELECT ${COLUMNS.join(', ')} FROM journal WHERE (account_id, journal_id) IN (VALUES ${pairs})`;
  const rows = await tx.all<Cells>(
    sql,
    keys.flatMap(({ accountId, journalId }) => [accountId, journalId]),
  );
  return rows.map((row) => ({
    accountId: row.account_id,
    journalId: row.journal_id,
    openedPosition: row.opened_position,
    through: row.through,
    highest: row.highest,
    quarantined: row.quarantined,
    offsetMs: row.offset_ms,
    lastPushAt: row.last_push_at,
  }));
}

/** Writes journals as they are now, new ones and known ones alike. */
export function writeJournals(tx: Tx, journals: readonly JournalRow[]): void {
  const rows = journals.map((row): Param[] => [
    row.accountId,
    row.journalId,
    row.openedPosition,
    row.through,
    row.highest,
    row.quarantined,
    row.offsetMs,
    row.lastPushAt,
  ]);
  tx.put('journal', COLUMNS, rows, `ON CONFLICT (account_id, journal_id) DO UPDATE SET ${NEWEST}`);
}

export async function readPositions(tx: Tx, accountIds: readonly string[]): Promise<Map<string, number>> {
  if (accountIds.length === 0) return new Map();
  const sql = `SELECT id, position FROM account WHERE id IN (${marks(accountIds.length)})`;
  const rows = await tx.all<{ id: string; position: number }>(sql, [...accountIds]);
  return new Map(rows.map(({ id, position }) => [id, position]));
}

/**
 * Waits for whoever else writes to this account, on another node as well: what is read afterwards in this transaction
 * is what is written upon.
 */
export async function holdAccount(tx: Tx, accountId: string): Promise<void> {
  await tx.run('UPDATE account SET position = position WHERE id = ?', [accountId]);
}

/** The counters of several accounts in one statement. */
export function writePositions(tx: Tx, positions: ReadonlyMap<string, number>): void {
  if (positions.size === 0) return;
  const cases = Array.from(positions, () => 'WHEN ? THEN CAST(? AS BIGINT)').join(' ');
  const sql = `UPDATE account SET position = CASE id ${cases} END WHERE id IN (${marks(positions.size)})`;
  tx.later(sql, [...[...positions].flat(), ...positions.keys()]);
}
