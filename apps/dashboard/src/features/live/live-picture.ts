/**
 * Turns the entries of a running session into what its card shows at `now`.
 *
 * The same code as on the watch does the counting: entries are replayed, the clock
 * then walks on to `now`, and the view is read from that. So a message that comes
 * late, or not at all, never makes two counters disagree.
 */
import {
  compileTimeline,
  type Entry,
  findRoutine,
  isWork,
  replay,
  type SessionView,
  type Step,
  type Timeline,
  viewSession,
} from '@plumbline/routine-core';
import { secondsLeft } from '../../time/durations.js';
import { placeName } from '../../words/movement-words.js';
import { type Board, type JournalLine, type LiveSession, serverTime } from './live-board.js';
import { kindWords, movementWords, nextWords, spokenStep } from './live-words.js';

export type LivePicture = {
  sessionId: string;
  routineName: string;
  status: 'running' | 'paused' | 'ended';
  kind: string;
  title: string;
  /** In a gap: what is done in the place that the title names. */
  detail: string;
  set: number;
  sets: number;
  big: string;
  bigUnit: string;
  /** How much of the step is over, 0 to 1. */
  share: number;
  next: string;
  /** Where in the routine this is. */
  place: string;
  spoken: string;
  silentMs: number;
};

/** A session that was already over long before we heard of it belongs to the history, not here. */
const FRESH_END_MS = 10 * 60_000;

/** A picture of every session that runs or has just ended, newest first. `pageNow` is this page's own clock. */
export function picturesOf(board: Board, pageNow: number): LivePicture[] {
  const now = serverTime(board, pageNow);
  return Object.values(board.sessions)
    .sort((one, other) => startOf(other) - startOf(one))
    .map((session) => pictureOf(session, board.journals[session.journalId], now))
    .filter((picture) => picture !== undefined);
}

const startOf = (session: LiveSession): number => session.entries[0]?.at ?? 0;

/** One session at `now`, in server time. */
export function pictureOf(
  session: LiveSession,
  line: JournalLine | undefined,
  now: number,
): LivePicture | undefined {
  const timeline = timelineOf(session.entries);
  const state = timeline === undefined ? undefined : replay(timeline, session.entries);
  if (timeline === undefined || !state?.ok) return undefined;
  // Entries carry the watch's own time; `offsetMs` is what it lacks to the server's.
  const watchNow = now - (line?.offsetMs ?? 0);
  const view = viewSession(timeline, state.value, watchNow);
  const named = { sessionId: session.sessionId, routineName: timeline.routineName };
  const silentMs = Math.max(0, now - (line?.heardAt ?? now));
  if (!session.isGone && view.status !== 'ended' && view.step !== undefined)
    return { ...named, ...moment(timeline, view, view.step), silentMs };
  const endedMs = watchNow - (state.value.startedAt + view.sessionElapsedMs);
  return endedMs > FRESH_END_MS ? undefined : { ...named, ...ending(view), silentMs };
}

type Picture = Omit<LivePicture, 'sessionId' | 'routineName' | 'silentMs'>;

function ending(view: SessionView): Picture {
  const title = view.how === 'discarded' ? 'Stopped and discarded' : 'Finished';
  const nothing = {
    kind: '',
    detail: '',
    set: 0,
    sets: 0,
    big: '',
    bigUnit: '',
    share: 1,
    next: '',
    place: '',
  };
  return { ...nothing, status: 'ended', title, spoken: `${title}.` };
}

function moment(timeline: Timeline, view: SessionView, step: Step): Picture {
  const isPaused = view.status === 'paused';
  return {
    ...numbers(view, step),
    status: isPaused ? 'paused' : 'running',
    kind: isPaused ? 'Paused' : kindWords(step),
    title: isWork(step) ? movementWords(step) : placeName(step.movement),
    detail: isWork(step) ? '' : movementWords(step),
    set: step.set,
    sets: step.sets,
    next: isWork(step) && view.next !== undefined ? nextWords(view.next) : '',
    place: `${view.blockName} · step ${step.index + 1} of ${timeline.steps.length}`,
    spoken: spokenStep(step, isPaused),
  };
}

/** The big number: seconds to carry on in, the rep, the seconds left, or the count to reach by tapping. */
function numbers(view: SessionView, step: Step): Pick<Picture, 'big' | 'bigUnit' | 'share'> {
  const share = view.progress;
  if (view.leadMs > 0) return { big: String(secondsLeft(view.leadMs)), bigUnit: 'carrying on', share };
  if (view.rep !== undefined)
    return { big: String(view.rep.number), bigUnit: `of ${view.rep.of} reps`, share };
  if (view.remainingMs === undefined) return { big: String(step.target), bigUnit: 'reps, then a tap', share };
  return { big: String(secondsLeft(view.remainingMs)), bigUnit: 'seconds', share };
}

function timelineOf(entries: readonly Entry[]): Timeline | undefined {
  const started = entries.find((entry) => entry.kind === 'session-started');
  if (started === undefined) return undefined;
  const routine = findRoutine(started.routineId, started.routineVersion);
  return routine === undefined ? undefined : compileTimeline(routine, started.options);
}
