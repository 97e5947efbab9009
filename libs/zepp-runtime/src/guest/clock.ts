import { call } from './bridge.js';

/** Zone rules as the host hands them in: minutes east of UTC from an instant on, oldest first. */
type Offsets = { from: number; minutes: number }[];

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (n: number) => (n < 10 ? `0${n}` : String(n));
const Native = Date;
const nativeParse = Date.parse;
const utc = Date.UTC;
let offsets: Offsets = [];

export const now = (): number => call('clock.now') as number;
export function setOffsets(given: Offsets): void {
  offsets = given;
}

const minutesAt = (at: number): number => {
  let minutes = offsets[0]?.minutes ?? 0;
  for (const entry of offsets) if (entry.from <= at) minutes = entry.minutes;
  return minutes;
};

/** The instant a local wall clock shows `local`, given as if it were UTC; of two, the first. */
function instantOf(local: number): number {
  const guess = local - minutesAt(local) * 60_000;
  const early = local - minutesAt(guess - 3 * 3_600_000) * 60_000;
  if (early + minutesAt(early) * 60_000 === local) return early;
  return local - minutesAt(guess) * 60_000;
}

const ISO_LOCAL = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,3}))?)?$/;
const HAS_ZONE = /(GMT|UTC|Z|[+-]\d\d:?\d\d)(\s*\(.*\))?$/;
const DATE_ONLY = /^\d{4}(-\d\d(-\d\d)?)?$/;

function parse(text: string): number {
  const iso = ISO_LOCAL.exec(text);
  if (iso !== null) {
    const [, y, mo, d, h, mi, s = '0', ms = '0'] = iso;
    return instantOf(
      utc(Number(y), Number(mo) - 1, Number(d), Number(h), Number(mi), Number(s), Number(ms.padEnd(3, '0'))),
    );
  }
  if (DATE_ONLY.test(text) || HAS_ZONE.test(text)) return nativeParse(text);
  return instantOf(nativeParse(`${text} UTC`));
}

/** A date whose UTC fields are the local fields of `date`. */
const shifted = (date: Date) => new Native(date.getTime() + minutesAt(date.getTime()) * 60_000);

const zoneText = (minutes: number) => {
  const size = Math.abs(minutes);
  return `GMT${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${two(size % 60)}`;
};

const dateText = (d: Date) =>
  `${DAYS[d.getUTCDay()]} ${MONTHS[d.getUTCMonth()]} ${two(d.getUTCDate())} ${d.getUTCFullYear()}`;
const timeText = (d: Date) => `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
const usDate = (d: Date) => `${two(d.getUTCMonth() + 1)}/${two(d.getUTCDate())}/${d.getUTCFullYear()}`;
const usTime = (d: Date) => {
  const hour = d.getUTCHours();
  const twelve = two(hour % 12 === 0 ? 12 : hour % 12);
  return `${twelve}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())} ${hour < 12 ? 'AM' : 'PM'}`;
};

const valid = (date: Date, text: (local: Date) => string) =>
  Number.isNaN(date.getTime()) ? 'Invalid Date' : text(shifted(date));

const texts: Record<string, (this: Date) => string> & ThisType<Date> = {
  toString() {
    return valid(this, (d) => `${dateText(d)} ${timeText(d)} ${zoneText(minutesAt(this.getTime()))}`);
  },
  toDateString() {
    return valid(this, dateText);
  },
  toTimeString() {
    return valid(this, (d) => `${timeText(d)} ${zoneText(minutesAt(this.getTime()))}`);
  },
  toLocaleString() {
    return valid(this, (d) => `${usDate(d)}, ${usTime(d)}`);
  },
  toLocaleDateString() {
    return valid(this, usDate);
  },
  toLocaleTimeString() {
    return valid(this, usTime);
  },
};

const FIELDS = ['FullYear', 'Month', 'Date', 'Hours', 'Minutes', 'Seconds', 'Milliseconds'] as const;
type Fields = Record<string, (...args: number[]) => number>;

const define = (name: string, value: unknown) =>
  Object.defineProperty(Native.prototype, name, {
    value,
    writable: true,
    configurable: true,
    enumerable: false,
  });

function defineField(name: string) {
  define(`get${name}`, function (this: Date) {
    return (shifted(this) as unknown as Fields)[`getUTC${name}`]?.() ?? Number.NaN;
  });
  define(`set${name}`, function (this: Date, ...args: number[]) {
    const local = shifted(this);
    (local as unknown as Fields)[`setUTC${name}`]?.(...args);
    return this.setTime(instantOf(local.getTime()));
  });
}

type Part = number | string | Date | undefined;

function timeOf(parts: Part[]): number {
  if (parts.length === 0) return now();
  const [first] = parts;
  if (parts.length === 1) {
    if (first instanceof Native) return first.getTime();
    return typeof first === 'string' ? parse(first) : Number(first);
  }
  const [y, mo, d = 1, h = 0, mi = 0, s = 0, ms = 0] = parts.map(Number);
  return instantOf(utc(y ?? Number.NaN, mo ?? Number.NaN, d, h, mi, s, ms));
}

/** Replaces the realm's `Date`: the host's time, the host's zone rules, the watch's texts. */
export function installClock(realm: Record<string, unknown>): void {
  for (const name of [...FIELDS, 'Day']) if (name !== 'Day') defineField(name);
  define('getDay', function (this: Date) {
    return shifted(this).getUTCDay();
  });
  define('getYear', function (this: Date) {
    return shifted(this).getUTCFullYear() - 1900;
  });
  define('getTimezoneOffset', function (this: Date) {
    return -minutesAt(this.getTime());
  });
  for (const [name, text] of Object.entries(texts)) define(name, text);
  const Zoned = function (this: unknown, ...parts: Part[]) {
    if (new.target === undefined) return String(new Native(now()));
    return Reflect.construct(Native, [timeOf(parts)], new.target);
  } as unknown as DateConstructor;
  Object.defineProperty(Zoned, 'name', { value: 'Date' });
  Object.defineProperty(Zoned, 'prototype', { value: Native.prototype, writable: false });
  Object.assign(Zoned, { now, parse: (text: string) => parse(String(text)), UTC: utc });
  define('constructor', Zoned);
  realm.Date = Zoned;
}
