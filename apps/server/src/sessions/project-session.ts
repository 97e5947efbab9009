import {
  type CompileOptions,
  compileTimeline,
  correctedImport,
  correctedState,
  dayOf,
  type Entry,
  type ImportSource,
  importedSession,
  type PlanRow,
  planAgainstDone,
  type Routine,
  replay,
  type SessionChanges,
  type SessionMarks,
  type SessionState,
  type SessionSummary,
  summarise,
  type Timeline,
} from '@plumbline/routine-core';

export type Totals = { workMs: number; restMs: number; pausedMs: number; totalMs: number };

/** What a session's row in the read models says of it. */
export type Projected = {
  startedAt: number;
  day: string;
  status: SessionState['status'];
  how: string | null;
  /** True when it counts towards the week's goal: a whole routine that was kept. */
  counts: boolean;
  lastAt: number;
  /** False when it could not be replayed. */
  played: boolean;
  summary: SessionSummary;
};

/**
 * A session that could be replayed, with the routine version it began with and the timeline that makes. `imported`: a file
 * told of it; its routine is a stand-in and its timeline what was told.
 */
export type Played = { routine: Routine; timeline: Timeline; state: SessionState; imported?: ImportSource };

/** Replays a session; undefined when its beginning is missing. */
export function playSession(routine: Routine, entries: readonly Entry[]): Played | undefined {
  let timeline: Timeline | undefined;
  const timelineOf = (_id: string, _version: number, options: CompileOptions) => {
    timeline = timelineFor(routine, options);
    return timeline;
  };
  const replayed = replay(timelineOf, entries);
  return replayed.ok && timeline ? { routine, timeline, state: replayed.value } : undefined;
}

/** The same session as its person says it was. */
export function playCorrected(
  routine: Routine,
  entries: readonly Entry[],
  changes: SessionChanges,
): Played | undefined {
  const timelineOf = (_id: string, _version: number, options: CompileOptions) =>
    timelineFor(routine, options);
  const corrected = correctedState(timelineOf, entries, changes);
  return corrected.ok ? { routine, ...corrected.value } : undefined;
}

/** A session of earlier days that a file told of, with its corrections; undefined for all others. */
export function playImported(entries: readonly Entry[], changes: SessionChanges): Played | undefined {
  const imported = importedSession(entries);
  if (imported === undefined) return undefined;
  const { source, routine, timeline } = imported;
  return { routine, timeline, state: correctedImport(imported, changes), imported: source };
}

/** What a file noted of a session; whatever its person said of the note afterwards goes before it. */
export function notedIn(entries: readonly Entry[], { note }: SessionChanges): { note?: string } {
  if (note !== undefined) return {};
  const told = entries.find((entry) => entry.kind === 'session-imported');
  return told?.kind === 'session-imported' && told.note ? { note: told.note } : {};
}

/** A row with what its person noted beside it. */
export const withMarks = (projected: Projected, marks: SessionMarks): Projected => ({
  ...projected,
  summary: { ...projected.summary, ...marks },
});

const MOST_WAYS = 50;
const timelines = new WeakMap<Routine, Map<string, Timeline>>();

/** Compiled once for all who play the same routine the same way. */
function timelineFor(routine: Routine, options: CompileOptions): Timeline {
  const ways = timelines.get(routine) ?? new Map<string, Timeline>();
  timelines.set(routine, ways);
  const key = JSON.stringify(options);
  const known = ways.get(key);
  if (known !== undefined) return known;
  if (ways.size >= MOST_WAYS) ways.clear();
  const timeline = compileTimeline(routine, options);
  ways.set(key, timeline);
  return timeline;
}

export function projectPlayed({ routine, timeline, state, imported }: Played, lastAt: number): Projected {
  const summary = { ...summarise(timeline, state), ...(imported && { imported }) };
  return {
    startedAt: state.startedAt,
    day: summary.day,
    status: state.status,
    how: state.how ?? null,
    counts: routine.kind === 'routine' && state.status === 'ended' && state.how !== 'discarded',
    lastAt,
    played: true,
    summary,
  };
}

/** Planned against done, for whoever looks at one session. */
export function planOf(played: Played | undefined): { rows: readonly PlanRow[]; totals: Totals } {
  if (played === undefined) return { rows: [], totals: { workMs: 0, restMs: 0, pausedMs: 0, totalMs: 0 } };
  const { rows, workMs, restMs, pausedMs, totalMs } = planAgainstDone(played.timeline, played.state);
  return { rows, totals: { workMs, restMs, pausedMs, totalMs } };
}

/** Not by spreading: a session of a hundred thousand entries would overflow the stack. */
export const lastOf = (entries: readonly Entry[], from = 0): number =>
  entries.reduce((last, { at }) => Math.max(last, at), from);

/** A session whose beginning is missing, or whose routine is not one this server has: what is certain of it. */
export function projectUnknown(sessionId: string, entries: readonly Entry[]): Projected {
  const started = entries.find((entry) => entry.kind === 'session-started');
  const ended = entries.find((entry) => entry.kind === 'session-ended');
  const { at: startedAt, zone } = started ?? (entries[0] as Entry);
  const status = ended ? 'ended' : 'running';
  const summary: SessionSummary = {
    sessionId,
    routineId: started?.routineId ?? '',
    routineVersion: started?.routineVersion ?? 0,
    routineName: started?.routineId ?? '',
    startedAt,
    ...(ended ? { endedAt: ended.at, how: ended.how } : {}),
    zone,
    day: dayOf(startedAt, zone),
    status,
    ...{ workMs: 0, restMs: 0, pausedMs: 0, totalMs: 0, setsPlanned: 0, setsDone: 0, completeShare: 0 },
  };
  const facts = { startedAt, day: summary.day, status, how: ended?.how ?? null } as const;
  return { ...facts, counts: false, lastAt: lastOf(entries), played: false, summary };
}
