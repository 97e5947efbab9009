import { Inject, Injectable } from '@nestjs/common';
import type { Entry } from '@plumbline/routine-core';
import type { Actor } from '../accounts/who.js';
import { CLOCK, type Clock } from '../api/clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { Changes } from '../journal/changes.js';
import type { Answer } from '../problems/problems.js';
import { entriesOfSession, laterClockMoves } from '../sessions/session-entries.js';

export type LiveSession = { journalId: string; offsetMs: number; entries: Entry[] };
/** `now` is the server's clock when it answers: a page counts from it, whatever its own clock says. */
export type Snapshot = { now: number; position: number; sessions: LiveSession[] };

/** A session nobody has heard of for this long is not live, it is forgotten. */
const STALE_MS = 12 * 3_600_000;
const AT_MOST = 10;

type Row = { session_id: string; journal_id: string; offset_ms: number };

@Injectable()
export class Live {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(Changes) private readonly changes: Changes,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** What runs now. The position is read first: what comes in between is told twice rather than never. */
  async join({ accountId }: Actor): Promise<Answer<Snapshot>> {
    const position = await this.changes.positionOf(accountId);
    const sql = `SELECT session_id, session.journal_id, offset_ms FROM session
      JOIN journal ON journal.account_id = session.account_id AND journal.journal_id = session.journal_id
      WHERE session.account_id = ? AND status <> 'ended' AND last_push_at > ?
      ORDER BY started_at DESC LIMIT ?`;
    const rows = await this.database.read.all<Row>(sql, [accountId, this.now() - STALE_MS, AT_MOST]);
    const sessions = await Promise.all(rows.map((row) => this.sessionOf(accountId, row)));
    return { ok: true, now: this.now(), position, sessions };
  }

  private async sessionOf(accountId: string, row: Row): Promise<LiveSession> {
    const { session_id: sessionId, journal_id: journalId, offset_ms: offsetMs } = row;
    const entries = await entriesOfSession(this.database.read, accountId, sessionId);
    // It still runs: whoever followed along has shifted it by these already.
    const moves = await laterClockMoves(this.database.read, { accountId, journalId, sessionId });
    return { journalId, offsetMs, entries: [...entries, ...moves] };
  }
}
