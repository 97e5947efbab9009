import type { EntryDraft } from '../journal/index.js';
import type { Step, Timeline } from '../timeline/index.js';
import type { Instant } from '../units/index.js';
import { applyEntry } from './apply-entry.js';
import { runningStep, type SessionState, stepEndAt } from './session-state.js';

export interface Looked {
  readonly state: SessionState;
  /** What the clock has made due, oldest first, with exact instants. The caller numbers and stores them. */
  readonly entries: readonly EntryDraft[];
}

const stepDone = (state: SessionState, step: Step, at: Instant): EntryDraft => {
  const said =
    step.kind === 'hold' ? { heldMs: step.durationMs } : step.kind === 'reps' ? { reps: step.target } : {};
  return { kind: 'step-done', at, sessionId: state.sessionId, step: step.index, ...said };
};

/** The one entry that is due first, or undefined when the clock has nothing to say up to `now`. */
function dueEntry(timeline: Timeline, state: SessionState, now: Instant): EntryDraft | undefined {
  if (state.status === 'ended') return undefined;
  const step = runningStep(timeline, state);
  // Also while paused: skipping the last step of a paused session leaves nothing to go on with.
  if (!step)
    return { kind: 'session-ended', at: state.anchorAt, sessionId: state.sessionId, how: 'complete' };
  const endAt = stepEndAt(timeline, state);
  return endAt !== undefined && endAt <= now ? stepDone(state, step, endAt) : undefined;
}

/**
 * Everything that has come to pass by itself since the last entry.
 *
 * Looking often, seldom or once at the end gives the same entries and the same state: instants come from anchors, never
 * from the look.
 */
export function look(timeline: Timeline, state: SessionState, now: Instant): Looked {
  const entries: EntryDraft[] = [];
  let current = state;
  for (;;) {
    const entry = dueEntry(timeline, current, now);
    if (!entry) return { state: current, entries };
    const next = applyEntry(timeline, current, entry);
    if (!next.ok) throw new Error(`a due entry was refused: ${entry.kind}`);
    current = next.value;
    entries.push(entry);
  }
}
