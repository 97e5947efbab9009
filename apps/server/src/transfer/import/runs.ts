import type { Reader } from '../../database/database.js';
import type { Tx } from '../../database/sql.js';
import { holdAccount } from '../../journal/journal-rows.js';
import { type Answer, refuse } from '../../problems/problems.js';
import type { Run } from '../forms.js';
import type { Spooled } from './spool.js';
import { noTally, type Tally } from './tally.js';

type Row = {
  digest: string;
  base: number;
  lines: number;
  done: number;
  is_done: number;
  tally: string;
  begun_at: number;
  moved_at: number;
};
const COLUMNS = [
  'account_id',
  'digest',
  'base',
  'lines',
  'done',
  'is_done',
  'tally',
  'begun_at',
  'moved_at',
] as const;
const NEWEST = COLUMNS.slice(1)
  .map((column) => `${column} = excluded.${column}`)
  .join(', ');

const rowOf = (read: Pick<Reader, 'one'>, accountId: string): Promise<Row | undefined> =>
  read.one<Row>(`SELECT ${COLUMNS.slice(1).join(', ')} FROM import_run WHERE account_id = ?`, [accountId]);

/** A run that has not moved for so long was stopped with its server. */
const STOPPED_MS = 60_000;

/** How the last file fares; null when there was none. */
export async function runOf(
  read: Pick<Reader, 'one'>,
  accountId: string,
  { now, isHere }: { now: number; isHere: boolean },
): Promise<Run | null> {
  const row = await rowOf(read, accountId);
  if (row === undefined) return null;
  const movedAt = Number(row.moved_at);
  return {
    digest: row.digest,
    state: stateOf(Number(row.is_done) === 1, { isHere, isMoving: now - movedAt < STOPPED_MS }),
    lines: Number(row.lines),
    done: Number(row.done),
    ...(JSON.parse(row.tally) as Tally),
    begunAt: Number(row.begun_at),
    movedAt,
  };
}

/** What this server still has in hand is running, until its room is free again. */
function stateOf(
  isDone: boolean,
  { isHere, isMoving }: { isHere: boolean; isMoving: boolean },
): Run['state'] {
  if (isHere || (isMoving && !isDone)) return 'running';
  return isDone ? 'done' : 'stopped';
}

/** What an account had before this file: its position now, or the one at which the same file was begun and stopped. */
export async function baseFor(
  read: Pick<Reader, 'all' | 'one'>,
  accountId: string,
  digest: string,
): Promise<{ base: number; isEmpty: boolean }> {
  const row = await rowOf(read, accountId);
  if (row?.digest === digest && Number(row.is_done) === 0)
    return { base: Number(row.base), isEmpty: Number(row.base) === 0 };
  const sql = 'SELECT position FROM account WHERE id = ?';
  const base = Number((await read.one<{ position: number }>(sql, [accountId]))?.position ?? 0);
  const journal = await read.one('SELECT journal_id FROM journal WHERE account_id = ? LIMIT 1', [accountId]);
  return { base, isEmpty: base === 0 && journal === undefined };
}

type Begin = { accountId: string; file: Spooled; confirmed: boolean; now: number };

/** Notes that a file is being brought in. An account that holds something wants to be asked first. */
export async function beginRun(
  tx: Tx,
  { accountId, file, confirmed, now }: Begin,
): Promise<Answer<{ base: number }>> {
  await holdAccount(tx, accountId);
  const before = await rowOf(tx, accountId);
  const { base, isEmpty } = await baseFor(tx, accountId, file.digest);
  const isAgain = before?.digest === file.digest;
  if (!confirmed && !isEmpty && !isAgain) return refuse('preview-first');
  const row = [accountId, file.digest, base, file.lines, 0, 0, JSON.stringify(noTally()), now, now];
  await tx.add('import_run', COLUMNS, [row], `ON CONFLICT (account_id) DO UPDATE SET ${NEWEST}`);
  return { ok: true, base };
}

type Progress = { accountId: string; done: number; isDone: boolean; tally: Tally; now: number };

export async function moveRun(tx: Tx, { accountId, done, isDone, tally, now }: Progress): Promise<void> {
  const sql = 'UPDATE import_run SET done = ?, is_done = ?, tally = ?, moved_at = ? WHERE account_id = ?';
  await tx.run(sql, [done, isDone ? 1 : 0, JSON.stringify(tally), now, accountId]);
}
