import type { ColumnField, FoundSession, HistoryImport, HistoryPreview } from '../../../api/index.js';
import { dateWithYear, timeOfDay } from '../../../time/moments.js';
import { movementName } from '../../../words/movement-words.js';

export const sessionsWord = (count: number): string =>
  `${count.toLocaleString('en')} ${count === 1 ? 'session' : 'sessions'}`;

/** What a file holds, in the order in which a person would ask. */
export function foundWords({ sessions, duplicates }: HistoryPreview): string {
  const [first, last] = [sessions[0], sessions.at(-1)];
  if (first === undefined || last === undefined) return 'No session could be read in this file yet.';
  const [from, to] = [dateWithYear(first.startedAt, first.zone), dateWithYear(last.startedAt, last.zone)];
  const when = from === to ? `on ${from}` : `from ${from} to ${to}`;
  const doubles =
    duplicates === 0
      ? ''
      : ` ${duplicates === 1 ? 'One looks' : `${duplicates.toLocaleString('en')} look`} like a session that is here already, so it stays out unless you tick it.`;
  return `${sessionsWord(sessions.length)} ${when}.${doubles}`;
}

export const whenWords = ({ startedAt, zone }: FoundSession): string =>
  `${dateWithYear(startedAt, zone)}, ${timeOfDay(startedAt, zone)}`;

export function whatWords({ name, movements }: FoundSession): string {
  if (name !== undefined) return name;
  return movements.length === 0 ? 'No exercises told' : movements.map(movementName).join(', ');
}

/** Why a session is not ticked. */
export function againstWords({ duplicate, doubt }: FoundSession): string {
  if (duplicate !== undefined) return 'sessionId' in duplicate ? 'Here already?' : 'Twice in the file?';
  return doubt === undefined ? '' : 'Another sport?';
}

export const isNew = ({ duplicate, doubt }: FoundSession): boolean =>
  duplicate === undefined && doubt === undefined;

/** `1-40,55`: the shortest list of these numbers. */
export function rangesOf(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of [...numbers].sort((one, other) => one - other)) {
    const last = ranges.at(-1);
    if (last !== undefined && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

export const remarkWords = (
  form: HistoryPreview['form'],
  { line, message }: { line: number; message: string },
) => `${form === 'fit' ? 'Message' : 'Line'} ${line} ${message}.`;

export const FIELD_WORDS: Readonly<Record<ColumnField, string>> = {
  date: 'Day',
  time: 'Time of day',
  start: 'Day and time',
  end: 'End',
  minutes: 'Minutes',
  duration: 'Length',
  exercise: 'Exercise',
  sets: 'Number of sets',
  reps: 'Repetitions',
  seconds: 'Seconds held',
  side: 'Side',
  effort: 'Effort, 0 to 10',
  note: 'Note',
  name: 'Name of the session',
};

/** One sentence on a file that was brought in. */
export function importWords({ name, source, state, sessions, shown }: HistoryImport): string {
  const file = name ?? (source === 'fit' ? 'a FIT activity' : 'a table');
  if (state === 'running')
    return `${file}: ${shown.toLocaleString('en')} of ${sessionsWord(sessions)} so far. You may leave this page; it goes on.`;
  if (state === 'stopped')
    return `${file}: stopped after ${shown.toLocaleString('en')} of ${sessionsWord(sessions)}. Bring the same file in again, and it goes on.`;
  if (state === 'undone') return `${file}: ${sessionsWord(sessions)}, taken back.`;
  const some = shown === sessions ? '' : `${shown.toLocaleString('en')} of `;
  return `${file}: ${some}${sessionsWord(sessions)} in your history.`;
}
