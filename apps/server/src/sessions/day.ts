import { dayOf } from '@plumbline/routine-core';

const DAY_MS = 24 * 3_600_000;

/** A calendar day; the years at either end of four figures have weeks that cannot be written. */
export function isDay(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`);
  return /^[12]\d{3}-\d\d-\d\d$/.test(day) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(day);
}

/** The seven days, Monday first, of the week that holds `day`. */
export function weekAround(day: string): string[] {
  const at = Date.parse(`${day}T00:00:00Z`);
  const sinceMonday = (new Date(at).getUTCDay() + 6) % 7;
  return Array.from({ length: 7 }, (_, index) => dayOf(at + (index - sinceMonday) * DAY_MS, 0));
}
