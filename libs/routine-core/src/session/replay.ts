import type { Entry } from '../journal/index.js';
import { ok, type Result, refuse } from '../result/index.js';
import type { CompileOptions, Timeline } from '../timeline/index.js';
import { applyEntry, startSession } from './apply-entry.js';
import type { SessionState } from './session-state.js';

/** Finds the timeline a session was played on. */
export type TimelineOf = (
  routineId: string,
  routineVersion: number,
  options: CompileOptions,
) => Timeline | undefined;

const passOver = (state: SessionState): SessionState => ({ ...state, refused: state.refused + 1 });

/**
 * A session's state from its entries, in order of `seq`.
 *
 * Refuses only what makes a session unreadable: `session-not-started`, `routine-unknown`. An entry that does not fit is
 * passed over and counted in `refused`, so that one odd fact never hides the rest. Entries of other sessions are ignored.
 */
export function replay(timelineOf: Timeline | TimelineOf, entries: readonly Entry[]): Result<SessionState> {
  const first = entries.findIndex((entry) => entry.kind === 'session-started');
  const started = entries[first];
  if (started?.kind !== 'session-started') return refuse({ code: 'session-not-started' });
  const timeline =
    typeof timelineOf === 'function'
      ? timelineOf(started.routineId, started.routineVersion, started.options)
      : timelineOf;
  if (!timeline)
    return refuse({ code: 'routine-unknown', routineId: started.routineId, version: started.routineVersion });
  return ok(replayFrom(timeline, startSession(started), entries.slice(first + 1)));
}

/** Goes on from a state: replaying a prefix and then the rest is replaying all. */
export function replayFrom(timeline: Timeline, state: SessionState, entries: readonly Entry[]): SessionState {
  return entries.reduce((current, entry) => {
    const next = applyEntry(timeline, current, entry);
    if (next.ok) return next.value;
    return next.problems.some((problem) => problem.code === 'other-session') ? current : passOver(current);
  }, state);
}
