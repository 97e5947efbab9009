import type { Instant } from './scheduler.js';

/** Minutes east of UTC from an instant on, oldest first. Plain data, so that it can be handed to any realm. */
export type ZoneRules = { name: string; offsets: { from: Instant; minutes: number }[] };

export const fixedZone = (minutes: number): ZoneRules => ({
  name: `UTC${minutes < 0 ? '-' : '+'}${Math.abs(minutes)}`,
  offsets: [{ from: 0, minutes }],
});

export function minutesAt(zone: ZoneRules, at: Instant): number {
  let minutes = zone.offsets[0]?.minutes ?? 0;
  for (const entry of zone.offsets) if (entry.from <= at) minutes = entry.minutes;
  return minutes;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What a clock on the wall of `name` shows at `at`, minus UTC, by the host's own zone table. */
function hostMinutes(format: Intl.DateTimeFormat, at: Instant): number {
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  const wall = Date.UTC(year, month - 1, day, hour % 24, minute);
  return Math.round((wall - Math.floor(at / 60_000) * 60_000) / 60_000);
}

/** The rules of an IANA zone for a year before and two years after `around`, to the minute. */
export function zoneRules(name: string, around: Instant): ZoneRules {
  const fields = {
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  } as const;
  const format = new Intl.DateTimeFormat('en-US', { ...fields, timeZone: name, hourCycle: 'h23' });
  const start = around - 366 * DAY;
  const offsets = [{ from: 0, minutes: hostMinutes(format, start) }];
  for (let at = start; at < around + 732 * DAY; at += DAY) {
    let [low, high] = [at, at + DAY];
    const before = hostMinutes(format, low);
    const after = hostMinutes(format, high);
    if (before === after) continue;
    while (high - low > 60_000) {
      const middle = low + Math.floor((high - low) / 2);
      if (hostMinutes(format, middle) === before) low = middle;
      else high = middle;
    }
    offsets.push({ from: Math.round(high / 60_000) * 60_000, minutes: after });
  }
  return { name, offsets };
}

/** A local wall clock as UTC fields. */
export const localFields = (zone: ZoneRules, at: Instant): Date =>
  new Date(at + minutesAt(zone, at) * 60_000);

/**
 * The instant at which the wall clock of `zone` shows the given UTC-like milliseconds: of two the first, and for one that is
 * jumped over the same time after the jump. A program's own `Date` does the same.
 */
export function instantOfLocal(zone: ZoneRules, local: number): Instant {
  const guess = local - minutesAt(zone, local) * 60_000;
  const early = local - minutesAt(zone, guess - 3 * HOUR) * 60_000;
  if (early + minutesAt(zone, early) * 60_000 === local) return early;
  return local - minutesAt(zone, guess) * 60_000;
}
