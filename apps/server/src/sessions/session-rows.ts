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
type Column = (typeof COLUMNS)[number];
/** What sessions are sought by, beside their key. */
const SOUGHT_BY: readonly Column[] = ['started_at', 'day', 'status'];
const newestBut = (kept: readonly Column[]): string =>
  COLUMNS.slice(2)
    .filter((column) => !kept.includes(column))
    .map((column) => `${column} = excluded.${column}`)
    .join(', ');
const ANEW = `ON CONFLICT (account_id, session_id) DO UPDATE SET ${newestBut([])}`;
const GOING_ON = `ON CONFLICT (account_id, session_id) DO UPDATE SET ${newestBut(SOUGHT_BY)}`;

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

type Change = { before: SessionRow | undefined; after: SessionRow | undefined };

/**
 * Writes what is there after these changes. An index is written anew as soon as a statement names a column of it, with
 * another value or not: a session that merely goes on names none.
 */
export function writeSessionRows(tx: Tx, changes: readonly Change[]): void {
  const rowsOf = (wanted: readonly Change[]) =>
    wanted.flatMap(({ after }) => (after ? [cellsOf(after)] : []));
  tx.put('session', COLUMNS, rowsOf(changes.filter(goesOn)), GOING_ON);
  tx.put('session', COLUMNS, rowsOf(changes.filter((change) => !goesOn(change))), ANEW);
}

const goesOn = ({ before, after }: Change): boolean =>
  before?.startedAt === after?.startedAt && before?.day === after?.day && before?.status === after?.status;

const cellsOf = (row: SessionRow): Param[] => [
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
];
