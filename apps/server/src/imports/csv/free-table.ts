import type { Found, FoundSet, Remarks } from '../read/found.js';
import { movementNamed, type Said } from '../read/movement-names.js';
import { type DateOrder, orderShown, timeIn, type When, whenWritten } from '../read/written-time.js';
import type { Zone } from '../read/zone.js';
import type { ColumnField } from './column-names.js';
import { setsIn } from './free-sets.js';
import { lengthIn, numberIn } from './numbers.js';
import type { Row } from './rows.js';

type Cells = (field: ColumnField) => string;
export type Reading = {
  fields: readonly (ColumnField | undefined)[];
  zone: Zone;
  order: DateOrder;
  movements: Said;
  remarks: Remarks;
};

const cellsOf = ({ fields }: Reading, { cells }: Row): Cells => {
  return (field) => cells[fields.indexOf(field)]?.trim() ?? '';
};

/** Whether a table's days are written day or month first: the first row that can be told by decides. */
export async function orderIn(
  fields: readonly (ColumnField | undefined)[],
  rows: AsyncIterable<Row>,
): Promise<DateOrder | 'either' | undefined> {
  const places = [fields.indexOf('start'), fields.indexOf('date')].filter((place) => place >= 0);
  let seen: 'either' | undefined;
  for await (const { cells } of rows)
    for (const place of places) {
      const shown = orderShown(cells[place] ?? '');
      if (shown !== undefined && shown !== 'either') return shown;
      seen ??= shown;
    }
  return seen;
}

const startOf = (cell: Cells, { zone, order }: Reading): When | undefined =>
  (cell('start') === '' ? undefined : whenWritten(cell('start'), { zone, order })) ??
  whenWritten(cell('date'), {
    zone,
    order,
    time: cell('time') || (timeIn(cell('start')) ? cell('start') : ''),
  });

/** What a row says of a length; NaN for what it says and nobody can read. */
function lengthOf(cell: Cells, started: When, { zone, order }: Reading): number | undefined {
  if (cell('minutes') !== '') return lengthIn(cell('minutes'), 60_000) ?? Number.NaN;
  if (cell('duration') !== '') return lengthIn(cell('duration'), 60_000) ?? Number.NaN;
  if (cell('end') === '') return undefined;
  const ended =
    whenWritten(cell('end'), { zone, order }) ??
    whenWritten(cell('date'), { zone, order, time: cell('end') });
  return ended === undefined || ended.isDayOnly ? Number.NaN : ended.at - started.at;
}

type Part = { line: number; started: When; lengthMs: number | undefined; sets: FoundSet[]; effort?: number };
type Gathered = { parts: Part[]; name: string; notes: string[] };

function effortIn(cell: Cells, line: number, remarks: Remarks): { effort?: number } {
  if (cell('effort') === '') return {};
  const effort = numberIn(cell('effort'));
  if (effort !== undefined && effort >= 0 && effort <= 10) return { effort };
  remarks.add(line, 'effort-unreadable', 'has an effort that is none from 0 to 10; the effort is left out');
  return {};
}

function setsOf(cell: Cells, line: number, { movements, remarks }: Reading): FoundSet[] {
  const name = cell('exercise');
  if (name === '') return [];
  const named = movementNamed(name, movements);
  if (!named.isKnown) remarks.stranger(name, named.movement);
  const sets = setsIn(
    { sets: cell('sets'), reps: cell('reps'), seconds: cell('seconds'), side: cell('side') },
    named,
  );
  if (sets === undefined)
    remarks.add(line, 'sets-unreadable', 'has sets or amounts that cannot be read; its exercise is left out');
  return sets ?? [];
}

function partIn(cell: Cells, line: number, reading: Reading): Part | undefined {
  const { remarks } = reading;
  const started = startOf(cell, reading);
  if (started === undefined) {
    remarks.add(line, 'no-date', 'has no date that can be read; it is left out');
    return undefined;
  }
  const lengthMs = lengthOf(cell, started, reading);
  if (Number.isNaN(lengthMs)) remarks.add(line, 'length-unreadable', 'has a length that cannot be read');
  return {
    ...{ line, started, lengthMs: Number.isNaN(lengthMs) ? undefined : lengthMs },
    sets: setsOf(cell, line, reading),
    ...effortIn(cell, line, remarks),
  };
}

/** The same length on every row is the session's; different ones are those of its exercises. */
function lengthOfAll(parts: readonly Part[]): number {
  const told = parts.flatMap(({ lengthMs }) => lengthMs ?? []);
  const [first = 0] = told;
  return told.every((each) => each === first) ? first : told.reduce((sum, each) => sum + each, 0);
}

function sessionOf({ parts, name, notes }: Gathered): Found | undefined {
  const [first] = parts;
  if (first === undefined) return undefined;
  const { at, zone, isDayOnly } = first.started;
  const efforts = parts.flatMap(({ effort }) => effort ?? []);
  const note = [...new Set(notes)].join(' · ');
  return {
    ...{ line: first.line, startedAt: at, endedAt: at + lengthOfAll(parts), zone },
    ...(isDayOnly && { isDayOnly }),
    ...(name === '' ? {} : { routineName: name.slice(0, 80) }),
    ...(note === '' ? {} : { note }),
    efforts:
      efforts.length === 0 ? {} : { imported: efforts.reduce((sum, each) => sum + each, 0) / efforts.length },
    sets: parts.flatMap(({ sets }) => sets),
  };
}

/**
 * Sessions from anybody's table. With a column of exercises the rows of one start (and one name) are one session; without,
 * each row is one. Days without times follow each other from noon on.
 */
export async function sessionsOfFreeTable(rows: AsyncIterable<Row>, reading: Reading): Promise<Found[]> {
  const { fields, remarks } = reading;
  const isTogether = fields.includes('exercise');
  const gathered = new Map<string, Gathered>();
  for await (const row of rows) {
    const cell = cellsOf(reading, row);
    const part = partIn(cell, row.line, reading);
    if (part === undefined) continue;
    const key = isTogether ? `${part.started.at} ${cell('name')}` : String(row.line);
    const known = gathered.get(key) ?? { parts: [], name: cell('name'), notes: [] };
    gathered.set(key, known);
    known.parts.push(part);
    if (cell('note') !== '') known.notes.push(cell('note'));
    if (part.started.isDayOnly)
      remarks.addOnce(row.line, 'no-time', 'and others have no time of day; noon stands for it');
  }
  return oneAfterTheOther([...gathered.values()].flatMap((each) => sessionOf(each) ?? []));
}

/** Several sessions of a day without times cannot all have been at noon. */
function oneAfterTheOther(sessions: readonly Found[]): Found[] {
  const free = new Map<number, number>();
  return sessions.map((found) => {
    if (!found.isDayOnly) return found;
    const startedAt = free.get(found.startedAt) ?? found.startedAt;
    const endedAt = startedAt + (found.endedAt - found.startedAt);
    free.set(found.startedAt, Math.max(endedAt, startedAt + 5 * 60_000));
    return { ...found, startedAt, endedAt };
  });
}
