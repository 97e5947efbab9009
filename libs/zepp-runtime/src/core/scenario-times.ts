import type { Instant } from './scheduler.js';
import { instantOfLocal, localFields, minutesAt, type ZoneRules, zoneRules } from './zone.js';

const UNIT_MS: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const DAY = 86_400_000;
/** Long enough for a scenario of a year. */
const MOST_MS = 400 * DAY;

/** `90s`, `1h30m`, `2d`; a bare number is milliseconds. Undefined when it is none, or longer than 400 days. */
export function durationMs(text: string | number): number | undefined {
  const whole = String(text).trim();
  const parts = [...whole.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g)];
  const bare = /^\d+(\.\d+)?$/.test(whole);
  if (!bare && (parts.length === 0 || parts.map(([part]) => part).join('') !== whole)) return undefined;
  const sum = bare
    ? Number(whole)
    : parts.reduce((ms, [, n, unit]) => ms + Number(n) * (UNIT_MS[unit ?? ''] ?? 0), 0);
  return sum > MOST_MS ? undefined : Math.round(sum);
}

const LOCAL = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?$/;

/** The fields as if they were UTC; undefined when the calendar has no such day or the clock no such time. */
function fieldsOf(day: string, clock = '00:00'): number | undefined {
  const at = Date.parse(`${day}T${clock}Z`);
  return Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day ? undefined : at;
}

/** `2026-03-29T08:00` by the clock of the zone, or with `Z` or `+02:00` by the world's. */
export function instantOf(text: string, zone: ZoneRules): Instant | undefined {
  const [, day, clock] = LOCAL.exec(text) ?? [];
  if (day !== undefined) {
    const local = fieldsOf(day, clock);
    return local === undefined ? undefined : instantOfLocal(zone, local);
  }
  const world = /^(\d{4}-\d{2}-\d{2})T.*(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(world) ? undefined : world;
}

/** The rules of a zone around a time that is itself given by that zone's clock. */
export function zoneNamed(name: string, around: Instant): ZoneRules | undefined {
  try {
    return zoneRules(name, around);
  } catch {
    return undefined;
  }
}

/** The first instant, not before `from`, at which the zone's clock shows `08:30`, `08:30:15` or, of a later day, `day 2 08:30`. */
export function clockTime(text: string, from: Instant, zone: ZoneRules): Instant | undefined {
  const [, day, clock] =
    /^(?:day (\d{1,3}) )?([01]\d:[0-5]\d(?::[0-5]\d)?|2[0-3]:[0-5]\d(?::[0-5]\d)?)$/.exec(text) ?? [];
  if (clock === undefined) return undefined;
  const today = localFields(zone, from).toISOString().slice(0, 10);
  const onDay = (days: number) => instantOfLocal(zone, (fieldsOf(today, clock) ?? 0) + days * DAY);
  if (day !== undefined) return onDay(Number(day) - 1);
  const first = onDay(0);
  return first < from ? onDay(1) : first;
}

/** `2026-03-29 08:30:00` as the zone's clock shows it. */
export const shownBy = (zone: ZoneRules, at: Instant): string =>
  new Date(at + minutesAt(zone, at) * 60_000).toISOString().slice(0, 19).replace('T', ' ');
