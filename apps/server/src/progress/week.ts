import {
  adherenceShare,
  currentRun,
  type WeekFacts,
  type WeekStanding,
  weekStanding,
  weeksAfter,
  weeksOver,
} from '@plumbline/routine-core';
import type { Read } from '../documents/document-rows.js';
import { type WeekRow, weekRowsBetween } from './keep/week-rows.js';
import { weekRules } from './keep/week-rules.js';
import { type Asked, firstDayEver } from './range.js';

export type StandingWeek = WeekFacts & { standing: WeekStanding };
export type Streak = {
  current: number;
  /** The first day of its first week, while there is one. */
  since?: string;
  best: number;
  bestFrom?: string;
  bestThrough?: string;
};

/** Twelve weeks explain a streak and its shares; the running one is the thirteenth. */
const LOOK_BACK = 12;
const RECENT = 4;

export async function readWeek(read: Read, { accountId, today }: Asked) {
  const rules = await weekRules(read, accountId);
  const thisWeek = rules.weekOf(today);
  const rows = await weekRowsBetween(read, accountId, {
    from: weeksAfter(thisWeek, -LOOK_BACK),
    to: thisWeek,
    limit: LOOK_BACK + 1,
  });
  const told = new Map(rows.map((row) => [row.firstDay, row]));
  const factsOf = (firstDay: string): WeekFacts => rules.factsOf(firstDay, told.get(firstDay)?.counted ?? 0);
  const firstEver = await firstDayEver(read, accountId);
  const since = firstEver === undefined ? {} : { since: rules.weekOf(firstEver) };
  const before = weeksOver({ thisWeek, count: LOOK_BACK, ...since }).map(factsOf);
  const stand = standingAsOf(thisWeek);
  return {
    ok: true as const,
    week: stand(factsOf(thisWeek)),
    streak: await readStreak(read, { accountId, thisWeek, rows }),
    before: before.map(stand),
    share: { ...shareOf('last4', before.slice(-RECENT)), ...shareOf('last12', before) },
  };
}

export const standingAsOf =
  (thisWeek: string) =>
  ({ firstDay, counted, goal, away }: WeekFacts): StandingWeek => {
    const facts = { firstDay, counted, goal, ...(away === undefined ? {} : { away }) };
    return { ...facts, standing: weekStanding(facts, thisWeek) };
  };

function shareOf(name: 'last4' | 'last12', weeks: readonly WeekFacts[]) {
  const share = adherenceShare(weeks);
  return share === undefined ? {} : { [name]: share };
}

type StreakAsked = { accountId: string; thisWeek: string; rows: readonly WeekRow[] };

async function readStreak(read: Read, { accountId, thisWeek, rows }: StreakAsked): Promise<Streak> {
  const current = currentRun(rows, thisWeek);
  const since = current > 0 ? await beginning(read, accountId, thisWeek) : undefined;
  const best = await longest(read, accountId, thisWeek);
  const bestFrom = best && (await beginning(read, accountId, best.first_day));
  return {
    current,
    ...(since === undefined ? {} : { since }),
    best: Math.max(Number(best?.run ?? 0), current),
    ...(best && bestFrom !== undefined ? { bestFrom, bestThrough: best.first_day } : {}),
  };
}

/** The first week of the streak that holds this one: the newest met week with nothing before it. */
async function beginning(read: Read, accountId: string, firstDay: string): Promise<string | undefined> {
  const sql = `SELECT first_day FROM week_total WHERE account_id = ? AND run = 1 AND first_day <= ?
    AND counted >= goal ORDER BY first_day DESC LIMIT 1`;
  return (await read.one<{ first_day: string }>(sql, [accountId, firstDay]))?.first_day;
}

/** The newest week at whose end a streak was longest; one that was merely away only carried it. */
async function longest(read: Read, accountId: string, thisWeek: string) {
  const sql = `SELECT first_day, run FROM week_total WHERE account_id = ? AND run > 0 AND first_day <= ?
    AND counted >= goal ORDER BY run DESC, first_day DESC LIMIT 1`;
  return read.one<{ first_day: string; run: number }>(sql, [accountId, thisWeek]);
}
