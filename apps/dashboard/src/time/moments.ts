/**
 * Instants as words. A session belongs to the day it had where it was done, so
 * every function takes the entry's own offset (`zone`, minutes east of UTC) and
 * never the browser's zone.
 */
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

function words(options: Intl.DateTimeFormatOptions): (at: number, zone: number) => string {
  const format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' });
  // Engines differ in the comma after the weekday, so there is none.
  return (at, zone) => format.format(at + zone * MINUTE_MS).replaceAll(',', '');
}

/** "Tue 3 Mar". */
export const shortDate = words({ weekday: 'short', day: 'numeric', month: 'short' });
/** "3 Mar 2026". */
export const dateWithYear = words({ day: 'numeric', month: 'short', year: 'numeric' });
/** "Tuesday 3 March 2026". */
export const longDate = words({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
/** "07:05". */
export const timeOfDay = words({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
/** "March 2026". */
export const monthOf = words({ month: 'long', year: 'numeric' });

const weekdayName = words({ weekday: 'long' });

/** The calendar day, `YYYY-MM-DD`, that `at` falls on where the offset is `zone`. */
export function dayOf(at: number, zone: number): string {
  return new Date(at + zone * MINUTE_MS).toISOString().slice(0, 10);
}

/** A calendar day as the instant of its midnight in UTC; to be read with zone 0. */
export function dayAt(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The calendar day `count` days after `day`; `count` may be negative. */
export function daysAfter(day: string, count: number): string {
  return dayOf(dayAt(day) + count * DAY_MS, 0);
}

/** "Monday". */
export function weekdayOf(day: string): string {
  return weekdayName(dayAt(day), 0);
}
/** How long ago something was, in the coarsest unit that is still honest. */
export function ago(sinceMs: number): string {
  const steps: [number, string][] = [
    [DAY_MS, 'day'],
    [60 * MINUTE_MS, 'hour'],
    [MINUTE_MS, 'minute'],
    [1000, 'second'],
  ];
  const [unitMs, name] = steps.find(([ms]) => sinceMs >= ms) ?? [1000, 'second'];
  const count = Math.floor(Math.max(0, sinceMs) / unitMs);
  if (count === 0) return 'just now';
  return `${count} ${name}${count === 1 ? '' : 's'} ago`;
}

/** The same of what is noted once an hour at most: nothing finer would be honest. */
export function agoByTheHour(sinceMs: number): string {
  return sinceMs < 60 * MINUTE_MS ? 'within the last hour' : ago(sinceMs);
}
