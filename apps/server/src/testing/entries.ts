import {
  compileTimeline,
  type Entry,
  findRoutine,
  look,
  type SessionState,
  startSession,
} from '@plumbline/routine-core';

export const JOURNAL = '01JD3Z5X8QWATCHJ0VRNA10000';
export const OTHER_JOURNAL = '01JD3Z5X8QWATCHJ0VRNA20000';
export const SESSION = '01JD3Z5X8QSESS10N000000001';

const OPTIONS = { level: 'low', withOptional: false } as const;
type Played = { seq: number; at: number; sessionId?: string; routineId?: string };

/** A whole session as a watch writes it when its wearer does everything on time. */
export function wholeSession({ seq, at, sessionId = SESSION, routineId = 'first-week' }: Played): Entry[] {
  const routine = findRoutine(routineId);
  if (!routine) throw new Error(routineId);
  const timeline = compileTimeline(routine, OPTIONS);
  const started = {
    kind: 'session-started',
    sessionId,
    routineId,
    routineVersion: routine.version,
    options: OPTIONS,
  } as const;
  const state: SessionState = startSession({ at, zone: 60, ...started });
  const { entries } = look(timeline, state, at + timeline.totalMs + 1);
  return [{ at, ...started }, ...entries].map((draft, index) => ({ seq: seq + index, zone: 60, ...draft }));
}

export const pushOf = (entries: readonly unknown[], more: Record<string, unknown> = {}) => ({
  journalId: JOURNAL,
  first: 1,
  sentAt: 1_763_300_000_000,
  entries,
  ...more,
});

/** `count` entries that mean little: a clock that moved by a second. */
export const moves = (count: number, from = 1): Entry[] =>
  Array.from({ length: count }, (_, index) => ({
    seq: from + index,
    at: 1_763_300_000_000 + index,
    zone: 60,
    kind: 'clock-moved',
    byMs: 1_000,
  }));
