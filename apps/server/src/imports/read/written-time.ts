import { instantIn, type Zone } from './zone.js';

/** Which of the two comes first where only numbers stand: 3/4/2026. */
export type DateOrder = 'day-first' | 'month-first';
export type When = { at: number; zone: number; isDayOnly?: true };

const NOON_MS = 12 * 3_600_000;
const YEARS_FIRST = /^(\d{4})[-./](\d{1,2})[-./](\d{1,2})(?:$|[T ,]+(.+)$)/i;
const YEARS_LAST = /^(\d{1,2})([-./])(\d{1,2})\2(\d{4}|\d{2})(?:$|[T ,]+(.+)$)/i;
const TIME = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(am|pm|uhr)?\s*(z|utc|[+-]\d{2}:?\d{2})?$/i;

type Day = { year: number; month: number; day: number };

function dayIn(text: string, order: DateOrder): { day: Day; rest: string } | undefined {
  const first = YEARS_FIRST.exec(text);
  if (first) {
    const [, year, month, day, rest = ''] = first;
    return { day: { year: Number(year), month: Number(month), day: Number(day) }, rest };
  }
  const last = YEARS_LAST.exec(text);
  if (!last) return undefined;
  const [, one, sign, two, year = '', rest = ''] = last;
  const isMonthFirst = sign === '/' && order === 'month-first';
  const [day, month] = isMonthFirst ? [Number(two), Number(one)] : [Number(one), Number(two)];
  return { day: { year: Number(year) + (year.length === 2 ? 2000 : 0), month, day }, rest };
}

/** The day at its midnight as if it were UTC; undefined for one that no calendar has. */
function midnightOf({ year, month, day }: Day): number | undefined {
  const at = Date.UTC(year, month - 1, day);
  const date = new Date(at);
  const isReal =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? at : undefined;
}

/** A time of day in milliseconds, with its own offset where it has one. */
export function timeIn(text: string): { ms: number; offset?: number } | undefined {
  const found = TIME.exec(text.trim());
  if (!found) return undefined;
  const [, hour = '', minute = '', second = '0', part = '', half = '', offset] = found;
  const isHalf = /^[ap]m$/i.test(half);
  const hours = isHalf ? (Number(hour) % 12) + (/^p/i.test(half) ? 12 : 0) : Number(hour);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59 || (isHalf && Number(hour) > 12))
    return undefined;
  const ms =
    ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number(part.padEnd(3, '0').slice(0, 3));
  return { ms, ...(offset === undefined ? {} : { offset: offsetIn(offset) }) };
}

function offsetIn(text: string): number {
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})$/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** Both numbers could be the month, so that only its person can tell. */
export function orderShown(text: string): DateOrder | 'either' | undefined {
  const [, one, sign, two] = YEARS_LAST.exec(text.trim()) ?? [];
  if (sign !== '/') return undefined;
  if (Number(one) > 12) return 'day-first';
  return Number(two) > 12 ? 'month-first' : 'either';
}

type Reading = { zone: Zone; order: DateOrder; time?: string };

/**
 * The instant that a text means: a day, with or without a time, or with the time of another cell. A text with an offset of
 * its own keeps it; all others are of the zone given. Undefined for what is no day.
 */
export function whenWritten(text: string, { zone, order, time = '' }: Reading): When | undefined {
  const found = dayIn(text.trim(), order);
  const midnight = found && midnightOf(found.day);
  if (found === undefined || midnight === undefined) return undefined;
  const clock = found.rest.trim() || time.trim();
  if (clock === '') return { ...instantIn(zone, midnight + NOON_MS), isDayOnly: true };
  const told = timeIn(clock);
  if (told === undefined) return undefined;
  const local = midnight + told.ms;
  if (told.offset === undefined) return instantIn(zone, local);
  return { at: local - told.offset * 60_000, zone: told.offset };
}
