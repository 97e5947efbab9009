import type { Param, Tx } from '../database/sql.js';
import type { Projected } from './project-session.js';

/** A session's row. `position` is the last one it was computed from, `journalId` where that entry lies. */
export type SessionRow = Omit<Projected, 'summary'> & {
  accountId: string;
  sessionId: string;
  journalId: string;
  position: number;
  /** The summary as JSON. */
  summary: string;
};

type Cells = {
  account_id: string;
  session_id: string;
  journal_id: string;
  started_at: number;
  day: string;
  status: SessionRow['status'];
  how: string | null;
  counts: number;
  played: number;
  last_at: number;
  position: number;
  summary: string;
};

const COLUMNS = [
  'account_id',
  'session_id',
  'journal_id',
  'started_at',
  'day',
  'status',
  'how',
  'counts',
  'played',
  'last_at',
  'position',
  'summary',
] as const;
const NEWEST = COLUMNS.slice(2)
  .map((column) => `${column} = excluded.${column}`)
  .join(', ');

export type SessionKey = { accountId: string; sessionId: string };
export const sessionKey = ({ accountId, sessionId }: SessionKey): string => `${accountId} ${sessionId}`;

/** The rows that are there of those asked for, by `sessionKey`. */
export async function readSessionRows(tx: Tx, keys: readonly SessionKey[]): Promise<Map<string, SessionRow>> {
  if (keys.length === 0) return new Map();
  const pairs = keys.map(() => '(?,?)').join(',');
  const sql = `SELECT ${COLUMNS.join(', ')} FROM session WHERE (account_id, session_id) IN (VALUES ${pairs})`;
  const found = await tx.all<Cells>(
    sql,
    keys.flatMap(({ accountId, sessionId }) => [accountId, sessionId]),
  );
  const rows = found.map((cells): SessionRow => {
    const { account_id: accountId, session_id: sessionId, journal_id: journalId } = cells;
    const { started_at: startedAt, last_at: lastAt, day, status, how, position, summary } = cells;
    return {
      accountId,
      sessionId,
      journalId,
      startedAt,
      lastAt,
      day,
      status,
      how,
      position,
      summary,
      counts: cells.counts === 1,
      played: cells.played === 1,
    };
  });
  return new Map(rows.map((row) => [sessionKey(row), row]));
}

/** Rows of sessions that are no longer shown. */
export async function removeSessionRows(tx: Tx, keys: readonly SessionKey[]): Promise<void> {
  for (const { accountId, sessionId } of keys)
    await tx.run('DELETE FROM session WHERE account_id = ? AND session_id = ?', [accountId, sessionId]);
}

export function writeSessionRows(tx: Tx, rows: readonly SessionRow[]): void {
  const cells = rows.map((row): Param[] => [
    row.accountId,
    row.sessionId,
    row.journalId,
    row.startedAt,
    row.day,
    row.status,
    row.how,
    row.counts ? 1 : 0,
    row.played ? 1 : 0,
    row.lastAt,
    row.position,
    row.summary,
  ]);
  tx.put('session', COLUMNS, cells, `ON CONFLICT (account_id, session_id) DO UPDATE SET ${NEWEST}`);
}
