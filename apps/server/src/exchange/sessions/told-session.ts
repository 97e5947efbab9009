import type { SessionSummary } from '@plumbline/routine-core';
import type { Reader } from '../../database/database.js';
import type { Played } from '../../sessions/project-session.js';
import { factsOf, type Known, playKnown } from '../../sessions/recompute.js';

/** One session as it leaves the house: its row, and what it was computed from. */
export type ToldSession = {
  summary: SessionSummary & { note?: string; corrected?: true };
  known: Known;
  /** Undefined where its beginning or its routine is missing. */
  played: Played | undefined;
};

type Row = { session_id: string; summary: string };

export async function tellSession(
  read: Reader,
  accountId: string,
  { session_id: sessionId, summary }: Row,
): Promise<ToldSession> {
  const known = await factsOf(read, { accountId, sessionId });
  const played = await playKnown(read, accountId, known);
  return { summary: JSON.parse(summary) as ToldSession['summary'], known, played };
}

/** One session, or undefined when the account has none of that id, or has deleted it. */
export async function toldSession(
  read: Reader,
  accountId: string,
  sessionId: string,
): Promise<ToldSession | undefined> {
  const sql = 'SELECT session_id, summary FROM session WHERE account_id = ? AND session_id = ?';
  const row = await read.one<Row>(sql, [accountId, sessionId]);
  return row && tellSession(read, accountId, row);
}
