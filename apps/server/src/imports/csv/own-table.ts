import { isMovementId, LEVEL_NAMES, type LevelName } from '@plumbline/routine-core';
import { unguarded } from '../../exchange/csv/texts.js';
import { FileProblem } from '../read/file-problem.js';
import type { Found, FoundSet, Remarks } from '../read/found.js';
import { HISTORY_LIMITS } from '../read/limits.js';
import { whenWritten } from '../read/written-time.js';
import type { Row } from './rows.js';

const KEY_COLUMNS = ['session_id', 'started_at', 'ended_at', 'status', 'kind', 'movement', 'done'] as const;

/** True for the heads of our own `steps.csv`, of this or a later release. */
export const isOwnTable = (heads: readonly string[]): boolean =>
  KEY_COLUMNS.every((name) => heads.includes(name));

type Cells = (name: string) => string;
const GAPS = ['lead-in', 'rest', 'switch', 'change'];
const RESULTS = ['done', 'cut', 'skipped', 'missed'] as const;

const msIn = (text: string): number => Math.max(0, Math.round(1000 * Number(text)) || 0);
const instantIn = (text: string) => whenWritten(text, { zone: 0, order: 'day-first' });
const short = (text: string): string => unguarded(text).slice(0, 80);

function levelIn(text: string): LevelName | number | undefined {
  if (/^[0-6]$/.test(text)) return Number(text);
  return LEVEL_NAMES.find((name) => name === text);
}

/** Why a session of the table is none to bring in. */
function leftOut(cell: Cells): [string, string] | undefined {
  if (cell('status') !== 'ended')
    return ['not-over', 'was still going on when the file was written; it is left out'];
  return cell('how') === 'discarded' ? ['discarded', 'was thrown away; it is left out'] : undefined;
}

function sessionIn(cell: Cells, line: number): Found | undefined {
  const [started, ended] = [instantIn(cell('started_at')), instantIn(cell('ended_at'))];
  if (started === undefined || ended === undefined) return undefined;
  const [routineId, routineName, note] = [
    short(cell('routine_id')),
    short(cell('routine')),
    unguarded(cell('note')),
  ];
  const level = levelIn(cell('level'));
  const version = Number(cell('routine_version'));
  return {
    ...{ line, startedAt: started.at, endedAt: ended.at, zone: started.zone },
    how: cell('how') === 'saved' ? 'saved' : 'complete',
    ...(routineId === '' ? {} : { routineId }),
    ...(Number.isSafeInteger(version) && version > 0 ? { routineVersion: version } : {}),
    ...(routineName === '' ? {} : { routineName }),
    ...(level === undefined ? {} : { level }),
    ...(note === '' ? {} : { note }),
    ...{ restMs: 0, efforts: {}, sets: [] },
  };
}

function setIn(cell: Cells): FoundSet | undefined {
  const movement = cell('movement');
  const isHold = cell('kind') === 'hold';
  if (!isMovementId(movement) || (!isHold && cell('kind') !== 'reps')) return undefined;
  const amount = (text: string): number => (isHold ? msIn(text) : Math.max(0, Math.round(Number(text)) || 0));
  const side = cell('side');
  const status = RESULTS.find((name) => name === cell('result'));
  const blockId = short(cell('block'));
  return {
    ...{ movement, unit: isHold ? 'ms' : 'reps', done: amount(cell('done')), target: amount(cell('target')) },
    tookMs: msIn(cell('took_seconds')),
    ...(side === 'left' || side === 'right' ? { side } : {}),
    ...(blockId === '' ? {} : { blockId }),
    ...(status === undefined ? {} : { status }),
    ...(cell('pain') === 'yes' ? { pain: true } : {}),
  };
}

/** What a row of a step adds to its session. */
function addStep(found: Found, { cell, line }: { cell: Cells; line: number }, remarks: Remarks): void {
  if (cell('step') === '') return;
  if (GAPS.includes(cell('kind'))) {
    found.restMs = (found.restMs ?? 0) + msIn(cell('took_seconds'));
    return;
  }
  const set = setIn(cell);
  if (set === undefined) {
    remarks.add(line, 'step-unreadable', 'is a step that this version does not know; the step is left out');
    return;
  }
  if (found.sets.length <= HISTORY_LIMITS.setsOfSession) found.sets.push(set);
  const effort = Number(cell('effort'));
  if (cell('effort') !== '' && effort >= 0 && effort <= 10) found.efforts[set.blockId ?? 'imported'] = effort;
}

/** Sessions from our own table, each with its steps as they were done. */
export async function sessionsOfOwnTable(
  heads: readonly string[],
  rows: AsyncIterable<Row>,
  remarks: Remarks,
): Promise<Found[]> {
  const sessions: Found[] = [];
  const places = new Map(heads.map((name, index) => [name, index]));
  let last = { id: '', found: undefined as Found | undefined };
  for await (const { line, cells } of rows) {
    const cell: Cells = (name) => cells[places.get(name) ?? -1] ?? '';
    if (cell('session_id') !== last.id) {
      last = { id: cell('session_id'), found: beginSession(cell, line, remarks) };
      if (last.found) sessions.push(last.found);
      if (sessions.length > HISTORY_LIMITS.sessions)
        throw new FileProblem('too-many', `is of one of more than ${HISTORY_LIMITS.sessions} sessions`, line);
    }
    if (last.found) addStep(last.found, { cell, line }, remarks);
  }
  return sessions;
}

function beginSession(cell: Cells, line: number, remarks: Remarks): Found | undefined {
  const reason = leftOut(cell);
  if (reason) {
    remarks.add(line, ...reason);
    return undefined;
  }
  const found = sessionIn(cell, line);
  if (found === undefined)
    remarks.add(line, 'no-date', 'has no start or end that can be read; the session is left out');
  return found;
}
