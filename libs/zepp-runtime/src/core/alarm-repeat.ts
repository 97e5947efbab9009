import { constantOf } from '../wire/constants.js';
import { asNumber, type Json } from '../wire/json.js';
import type { Instant } from './scheduler.js';
import { instantOfLocal, localFields, type ZoneRules } from './zone.js';

/** How an alarm comes again. Days and longer go by the local clock of `first`; minutes and hours by elapsed time. */
export type Repeat = {
  unit: 'MINUTE' | 'HOUR' | 'DAY' | 'WEEK' | 'MONTH' | 'YEAR';
  first: Instant;
  /** What the local clock shows at `first`, as if it were UTC. */
  local: number;
  /** Of `period` turns the first `duration` ring. */
  period: number;
  duration: number;
  weekDays: number;
  from: Instant;
  to: Instant;
};

const UNITS = ['MINUTE', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'YEAR'] as const;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SECOND = 1_000;
/** Longest row of turns without a ring: 31st or 29 February, over a turn of the century. */
const MOST_TRIES = 120;

/** The repeat that `option` asks for; none for `REPEAT_ONCE` and for what is no repeat. */
export function repeatOf(option: Record<string, Json>, first: Instant, zone: ZoneRules): Repeat | undefined {
  const type = asNumber(option.repeat_type);
  const unit = UNITS.find((name) => constantOf('@zos/alarm', `REPEAT_${name}`) === type);
  if (unit === undefined) return undefined;
  const counted = unit === 'MINUTE' || unit === 'HOUR' || unit === 'DAY';
  const whole = (value: Json | undefined) => (counted ? Math.max(1, Math.floor(asNumber(value, 1))) : 1);
  const end = asNumber(option.end_time) * SECOND;
  return {
    unit,
    first,
    local: localFields(zone, first).getTime(),
    period: whole(option.repeat_period),
    duration: whole(option.repeat_duration),
    weekDays: asNumber(option.week_days),
    from: asNumber(option.start_time) * SECOND,
    to: end > 0 ? end : Number.MAX_SAFE_INTEGER,
  };
}

/** `turn`, or the first turn of the next period when the rings of this one are over. */
const ringing = (turn: number, { period, duration }: Repeat): number =>
  turn % period < duration ? turn : turn - (turn % period) + period;

/** The local clock of a turn; undefined for a day that a month or year does not have. */
function localOf(turn: number, { unit, local }: Repeat): number | undefined {
  if (unit === 'DAY' || unit === 'WEEK') return local + turn * DAY;
  const date = new Date(local);
  const day = date.getUTCDate();
  if (unit === 'MONTH') date.setUTCMonth(date.getUTCMonth() + turn);
  else date.setUTCFullYear(date.getUTCFullYear() + turn);
  return date.getUTCDate() === day ? date.getTime() : undefined;
}

/** `week_days` has Monday in its lowest bit; a weekly alarm without days rings on the weekday of its first time. */
function fits(local: number, { unit, weekDays, local: first }: Repeat): boolean {
  if (unit !== 'WEEK') return true;
  const bit = (at: number) => 1 << ((new Date(at).getUTCDay() + 6) % 7);
  return ((weekDays === 0 ? bit(first) : weekDays) & bit(local)) !== 0;
}

function nextElapsed(repeat: Repeat, after: Instant): Instant {
  const size = repeat.unit === 'MINUTE' ? MINUTE : 60 * MINUTE;
  const turn = Math.max(0, Math.floor((after - repeat.first) / size) + 1);
  return repeat.first + ringing(turn, repeat) * size;
}

/** Length of a turn, never overestimated, so that no turn is jumped over. */
const LEAST_TURNS = { DAY, WEEK: DAY, MONTH: 31 * DAY, YEAR: 366 * DAY };

function nextLocal(repeat: Repeat, after: Instant, zone: ZoneRules): Instant | undefined {
  const { unit, first } = repeat;
  if (unit === 'MINUTE' || unit === 'HOUR') return undefined;
  let turn = Math.max(0, Math.floor((after - first) / LEAST_TURNS[unit]) - 1);
  for (let tries = 0; tries < MOST_TRIES; tries += 1, turn += 1) {
    turn = ringing(turn, repeat);
    const local = localOf(turn, repeat);
    if (local === undefined || !fits(local, repeat)) continue;
    const at =
      turn === 0 && localFields(zone, first).getTime() === local ? first : instantOfLocal(zone, local);
    if (at > after) return at;
  }
  return undefined;
}

/** The first ring later than `after`, inside the window; none when there is no more. */
export function nextRing(repeat: Repeat, after: Instant, zone: ZoneRules): Instant | undefined {
  const since = Math.max(after, repeat.from - 1);
  const elapsed = repeat.unit === 'MINUTE' || repeat.unit === 'HOUR';
  const at = elapsed ? nextElapsed(repeat, since) : nextLocal(repeat, since, zone);
  return at === undefined || at > repeat.to ? undefined : at;
}
