import { Inject, Injectable } from '@nestjs/common';
import { dayOf, type Entry, type SessionSummary } from '@plumbline/routine-core';
import { CLOCK, type Clock } from '../api/clock.js';
import { DATABASE, type Database } from '../database/database.js';
import { factIn, type LyingEntry } from '../journal/entry-runs.js';
import { entriesBetween } from '../journal/lying-entries.js';
import { isDay } from '../sessions/day.js';
import { Sessions } from '../sessions/sessions.js';
import { kindsOf, type WebhookRow } from './rows.js';

/** What is told: one fact of the journal, the session it belongs to and the week as both stand now. */
export type WebhookEvent = {
  /** The same at every try: who has seen it leaves it out. */
  id: string;
  kind: string;
  at: number;
  zone: number;
  sentAt: number;
  session?: SessionSummary;
  effort?: { blockId: string; value: number };
  pain?: { step: number };
  week: { firstDay: string; goal: number; done: number; left: number };
};
/** One entry that is to be told, and where the account stood with it. */
export type News = { position: number; journalId: string; entry: Entry };
/** Either the next news, or how far there is none. */
export type Next = { news: News } | { through: number };

/** What was older than a week when it came is history (an import, a watch from a drawer), not news. */
const STALE_MS = 7 * 24 * 3_600_000;
const PAGE = 250;

@Injectable()
export class WebhookEvents {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  /** The first news after `after`. The account's position is read first: nothing can come to lie below it later. */
  async next(hook: WebhookRow, after: number): Promise<Next> {
    const through = await this.positionOf(hook.account_id);
    const kinds = kindsOf(hook);
    for (let since = after; since < through; since += PAGE) {
      const stretch = { since, through: Math.min(through, since + PAGE), limit: PAGE };
      const lying = await entriesBetween(this.database.read, hook.account_id, stretch);
      const found = lying.map(newsOf).find((news) => news && kinds.includes(news.entry.kind));
      if (found) return { news: found };
    }
    return { through };
  }

  async eventOf({ account_id }: WebhookRow, { journalId, entry }: News): Promise<WebhookEvent> {
    const { seq, kind, at, zone } = entry;
    const sessionId = 'sessionId' in entry ? entry.sessionId : undefined;
    const session = sessionId && (await this.sessionOf(account_id, sessionId));
    const facts = { id: `${journalId}.${seq}`, kind, at, zone, sentAt: this.now() };
    const week = await this.weekOf(account_id, dayOf(at, zone));
    return { ...facts, ...(session && { session }), ...saidBy(entry), week };
  }

  /** What the test button sends: it says that the way is open, with what there is to show. */
  async testOf({ account_id }: WebhookRow, id: string): Promise<WebhookEvent> {
    const at = this.now();
    const last = await this.lastSession(account_id);
    const zone = last?.zone ?? 0;
    const week = await this.weekOf(account_id, dayOf(at, zone));
    return { id, kind: 'test', at, zone, sentAt: at, ...(last && { session: last }), week };
  }

  private async positionOf(accountId: string): Promise<number> {
    const sql = 'SELECT position FROM account WHERE id = ?';
    return (await this.database.read.one<{ position: number }>(sql, [accountId]))?.position ?? 0;
  }

  private async sessionOf(accountId: string, sessionId: string): Promise<SessionSummary | undefined> {
    const sql = 'SELECT summary FROM session WHERE account_id = ? AND session_id = ?';
    const row = await this.database.read.one<{ summary: string }>(sql, [accountId, sessionId]);
    return row && (JSON.parse(row.summary) as SessionSummary);
  }

  private async lastSession(accountId: string): Promise<SessionSummary | undefined> {
    const history = await this.sessions.history(accountId, 1);
    return history.ok ? history.sessions[0] : undefined;
  }

  private async weekOf(accountId: string, day: string): Promise<WebhookEvent['week']> {
    const answer = await this.sessions.week(accountId, isDay(day) ? day : undefined);
    if (!answer.ok) return { firstDay: day, goal: 0, done: 0, left: 0 };
    const { firstDay, goal, days } = answer.week;
    const done = days.reduce((sum, { sessions }) => sum + sessions, 0);
    return { firstDay, goal, done, left: Math.max(0, goal - done) };
  }
}

function newsOf(lying: LyingEntry): News | undefined {
  const { position, journalId, receivedAt } = lying;
  const entry = factIn(lying);
  return entry && entry.at >= receivedAt - STALE_MS ? { position, journalId, entry } : undefined;
}

function saidBy(entry: Entry): Pick<WebhookEvent, 'effort' | 'pain'> {
  if (entry.kind === 'effort') return { effort: { blockId: entry.blockId, value: entry.value } };
  return entry.kind === 'pain' ? { pain: { step: entry.step } } : {};
}
