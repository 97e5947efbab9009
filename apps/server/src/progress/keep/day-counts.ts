import type { Param, Tx } from '../../database/sql.js';
import { type AccountDay, dayKey, dayParams, pagesOf, pairs } from './account-day.js';

/** A table of numbers a day, and the one that holds their sums for each account. */
export type CountTable = { days: string; totals: string; columns: readonly string[] };
export type DayCounts = AccountDay & { counts: readonly number[] };
type Row = { account_id: string; day: string } & Record<string, number | string>;

/**
 * Puts what was counted anew in the place of what stood there, moves the totals by the difference, and says by how much
 * each day changed. A day without anything has no row, so that growing and rebuilding end in the same rows.
 */
export async function replaceDays(
  tx: Tx,
  table: CountTable,
  fresh: readonly DayCounts[],
): Promise<DayCounts[]> {
  const moved: DayCounts[] = [];
  for (const page of pagesOf(fresh)) moved.push(...(await replacePage(tx, table, page)));
  const changed = moved.filter(({ counts }) => counts.some((by) => by !== 0));
  await moveTotals(tx, table, changed);
  return changed;
}

/** Adds what came to what stands there, unread: nothing went from these days. */
export async function addToDays(tx: Tx, table: CountTable, come: readonly DayCounts[]): Promise<DayCounts[]> {
  const days = summed(come, dayKey);
  const columns = ['account_id', 'day', ...table.columns];
  tx.put(table.days, columns, days.map(cellsOf), `ON CONFLICT (account_id, day) ${adding(table, 'days')}`);
  await moveTotals(tx, table, days);
  return days;
}

const cellsOf = ({ accountId, day, counts }: DayCounts): Param[] => [accountId, day, ...counts];

function adding(table: CountTable, which: 'days' | 'totals'): string {
  const sums = table.columns.map((column) => `${column} = ${table[which]}.${column} + excluded.${column}`);
  return `DO UPDATE SET ${sums.join(', ')}`;
}

/** One for each key, with the sum of its numbers: a statement writes a row once. */
function summed<T extends { counts: readonly number[] }>(all: readonly T[], keyOf: (each: T) => string): T[] {
  const sums = new Map<string, T>();
  for (const each of all) {
    const counts = each.counts.map((by, index) => by + (sums.get(keyOf(each))?.counts[index] ?? 0));
    sums.set(keyOf(each), { ...each, counts });
  }
  return [...sums.values()];
}

async function replacePage(tx: Tx, table: CountTable, fresh: readonly DayCounts[]): Promise<DayCounts[]> {
  const old = await readDays(tx, table, fresh);
  const moved = fresh.map((each) => ({ ...each, counts: minus(each.counts, old.get(dayKey(each))) }));
  const isNew = (_day: DayCounts, index: number) => moved[index]?.counts.some((by) => by !== 0);
  const changed = fresh.filter(isNew);
  const isEmpty = ({ counts }: DayCounts) => counts.every((count) => count === 0);
  await removeDays(tx, table, changed.filter(isEmpty));
  const rows = changed.filter((day) => !isEmpty(day)).map(cellsOf);
  const newest = table.columns.map((column) => `${column} = excluded.${column}`).join(', ');
  const columns = ['account_id', 'day', ...table.columns];
  tx.put(table.days, columns, rows, `ON CONFLICT (account_id, day) DO UPDATE SET ${newest}`);
  return moved;
}

const minus = (counts: readonly number[], old: readonly number[] = []): number[] =>
  counts.map((count, index) => count - (old[index] ?? 0));

async function readDays(tx: Tx, { days, columns }: CountTable, asked: readonly AccountDay[]) {
  if (asked.length === 0) return new Map<string, number[]>();
  const sql = `SELECT account_id, day, ${columns.join(', ')} FROM ${days}
    WHERE (account_id, day) IN ${pairs(asked.length)}`;
  const rows = await tx.all<Row>(sql, dayParams(asked));
  const countsOf = (row: Row) => columns.map((column) => Number(row[column]));
  return new Map(rows.map((row) => [dayKey({ accountId: row.account_id, day: row.day }), countsOf(row)]));
}

async function removeDays(tx: Tx, { days }: CountTable, empty: readonly AccountDay[]): Promise<void> {
  if (empty.length === 0) return;
  await tx.run(`DELETE FROM ${days} WHERE (account_id, day) IN ${pairs(empty.length)}`, dayParams(empty));
}

async function moveTotals(tx: Tx, table: CountTable, moved: readonly DayCounts[]): Promise<void> {
  const { totals, columns } = table;
  const sums = summed(moved, ({ accountId }) => accountId);
  const rows = sums.map(({ accountId, counts }): Param[] => [accountId, ...counts]);
  tx.put(totals, ['account_id', ...columns], rows, `ON CONFLICT (account_id) ${adding(table, 'totals')}`);
  const shrunk = sums.filter(({ counts }) => counts.some((by) => by < 0));
  const isNothing = columns.map((column) => `${column} = 0`).join(' AND ');
  for (const { accountId } of shrunk)
    await tx.run(`DELETE FROM ${totals} WHERE account_id = ? AND ${isNothing}`, [accountId]);
}
