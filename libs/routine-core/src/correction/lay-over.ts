import type { Entry, SessionEnd } from '../journal/index.js';
import { ok, type Result } from '../result/index.js';
import {
  endImportedAt,
  type ImportedSession,
  replay,
  type SessionState,
  type StepResult,
  type TimelineOf,
} from '../session/index.js';
import { isWork, type Step, type Timeline } from '../timeline/index.js';
import type { Instant, Millis } from '../units/index.js';
import type { EffortChange, SessionChanges, StepChange } from './correction-entry.js';

/** What a replay would have taken: behind the end nothing but efforts counts, no clock move either. */
function livedThrough(entries: readonly Entry[]): readonly Entry[] {
  const end = entries.findIndex((entry) => entry.kind === 'session-ended');
  return entries.filter((entry, index) => end < 0 || index < end || entry.kind === 'effort');
}

/** By how much the clock moved from each entry on, so that instants of different clocks can be compared. */
function movesAfter(entries: readonly Entry[]): readonly Millis[] {
  const after: Millis[] = [];
  let sum = 0;
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    after[index] = sum;
    const entry = entries[index];
    if (entry && entry.kind === 'clock-moved') sum += entry.byMs;
  }
  return after;
}

/** What happened until `endedAt`, by the clock as it was last set. Pain and clock moves are never lost. */
function entriesUntil(entries: readonly Entry[], endedAt: Instant): Entry[] {
  const after = movesAfter(entries);
  const kept: Entry[] = [];
  entries.forEach((entry, index) => {
    const latest = endedAt - (after[index] || 0);
    if (entry.kind === 'pain') kept.push({ ...entry, at: Math.min(entry.at, latest) });
    else if (entry.at <= latest || ALWAYS.indexOf(entry.kind) >= 0) kept.push(entry);
  });
  return kept;
}
const ALWAYS: readonly string[] = ['session-started', 'clock-moved', 'effort'];

/** A session that was given an end keeps what it was called, unless it now ends before it did. */
const endOf = (played: SessionState): SessionEnd => (played.how === 'discarded' ? 'discarded' : 'saved');

type Replay = (entries: readonly Entry[]) => SessionState | undefined;

/** Ends a session at `wanted`, never before it began. Time that nobody counted is pause: it adds no work. */
function endAt(
  played: SessionState,
  entries: readonly Entry[],
  wanted: Instant,
  again: Replay,
): SessionState {
  const endedAt = Math.max(wanted, played.startedAt);
  if (played.endedAt !== undefined && endedAt >= played.endedAt) {
    const { autoEnded: _auto, ...rest } = played;
    return { ...rest, endedAt, pausedMs: played.pausedMs + (endedAt - played.endedAt) };
  }
  const last = entries[entries.length - 1] as Entry;
  const { sessionId } = played;
  const end: Entry = { ...headOf(last), kind: 'session-ended', at: endedAt, sessionId, how: endOf(played) };
  return again(entriesUntil(livedThrough(entries), endedAt).concat(end)) || played;
}
const headOf = ({ seq, zone }: Entry) => ({ seq, zone });

const targetOf = (step: Step): number => (step.kind === 'hold' ? step.durationMs : step.target);

/** What was done by this change, or undefined when it does not speak of such a step. */
function doneBy(step: Step, change: StepChange): number | undefined {
  if ('skipped' in change) return 0;
  if (step.kind === 'hold') return 'heldMs' in change ? change.heldMs : undefined;
  return 'reps' in change ? change.reps : undefined;
}

/** The measured time stays: a person says what was done, not how long the watch ran. */
function resultBy(timeline: Timeline, state: SessionState, change: StepChange): StepResult | undefined {
  const step = timeline.steps[change.step];
  const done = step && isWork(step) ? doneBy(step, change) : undefined;
  if (!step || done === undefined) return undefined;
  const before = state.results.find((result) => result.step === step.index);
  const reached = done >= targetOf(step) ? 'done' : 'cut';
  return {
    step: step.index,
    status: 'skipped' in change ? 'skipped' : reached,
    tookMs: before ? before.tookMs : 0,
    done,
  };
}

function withSteps(timeline: Timeline, state: SessionState, steps: readonly StepChange[]): SessionState {
  const said = steps.flatMap((change) => resultBy(timeline, state, change) || []);
  const others = state.results.filter((result) => !said.some(({ step }) => step === result.step));
  return { ...state, results: others.concat(said).sort((one, other) => one.step - other.step) };
}

function withEfforts(state: SessionState, changes: readonly EffortChange[]): SessionState {
  const efforts: Record<string, number> = {};
  const told = Object.keys(state.efforts).map((blockId) => ({
    blockId,
    value: state.efforts[blockId] as number,
  }));
  const isChanged = ({ blockId }: EffortChange) => changes.some((change) => change.blockId === blockId);
  for (const { blockId, value } of told.filter((each) => !isChanged(each)).concat(changes as typeof told))
    if (value !== null) efforts[blockId] = value;
  return { ...state, efforts };
}

/**
 * A session as its person says it was: its own entries replayed, then the changes laid over. Nothing of the entries is
 * touched, so a correction that is undone leaves no trace, and entries that arrive later find it still in its place.
 *
 * `endedAt` cuts what came after it, or lengthens by a pause; steps and efforts are set; a change that speaks of no work
 * step of this timeline, or in the wrong measure, is passed over. `workMs + restMs + pausedMs = totalMs` still holds.
 * Refuses as `replay` does.
 */
export function correctedState(
  timelineOf: TimelineOf,
  entries: readonly Entry[],
  changes: SessionChanges,
): Result<{ readonly timeline: Timeline; readonly state: SessionState }> {
  let timeline: Timeline | undefined;
  const remember: TimelineOf = (id, version, options) => {
    timeline = timeline || timelineOf(id, version, options);
    return timeline;
  };
  const played = replay(remember, entries);
  if (!played.ok || !timeline) return played as Result<never>;
  const again: Replay = (others) => {
    const replayed = replay(remember, others);
    return replayed.ok ? replayed.value : undefined;
  };
  const { endedAt, steps = [], efforts = [] } = changes;
  const ended = endedAt === undefined ? played.value : endAt(played.value, entries, endedAt, again);
  return ok({ timeline, state: withEfforts(withSteps(timeline, ended, steps), efforts) });
}

/** The same for a session of earlier days: nobody watched it, so a new end moves its length and nothing else. */
export function correctedImport({ timeline, state }: ImportedSession, changes: SessionChanges): SessionState {
  const { endedAt, steps = [], efforts = [] } = changes;
  const ended = endedAt === undefined ? state : endImportedAt(state, endedAt);
  return withEfforts(withSteps(timeline, ended, steps), efforts);
}

/** What a list says of a corrected session beyond its figures. An empty note is none. */
export interface SessionMarks {
  readonly corrected?: true;
  readonly note?: string;
}

export const sessionMarks = ({
  corrected,
  changes,
}: {
  readonly corrected: boolean;
  readonly changes: SessionChanges;
}): SessionMarks => ({
  ...(corrected ? { corrected: true as const } : {}),
  ...(changes.note ? { note: changes.note } : {}),
});
