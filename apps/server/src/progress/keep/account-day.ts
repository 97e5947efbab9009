import type { Param } from '../../database/sql.js';

/** A calendar day of one account: what every count hangs on. */
export type AccountDay = { accountId: string; day: string };

export const dayKey = ({ accountId, day }: AccountDay): string => `${accountId} ${day}`;

export function uniqueDays(days: readonly AccountDay[]): AccountDay[] {
  return [...new Map(days.map((each) => [dayKey(each), each])).values()];
}

/** `(VALUES (?,?),…)` for a row-wise IN; texts only, because PostgreSQL takes bare parameters there for text. */
export const pairs = (count: number): string =>
  `(VALUES ${Array.from({ length: count }, () => '(?,?)').join(',')})`;

export const dayParams = (days: readonly AccountDay[]): Param[] =>
  days.flatMap(({ accountId, day }) => [accountId, day]);

/** Far below what either database takes in a statement, and few enough for one look. */
export const PAGE = 500;

export function pagesOf<T>(items: readonly T[], size = PAGE): T[][] {
  const pages: T[][] = [];
  for (let at = 0; at < items.length; at += size) pages.push(items.slice(at, at + size));
  return pages;
}
