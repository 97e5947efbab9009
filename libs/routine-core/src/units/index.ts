/** An instant: integer milliseconds since 1970-01-01T00:00Z. Written `…At`, or `now` for the instant of a look. */
export type Instant = number;

/** A duration in integer milliseconds. Written `…Ms`. */
export type Millis = number;

/** Minutes east of UTC, as the watch's own clock had them when an entry was made. */
export type ZoneMinutes = number;

export const SECOND_MS: Millis = 1000;
export const MINUTE_MS: Millis = 60 * SECOND_MS;
export const DAY_MS: Millis = 24 * 60 * MINUTE_MS;

/** The only place where seconds of a routine file become milliseconds. Half seconds are allowed, finer ones are rounded. */
export const secondsToMs = (seconds: number): Millis => Math.round(seconds * SECOND_MS);

const pad = (value: number, width: number): string => {
  let text = String(value);
  while (text.length < width) text = `0${text}`;
  return text;
};

/**
 * The calendar day an instant belongs to, by the offset it was lived in: `YYYY-MM-DD`.
 * Civil-from-days arithmetic on the proleptic Gregorian calendar, for any instant a watch can show.
 */
export function dayOf(at: Instant, zone: ZoneMinutes): string {
  const days = Math.floor((at + zone * MINUTE_MS) / DAY_MS) + 719468;
  const era = Math.floor(days / 146097);
  const dayOfEra = days - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/**
 * The instant a calendar day `YYYY-MM-DD` begins at in UTC: the inverse of `dayOf(at, 0)`, by days-from-civil
 * arithmetic. NaN for a text that names no day of four figures.
 */
export function dayStartAt(day: string): Instant {
  const [, year = '', month = '', date = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(day) || [];
  const shifted = Number(month) <= 2 ? Number(year) - 1 : Number(year);
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((Number(month) + 9) % 12) + 2) / 5) + Number(date) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  const at = (era * 146097 + dayOfEra - 719468) * DAY_MS;
  return year !== '' && dayOf(at, 0) === day ? at : Number.NaN;
}

/** `m:ss`, rounded to whole seconds: how every printer and screen writes a length. */
export function minutesAndSeconds(ms: Millis): string {
  const seconds = Math.round(ms / SECOND_MS);
  return `${Math.floor(seconds / 60)}:${pad(seconds % 60, 2)}`;
}
