import { Inject, Injectable } from '@nestjs/common';
import {
  type AwayReason,
  awayIn,
  dayOf,
  type Entry,
  goalOfWeek,
  type PlanRow,
  type SessionSummary,
  weekAround,
} from '@plumbline/routine-core';
import { CLOCK, type Clock } from '../api/clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { decidedBy } from '../documents/decided.js';
import { type Answer, refuse } from '../problems/problems.js';
import { planOf, type Totals } from './project-session.js';
import { factsOf, playKnown } from './recompute.js';

type SummaryRow = { summary: string; started_at: number; session_id: string };
type WeekRow = { summary: string; day: string; counts: number };

export type History = { sessions: SessionSummary[]; next?: string };
export type Detail = {
  session: SessionSummary;
  rows: readonly PlanRow[];
  totals: Totals;
  efforts: Readonly<Record<string, number>>;
  entries: Entry[];
};
export type Week = {
  firstDay: string;
  goal: number;
  /** Why this week counts neither way, when it does not. */
  away?: AwayReason;
  sessions: SessionSummary[];
  days: { day: string; sessions: number }[];
};

/**
 * What is told to whom the history is shared with: how it was begun, by which its blocks are named. What else the watch told is
 * what was so before any correction, and words that this server does not know: both stay with their owner.
 */
export const beginningIn = (entries: readonly Entry[]): Entry[] =>
  entries.flatMap((entry) => {
    if (entry.kind !== 'session-started') return [];
    const { seq, at, zone, kind, sessionId, routineId, routineVersion, options } = entry;
    return [{ seq, at, zone, kind, sessionId, routineId, routineVersion, options }];
  });

const summaryOf = ({ summary }: { summary: string }) => JSON.parse(summary) as SessionSummary;

@Injectable()
export class Sessions {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** Newest first; `before` is where the last page ended. */
  async history(accountId: string, limit: number, before?: string): Promise<Answer<History>> {
    const [at = '9007199254740991', id = '~'] = before?.split('.') ?? [];
    const sql = `SELECT summary, started_at, session_id FROM session
      WHERE account_id = ? AND (started_at, session_id) < (?, ?)
      ORDER BY started_at DESC, session_id DESC LIMIT ?`;
    const rows = await this.database.read.all<SummaryRow>(sql, [accountId, Number(at), id, limit + 1]);
    const page = rows.slice(0, limit);
    const answer = { ok: true as const, sessions: page.map(summaryOf) };
    const last = page.at(-1);
    return rows.length > limit && last
      ? { ...answer, next: `${last.started_at}.${last.session_id}` }
      : answer;
  }

  async detail(accountId: string, sessionId: string): Promise<Answer<Detail>> {
    const { read } = this.database;
    const key = [accountId, sessionId];
    const sql = 'SELECT summary FROM session WHERE account_id = ? AND session_id = ?';
    const row = await read.one<{ summary: string }>(sql, key);
    if (row === undefined) return refuse('not-found');
    const known = await factsOf(read, { accountId, sessionId });
    const played = await playKnown(read, accountId, known);
    const entries = known.placed.map(({ entry }) => entry);
    const efforts = played?.state.efforts ?? {};
    return { ok: true, session: summaryOf(row), ...planOf(played), efforts, entries };
  }

  async week(accountId: string, asked: string | undefined): Promise<Answer<{ week: Week }>> {
    const { settings, weekPlan, awayWeeks } = await decidedBy(this.database.read, accountId);
    const days = weekAround(asked ?? dayOf(this.now(), 0), settings.firstDayOfWeek);
    const firstDay = days[0] as string;
    const away = awayIn(awayWeeks, days);
    const sql = `SELECT summary, day, counts FROM session
      WHERE account_id = ? AND day >= ? AND day <= ? ORDER BY started_at, session_id`;
    const params = [accountId, firstDay, days[6] as string];
    const rows = await this.database.read.all<WeekRow>(sql, params);
    const countOn = (day: string) => rows.filter((row) => row.day === day && row.counts === 1).length;
    const week = {
      firstDay,
      goal: goalOfWeek(weekPlan, firstDay),
      ...(away === undefined ? {} : { away }),
      sessions: rows.map(summaryOf),
      days: days.map((day) => ({ day, sessions: countOn(day) })),
    };
    return { ok: true, week };
  }

  /** Of the account's devices, which are no part of its history. */
  async lastContactAt(accountId: string): Promise<number | undefined> {
    const sql = 'SELECT MAX(last_seen_at) AS at FROM device WHERE account_id = ?';
    return (await this.database.read.one<{ at: number | null }>(sql, [accountId]))?.at ?? undefined;
  }
}
