import type { SessionSummary } from '@plumbline/routine-core';
import ical from 'ical-generator';

/** A session that was ended and kept, with what its wearer said of it. */
export type DoneSession = { summary: SessionSummary; lastAt: number; efforts: number[] };
/** A day on which a session is meant to be done, as `YYYY-MM-DD`; `atMinute` counts from midnight, wherever one is. */
export type PlannedDay = {
  day: string;
  routineId: string;
  name: string;
  since: number;
  atMinute?: number;
  lastsMs?: number;
};

const MINUTE = 60_000;
/** Longer than any session lasts; a watch whose clock leapt must not fill a month. */
const LONGEST_MS = 24 * 60 * MINUTE;

/**
 * The calendar as iCalendar text (RFC 5545). The same facts make the same bytes: `DTSTAMP` is when a fact last
 * changed, never now. What was done stands at its instants, in UTC; a planned day is a whole day, or a time of day, that
 * belongs to no zone: it is then wherever one is.
 */
export function calendarText(done: readonly DoneSession[], planned: readonly PlannedDay[]): string {
  const prodId = { company: 'Plumbline', product: 'calendar', language: 'EN' };
  const calendar = ical({ name: 'Plumbline', prodId, ttl: 3_600 });
  for (const session of done) calendar.createEvent(doneEvent(session));
  for (const day of planned) calendar.createEvent(plannedEvent(day));
  return `${calendar.toString()}\r\n`;
}

function doneEvent({ summary, lastAt, efforts }: DoneSession) {
  const { sessionId, startedAt, endedAt = startedAt, routineName, setsDone, setsPlanned } = summary;
  const lastedMs = Math.min(Math.max(endedAt - startedAt, MINUTE), LONGEST_MS);
  const minutes = Math.round((endedAt - startedAt) / MINUTE);
  const lines = [
    `Sets: ${setsDone} of ${setsPlanned}`,
    ...(efforts.length > 0 ? [`Effort: ${span(efforts)} of 10`] : []),
    ...(summary.how === 'saved' ? ['Ended early.'] : []),
  ];
  return {
    id: `${sessionId}@plumbline`,
    start: new Date(startedAt),
    end: new Date(startedAt + lastedMs),
    stamp: new Date(lastAt),
    summary: `${plain(routineName)}, ${minutes} min`,
    description: lines.join('\n'),
  };
}

function plannedEvent({ day, routineId, name, since, atMinute, lastsMs = MINUTE }: PlannedDay) {
  const facts = { stamp: new Date(since), summary: `Planned: ${plain(name)}` };
  const midnight = Date.parse(`${day}T00:00:00Z`);
  if (atMinute === undefined) {
    const times = { start: new Date(midnight), end: new Date(midnight + 24 * 60 * MINUTE), allDay: true };
    return { id: `planned-${day}-${routineId}@plumbline`, ...times, ...facts };
  }
  const start = midnight + atMinute * MINUTE;
  const end = start + MINUTE * Math.max(1, Math.ceil(lastsMs / MINUTE));
  const times = { start: new Date(start), end: new Date(end), floating: true };
  return { id: `planned-${day}-${routineId}-${atMinute}@plumbline`, ...times, ...facts };
}

function span(values: readonly number[]): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return least === most ? String(most) : `${least} to ${most}`;
}

/** A calendar's text has no place for control signs; line breaks are the library's to write. */
const plain = (text: string): string => text.replace(/[\p{Cc}\p{Cs}]+/gu, ' ').trim();
