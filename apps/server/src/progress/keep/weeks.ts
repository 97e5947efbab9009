import { runsOf, type WeekFacts, type WeekRun, weeksAfter } from '@plumbline/routine-core';
import type { Tx } from '../../database/sql.js';
import { type AccountDay, dayKey, pagesOf, uniqueDays } from './account-day.js';
import type { KnownProgress } from './known-progress.js';
import type { DayMove } from './session-days.js';
import {
  type OwnWeek,
  removeWeekRow,
  type WeekRow,
  weekRowsBetween,
  weekRowsOf,
  writeWeekRows,
} from './week-rows.js';
import { type WeekRules, weekRules } from './week-rules.js';

const LAST_DAY = '9999-12-31';
/** How many weeks are looked at together when a change long ago moves the runs behind it. */
const FORWARD = 60;

/** A week has a row when something counts in it or it is marked; a week without one was missed. */
const isTold = ({ counted, away }: WeekFacts): boolean => counted > 0 || away !== undefined;

type Affected = AccountDay & { rules: WeekRules; by: number };

/**
 * Tells the weeks of these days anew: their numbers from the days, their runs from the week before. What lies behind
 * follows only until a run is as it was; that is at once for the running week, and at the next missed week for an old one.
 * `known` has the rules of these accounts.
 */
export async function updateWeeks(
  tx: Tx,
  days: readonly DayMove[],
  known: Pick<KnownProgress, 'rules' | 'weeks'>,
): Promise<void> {
  const affected = new Map<string, Affected>();
  for (const { accountId, day, by } of days) {
    const own = known.rules.get(accountId) as WeekRules;
    const week = { accountId, day: own.weekOf(day), rules: own, by };
    const same = affected.get(dayKey(week));
    affected.set(dayKey(week), same ? { ...same, by: same.by + by } : week);
  }
  for (const page of pagesOf([...affected.values()], FORWARD)) {
    await learnWeeks(tx, page, known);
    await updatePage(tx, page, known.weeks);
  }
}

type Weeks = KnownProgress['weeks'];

/** Reads the rows of the weeks of these days and of those beside them, as far as they are not known. */
export async function learnWeeks(
  tx: Tx,
  days: readonly AccountDay[],
  { rules, weeks }: Pick<KnownProgress, 'rules' | 'weeks'>,
): Promise<void> {
  const around = days.flatMap(({ accountId, day }) => {
    const week = (rules.get(accountId) as WeekRules).weekOf(day);
    return [weeksAfter(week, -1), week, weeksAfter(week, 1)].map((each) => ({ accountId, day: each }));
  });
  const unknown = uniqueDays(around).filter((week) => !weeks.has(dayKey(week)));
  const found = await weekRowsOf(tx, unknown);
  for (const week of unknown) weeks.set(dayKey(week), undefined);
  for (const { accountId, row } of found) weeks.set(dayKey({ accountId, day: row.firstDay }), row);
}

async function updatePage(tx: Tx, weeks: readonly Affected[], known: Weeks): Promise<void> {
  const inOrder = [...weeks].sort((one, other) => (one.day < other.day ? -1 : 1));
  const told: OwnWeek[] = [];
  for (const week of inOrder) {
    const counted = (known.get(dayKey(week))?.counted ?? 0) + week.by;
    told.push(...(await settle(tx, { week, facts: week.rules.factsOf(week.day, counted), known })));
  }
  writeWeekRows(tx, told);
}

type Settling = { week: AccountDay; facts: WeekFacts; known: Weeks };

/** Computes one week and carries its run on; says what is to be written of it. */
async function settle(tx: Tx, { week, facts, known }: Settling): Promise<OwnWeek[]> {
  const { accountId } = week;
  const at = (firstDay: string) => dayKey({ accountId, day: firstDay });
  const [told] = runsOf([facts], known.get(at(weeksAfter(facts.firstDay, -1)))) as [WeekRun];
  const row = { ...facts, run: told.run };
  known.set(at(facts.firstDay), isTold(facts) ? row : undefined);
  if (!isTold(facts)) await removeWeekRow(tx, accountId, facts.firstDay);
  if (known.get(at(weeksAfter(facts.firstDay, 1))) !== undefined)
    for (const each of await moveOn(tx, accountId, row))
      if (known.has(at(each.firstDay))) known.set(at(each.firstDay), each);
  return isTold(facts) ? [{ accountId, row }] : [];
}

/** Carries a run forward over the weeks behind it, as far as it changes them. */
async function moveOn(tx: Tx, accountId: string, changed: WeekRow): Promise<WeekRow[]> {
  const moved: WeekRow[] = [];
  let last: WeekRun = changed;
  for (;;) {
    const range = { from: weeksAfter(last.firstDay, 1), to: LAST_DAY, limit: FORWARD };
    const page = await weekRowsBetween(tx, accountId, range);
    const runs = runsOf(page, last);
    const same = page.findIndex((row, index) => row.run === runs[index]?.run);
    const fresh = page.slice(0, same < 0 ? page.length : same);
    const rows = fresh.map((row, index) => ({ ...row, run: (runs[index] as WeekRun).run }));
    writeWeekRows(
      tx,
      rows.map((row) => ({ accountId, row })),
    );
    moved.push(...rows);
    if (same >= 0 || page.length < FORWARD) return moved;
    last = rows.at(-1) as WeekRow;
  }
}

/** Tells all weeks of an account anew: after its goal, its first day of the week or its weeks away were decided anew. */
export async function rebuildWeeks(tx: Tx, accountId: string): Promise<void> {
  const rules = await weekRules(tx, accountId);
  const sql = 'SELECT day, counted FROM session_day WHERE account_id = ? AND counted > 0';
  const counts = new Map<string, number>(rules.awayWeeks().map((week) => [week, 0]));
  for (const { day, counted } of await tx.all<{ day: string; counted: number }>(sql, [accountId])) {
    const week = rules.weekOf(day);
    counts.set(week, (counts.get(week) ?? 0) + Number(counted));
  }
  const weeks = [...counts].sort().map(([firstDay, counted]) => rules.factsOf(firstDay, counted));
  const runs = runsOf(weeks);
  await tx.run('DELETE FROM week_total WHERE account_id = ?', [accountId]);
  const rows = weeks.map((week, index) => ({
    accountId,
    row: { ...week, run: (runs[index] as WeekRun).run },
  }));
  writeWeekRows(tx, rows);
}
