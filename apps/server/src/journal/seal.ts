import { createHash } from 'node:crypto';
import type { Reader } from '../database/database.js';
import { RUN_MOST } from './entry-runs.js';

const SIGNS = 16;
const WHAT_LIES_THERE = `SELECT journal_id AS place, CAST(last_seq - (last_position - ?) AS TEXT) AS number,
    received_at AS at FROM entry_run
  WHERE account_id = ? AND last_position >= ? AND last_position < ? AND last_position - size < ?
  UNION ALL SELECT kind || '.' || id AS place, CAST(version AS TEXT) AS number, made_at AS at FROM document
  WHERE account_id = ? AND position = ?`;
type Row = { place: string; number: string; at: number };

/**
 * What lies at a position, in a few signs. A server that was restored from an older copy gives positions a second time; a
 * client that hands the seal back is told so. Undefined where nothing lies.
 */
export async function sealAt(read: Reader, accountId: string, position: number): Promise<string | undefined> {
  if (position === 0) return undefined;
  const entry = [position, accountId, position, position + RUN_MOST, position];
  const row = await read.one<Row>(WHAT_LIES_THERE, [...entry, accountId, position]);
  if (row === undefined) return undefined;
  const text = `${position} ${row.place} ${row.number} ${row.at}`;
  return createHash('sha256').update(text).digest('base64url').slice(0, SIGNS);
}
