import { findRoutine } from '@plumbline/routine-core';
import type { SessionSummary } from '../../api/index.js';

/** What a routine is called; one this dashboard does not know keeps its id. */
export function routineName(session: Pick<SessionSummary, 'routineId' | 'routineVersion'>): string {
  return (
    findRoutine(session.routineId, session.routineVersion)?.name ??
    findRoutine(session.routineId)?.name ??
    session.routineId
  );
}

/** The share of planned sets that were done whole, 0 to 1. */
export function doneShare(session: Pick<SessionSummary, 'setsPlanned' | 'setsDone'>): number {
  return session.setsPlanned === 0 ? 0 : session.setsDone / session.setsPlanned;
}

/** From the first step to the end, pauses included. */
export function sessionLength(session: Pick<SessionSummary, 'workMs' | 'restMs' | 'pausedMs'>): number {
  return session.workMs + session.restMs + session.pausedMs;
}

/** How a session came to its end, in a word or two. */
export function endWord(session: Pick<SessionSummary, 'status' | 'how'>): string {
  if (session.status !== 'ended') return 'running';
  if (session.how === 'discarded') return 'discarded';
  return session.how === 'saved' ? 'ended early' : 'complete';
}
