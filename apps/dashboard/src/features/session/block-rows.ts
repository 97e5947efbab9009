/**
 * Puts the rows of a session under the headings of its blocks. The routine tells
 * which step lies in which block; a routine this dashboard does not know gives
 * one heading-less table rather than none.
 */
import {
  compileTimeline,
  type Entry,
  findRoutine,
  type Routine,
  type Timeline,
} from '@plumbline/routine-core';
import type { PlanRow } from '../../api/index.js';

export type BlockRows = { id: string; name: string | undefined; rows: PlanRow[] };

export function blockRows(rows: readonly PlanRow[], timeline: Timeline | undefined): BlockRows[] {
  if (timeline === undefined) return [{ id: 'all', name: undefined, rows: [...rows] }];
  const nameById = new Map(timeline.blocks.map((block) => [block.id, block.name]));
  const blocks: BlockRows[] = [];
  for (const row of rows) {
    const id = timeline.steps[row.step]?.blockId ?? 'other';
    const last = blocks.at(-1);
    if (last?.id === id) last.rows.push(row);
    else blocks.push({ id, name: nameById.get(id), rows: [row] });
  }
  return blocks;
}

/** The timeline the session was played on, from the entry that started it. */
export function timelineOf(entries: readonly Entry[]): Timeline | undefined {
  const started = entries.find((entry) => entry.kind === 'session-started');
  if (started === undefined) return undefined;
  const routine: Routine | undefined = findRoutine(started.routineId, started.routineVersion);
  return routine === undefined ? undefined : compileTimeline(routine, started.options);
}
