import { DAY_MS, dayOf, dayStartAt } from '../units/index.js';
import type { Weekday } from './settings.js';

/** 1970-01-01 was a Thursday. */
const EPOCH_WEEKDAY = 4;

/** The day of the week of a calendar day `YYYY-MM-DD`, 1 for Monday. */
export function weekdayOf(day: string): Weekday {
  const days = Math.floor(dayStartAt(day) / DAY_MS) + EPOCH_WEEKDAY - 1;
  return ((((days % 7) + 7) % 7) + 1) as Weekday;
}

/**
 * The seven calendar days of the week that holds `day`, from the person's own first day on. Calendar days have no
 * length: a day of 23 or 25 hours is one of them like any other.
 */
export function weekAround(day: string, firstDayOfWeek: Weekday): readonly string[] {
  const into = (weekdayOf(day) - firstDayOfWeek + 7) % 7;
  const start = dayStartAt(day) - into * DAY_MS;
  const days: string[] = [];
  for (let index = 0; index < 7; index += 1) days.push(dayOf(start + index * DAY_MS, 0));
  return days;
}
