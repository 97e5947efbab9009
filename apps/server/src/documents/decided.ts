import {
  type AwayWeeks,
  DEFAULT_SETTINGS,
  DEFAULT_WEEK_PLAN,
  NO_AWAY_WEEKS,
  ONLY_ID,
  type PersonSettings,
  parseAwayWeeks,
  parseSettings,
  parseWeekPlan,
  type Result,
  type WeekPlan,
} from '@plumbline/routine-core';
import { marks, type Param } from '../database/sql.js';
import type { Read } from './document-rows.js';

/** What the person has decided, with the defaults where nothing was said. */
export type Decided = { settings: PersonSettings; weekPlan: WeekPlan; awayWeeks: AwayWeeks };

/** One of these documents, its body as JSON. */
export type DecidedRow = { account_id: string; kind: string; body: string };

/** The documents of which an account has one each, in one read. */
export async function decidedBy(read: Pick<Read, 'all'>, accountId: string): Promise<Decided> {
  const { sql, params } = decidedOf([accountId]);
  return decidedIn(await read.all<DecidedRow>(sql, params));
}

/** How they are asked for, of several accounts, alone or beside what else is read of them. */
export function decidedOf(accountIds: readonly string[]): { sql: string; params: Param[] } {
  const sql = `SELECT account_id, kind, body FROM document
    WHERE account_id IN (${marks(accountIds.length)}) AND newest = 1 AND id = ?
    AND kind IN ('settings', 'week-plan', 'away-weeks')`;
  return { sql, params: [...accountIds, ONLY_ID] };
}

const NOTHING: Decided = {
  settings: DEFAULT_SETTINGS,
  weekPlan: DEFAULT_WEEK_PLAN,
  awayWeeks: NO_AWAY_WEEKS,
};

/** What the rows of one account say; others among them say nothing. */
export function decidedIn(rows: readonly DecidedRow[]): Decided {
  if (rows.length === 0) return NOTHING;
  const bodyOf = (kind: string): unknown => JSON.parse(rows.find((row) => row.kind === kind)?.body ?? 'null');
  return {
    settings: or(parseSettings, bodyOf('settings'), DEFAULT_SETTINGS),
    weekPlan: or(parseWeekPlan, bodyOf('week-plan'), DEFAULT_WEEK_PLAN),
    awayWeeks: or(parseAwayWeeks, bodyOf('away-weeks'), NO_AWAY_WEEKS),
  };
}

/** Withdrawn, never written, or of a newer server than this one: then the defaults hold. */
function or<T>(parse: (body: unknown) => Result<T>, body: unknown, otherwise: T): T {
  const parsed = parse(body);
  return parsed.ok ? parsed.value : otherwise;
}
