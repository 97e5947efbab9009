/** A session as a watch would have written it: the clock walks through the routine and every entry gets its number. */
import {
  type CompileOptions,
  compileTimeline,
  type Entry,
  findRoutine,
  look,
  startSession,
} from '@plumbline/routine-core';

export interface PlayedSession {
  readonly sessionId: string;
  readonly routineId: string;
  readonly startAt: number;
  /** How far it has been played; Infinity plays it to its end. */
  readonly playedMs: number;
  readonly firstSeq: number;
  /** Minutes east of UTC on the watch. */
  readonly zone: number;
}

const OPTIONS: CompileOptions = { level: 'low', withOptional: false };

export function playedSession({
  sessionId,
  routineId,
  startAt,
  playedMs,
  firstSeq,
  zone,
}: PlayedSession): Entry[] {
  const routine = findRoutine(routineId);
  if (!routine) throw new Error(`no routine ${routineId}`);
  const timeline = compileTimeline(routine, OPTIONS);
  const started = {
    kind: 'session-started',
    at: startAt,
    sessionId,
    routineId,
    routineVersion: routine.version,
    options: OPTIONS,
  } as const;
  const state = startSession({ ...started, zone });
  const { entries } = look(timeline, state, startAt + Math.min(playedMs, timeline.totalMs));
  return [started, ...entries].map((draft, index) => ({ ...draft, seq: firstSeq + index, zone }));
}
