import { compileTimeline, type EntryDraft, findRoutine, look, startSession } from '@plumbline/routine-core';
import type { Chance } from './chance.js';

const OPTIONS = { level: 'low', withOptional: false } as const;
const ROUTINES = ['micro-squeeze', 'micro-cat', 'micro-doorway', 'first-week'] as const;

/** What a watch writes when its wearer does a routine on time, each draft at the instant it is made. */
export function sessionFrom(at: number, sessionId: string, chance: Chance): EntryDraft[] {
  const routineId = chance.pick(ROUTINES);
  const routine = findRoutine(routineId);
  if (routine === undefined) throw new Error(`no routine ${routineId}`);
  const timeline = compileTimeline(routine, OPTIONS);
  const started = {
    kind: 'session-started',
    sessionId,
    routineId,
    routineVersion: routine.version,
    options: OPTIONS,
  } as const;
  const { entries } = look(timeline, startSession({ at, zone: 60, ...started }), at + timeline.totalMs + 1);
  return [{ at, ...started }, ...entries];
}
