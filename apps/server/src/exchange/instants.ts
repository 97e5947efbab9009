const MINUTE_MS = 60_000;
/** The last instant that ISO 8601 writes with a year of four figures. */
const LAST_AT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

const two = (value: number): string => String(value).padStart(2, '0');

/**
 * An instant as it was lived: local time with the offset of the entry it comes from, `2026-11-16T09:00:00.000+01:00`.
 * Watches whose clock stands beyond the year 9999 are written at its end.
 */
export function isoAt(at: number, zone: number): string {
  const local = new Date(Math.min(at + zone * MINUTE_MS, LAST_AT)).toISOString().slice(0, -1);
  const minutes = Math.abs(zone);
  return `${local}${zone < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
