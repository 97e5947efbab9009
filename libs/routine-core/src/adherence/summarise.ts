import type { ImportSource, SessionEnd } from '../journal/index.js';
import type { SessionState } from '../session/index.js';
import type { Timeline } from '../timeline/index.js';
import { dayOf, type Instant, type Millis, type ZoneMinutes } from '../units/index.js';
import { sumsAgainstPlan } from './plan-against-done.js';

/** One line of a history: what a list shows of a session. */
export interface SessionSummary {
  readonly sessionId: string;
  readonly routineId: string;
  readonly routineVersion: number;
  readonly routineName: string;
  readonly startedAt: Instant;
  readonly endedAt?: Instant;
  readonly zone: ZoneMinutes;
  /** The calendar day it began on, by its own offset. */
  readonly day: string;
  readonly status: SessionState['status'];
  readonly how?: SessionEnd;
  /** The watch ended it, because nobody did. */
  readonly autoEnded?: true;
  /** Nobody watched it: it was told by a file of this kind. */
  readonly imported?: ImportSource;
  readonly workMs: Millis;
  readonly restMs: Millis;
  readonly pausedMs: Millis;
  readonly totalMs: Millis;
  readonly setsPlanned: number;
  readonly setsDone: number;
  readonly completeShare: number;
}

/**
 * The summary of a session in any state. Sides count as sets of their own: each has its full time. Field by field: a server does
 * it at every push, and spreading costs several times as much.
 */
export function summarise(timeline: Timeline, state: SessionState): SessionSummary {
  const sums = sumsAgainstPlan(timeline, state);
  const summary: { -readonly [Key in keyof SessionSummary]: SessionSummary[Key] } = {
    sessionId: state.sessionId,
    routineId: state.routineId,
    routineVersion: state.routineVersion,
    routineName: timeline.routineName,
    startedAt: state.startedAt,
    zone: state.zone,
    day: dayOf(state.startedAt, state.zone),
    status: state.status,
    workMs: sums.workMs,
    restMs: sums.restMs,
    pausedMs: sums.pausedMs,
    totalMs: sums.totalMs,
    setsPlanned: sums.setsPlanned,
    setsDone: sums.setsDone,
    completeShare: sums.completeShare,
  };
  if (state.endedAt !== undefined) summary.endedAt = state.endedAt;
  if (state.how) summary.how = state.how;
  if (state.autoEnded) summary.autoEnded = true;
  return summary;
}
