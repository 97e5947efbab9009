import { applyEntry, look, plannedMs, runningStep, type SessionState, stepEndAt } from '../session/index.js';
import { isWork, type Step, type Timeline } from '../timeline/index.js';
import type { Instant } from '../units/index.js';
import type { Cue } from './cue.js';
import { stepCues } from './step-cues.js';

/** After a pause the opening of the step is not told again; going on with work is, when counting begins. */
function resumedCues(state: SessionState, step: Step): Cue[] {
  return isWork(step) ? [{ kind: 'go', at: state.resumeAt, step: step.index }] : [];
}

function cuesOfStep(timeline: Timeline, state: SessionState, step: Step): Cue[] {
  const planned = plannedMs(timeline, state);
  const all = stepCues(timeline, step, planned === undefined ? 0 : planned);
  const wasResumed = state.resumeAt !== state.anchorAt;
  const fresh = wasResumed ? all.filter((cue) => cue.offsetMs > state.keptMs) : all;
  const cues = fresh.map(
    (cue): Cue => ({ kind: cue.kind, at: state.anchorAt + cue.offsetMs, step: step.index }),
  );
  return wasResumed ? resumedCues(state, step).concat(cues) : cues;
}

const allDone = (timeline: Timeline, state: SessionState): Cue => ({
  kind: 'all-done',
  at: state.anchorAt,
  step: timeline.steps.length,
});

/** The state one step on, when that step has ended by `to`; undefined when it has not, or never does. */
function afterStep(timeline: Timeline, state: SessionState, to: Instant): SessionState | undefined {
  const endAt = stepEndAt(timeline, state);
  if (endAt === undefined || endAt > to) return undefined;
  const { entries } = look(timeline, state, endAt);
  const first = entries[0];
  const next = first && applyEntry(timeline, state, first);
  return next?.ok ? next.value : undefined;
}

/**
 * The cues in `(from, to]`, following the clock across the ends of steps, oldest first.
 *
 * `state` is the state after the last entry, so the same question asked late, twice or in small pieces gives the same
 * cues, each exactly once. Nothing is felt while paused. The very first cue lies at `startedAt`: a first look asks from
 * one millisecond before.
 */
export function cuesBetween(timeline: Timeline, state: SessionState, from: Instant, to: Instant): Cue[] {
  const cues: Cue[] = [];
  const isSilent = state.status === 'ended' || (state.status === 'paused' && runningStep(timeline, state));
  let current: SessionState | undefined = isSilent ? undefined : state;
  while (current) {
    const step = runningStep(timeline, current);
    if (!step) {
      cues.push(allDone(timeline, current));
      break;
    }
    cues.push(...cuesOfStep(timeline, current, step));
    current = afterStep(timeline, current, to);
  }
  return cues.filter((cue) => cue.at > from && cue.at <= to);
}
