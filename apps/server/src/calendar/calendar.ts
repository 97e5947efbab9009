import { Inject, Injectable } from '@nestjs/common';
import { dayOf, type SessionSummary } from '@plumbline/routine-core';
import { CLOCK, type Clock } from '../api/clock.js';
import { VERSION } from '../api/version.js';
import { DATABASE, type Database } from '../database/database.js';
import { factIn } from '../journal/entry-runs.js';
import { entriesOfSessions } from '../journal/lying-entries.js';
import { calendarText, type DoneSession } from './calendar-text.js';
import { plannedDays } from './planned-days.js';

const DAY_MS = 24 * 3_600_000;
const BACK_MS = 366 * DAY_MS;
const AHEAD_DAYS = 8 * 7;
const AHEAD_MS = AHEAD_DAYS * DAY_MS;
const AT_MOST = 1_000;

type Row = { session_id: string; summary: string; last_at: number };
/** Bodies are canonical: one of sixty is worth being read. */
const EFFORT = '"kind":"effort"';

/** What an account's calendar feed shows: a year back and eight weeks ahead. */
@Injectable()
export class Calendar {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** Changes whenever the text may have: with any write of the account, and with the day. */
  async versionOf(accountId: string): Promise<string> {
    const sql = 'SELECT position FROM account WHERE id = ?';
    const row = await this.database.read.one<{ position: number }>(sql, [accountId]);
    return `"${VERSION}-${row?.position ?? 0}-${dayOf(this.now(), 0)}-${await this.todayOf(accountId)}"`;
  }

  async textOf(accountId: string): Promise<string> {
    const range = { from: await this.todayOf(accountId), days: AHEAD_DAYS };
    const planned = await plannedDays(this.database.read, accountId, range);
    return calendarText(await this.doneIn(accountId), planned);
  }

  /** The calendar day where the wearer was last: a plan is for days of theirs, not of the server's. */
  private async todayOf(accountId: string): Promise<string> {
    const sql = `SELECT summary FROM session WHERE account_id = ?
      ORDER BY started_at DESC, session_id DESC LIMIT 1`;
    const row = await this.database.read.one<{ summary: string }>(sql, [accountId]);
    return dayOf(this.now(), row ? (JSON.parse(row.summary) as SessionSummary).zone : 0);
  }

  private async doneIn(accountId: string): Promise<DoneSession[]> {
    const today = Math.floor(this.now() / DAY_MS) * DAY_MS;
    const sql = `SELECT session_id, summary, last_at FROM session WHERE account_id = ? AND started_at >= ?
      AND started_at < ? AND status = 'ended' AND how <> 'discarded'
      ORDER BY started_at DESC, session_id DESC LIMIT ${AT_MOST}`;
    const window = [accountId, today - BACK_MS, today + AHEAD_MS];
    const rows = await this.database.read.all<Row>(sql, window);
    const efforts = await this.effortsOf(
      accountId,
      rows.map(({ session_id }) => session_id),
    );
    return rows.map(({ session_id, summary, last_at }) => ({
      summary: JSON.parse(summary) as SessionSummary,
      lastAt: Math.min(last_at, today + AHEAD_MS),
      efforts: [...(efforts.get(session_id)?.values() ?? [])],
    }));
  }

  /** For each session the last word on each of its blocks. */
  private async effortsOf(accountId: string, ids: string[]): Promise<Map<string, Map<string, number>>> {
    const found = new Map<string, Map<string, number>>();
    for (const lying of await entriesOfSessions(this.database.read, accountId, ids)) {
      const entry = lying.body.includes(EFFORT) ? factIn(lying) : undefined;
      if (entry?.kind !== 'effort') continue;
      const blocks = found.get(entry.sessionId) ?? new Map<string, number>();
      found.set(entry.sessionId, blocks.set(entry.blockId, entry.value));
    }
    return found;
  }
}
