import {
  type CompileOptions,
  compileTimeline,
  dayOf,
  type Entry,
  type PlanRow,
  planAgainstDone,
  type Routine,
  replay,
  type SessionState,
  type SessionSummary,
  summarise,
  type Timeline,
} from '@plumbline/routine-core';

export type Totals = { workMs: number; restMs: number; pausedMs: number; totalMs: number };

/** A session as its rows in the read models hold it. */
export type Projected = {
  startedAt: number;
  day: string;
  status: SessionState['status'];
  how: string | null;
  /** True when it counts towards the week's goal: a whole routine that was kept. */
  counts: boolean;
  lastAt: number;
  summary: SessionSummary;
  rows: readonly PlanRow[];
  totals: Totals | undefined;
};

type Played = { timeline: Timeline; state: SessionState };

/** Computes a session from its entries. One that cannot be replayed is still shown, with what is certain of it. */
export function projectSession(
  sessionId: string,
  entries: readonly Entry[],
  routine: Routine | undefined,
): Projected {
  const played = routine && play(routine, entries);
  return played ? known(routine, played, entries) : unknown(sessionId, entries);
}

function play(routine: Routine, entries: readonly Entry[]): Played | undefined {
  let timeline: Timeline | undefined;
  const timelineOf = (_id: string, _version: number, options: CompileOptions) => {
    timeline = compileTimeline(routine, options);
    return timeline;
  };
  const replayed = replay(timelineOf, entries);
  return replayed.ok && timeline ? { timeline, state: replayed.value } : undefined;
}

function known({ kind }: Routine, { timeline, state }: Played, entries: readonly Entry[]): Projected {
  const summary = summarise(timeline, state);
  const { rows, workMs, restMs, pausedMs, totalMs } = planAgainstDone(timeline, state);
  return {
    startedAt: state.startedAt,
    day: summary.day,
    status: state.status,
    how: state.how ?? null,
    counts: kind === 'routine' && state.status === 'ended' && state.how !== 'discarded',
    lastAt: lastOf(entries),
    summary,
    rows,
    totals: { workMs, restMs, pausedMs, totalMs },
  };
}

/** Not by spreading: a session of a hundred thousand entries would overflow the stack. */
const lastOf = (entries: readonly Entry[]): number => entries.reduce((last, { at }) => Math.max(last, at), 0);

/** Its beginning is missing, or its routine is not one this server has. */
function unknown(sessionId: string, entries: readonly Entry[]): Projected {
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
  return { ...facts, counts: false, lastAt: lastOf(entries), summary, rows: [], totals: undefined };
}
