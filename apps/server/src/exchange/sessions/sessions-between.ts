import type { Reader } from '../../database/database.js';
import { type ToldSession, tellSession } from './told-session.js';

/** Calendar days, both of them included; a session belongs to the day its wearer began it on. */
export type Days = { from: string; to: string };
type Row = { day: string; started_at: number; session_id: string; summary: string };

const PAGE = 50;
const NEXT = `SELECT day, started_at, session_id, summary FROM session
  WHERE account_id = ? AND day >= ? AND day <= ?
  AND (day > ? OR (day = ? AND (started_at > ? OR (started_at = ? AND session_id > ?))))
  ORDER BY day, started_at, session_id LIMIT ${PAGE}`;

/** The sessions of these days, oldest first, read as fast as somebody takes them. */
export async function* sessionsBetween(
  read: Reader,
  accountId: string,
  { from, to }: Days,
): AsyncGenerator<ToldSession> {
  for (let last: Row = { day: from, started_at: -1, session_id: '', summary: '' }; ; ) {
    const { day, started_at: at } = last;
    const rows = await read.all<Row>(NEXT, [accountId, from, to, day, day, at, at, last.session_id]);
    for (const row of rows) yield await tellSession(read, accountId, row);
    if (rows.length < PAGE) return;
    last = rows.at(-1) as Row;
  }
}
