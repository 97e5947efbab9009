import type { EntryDraft } from '@plumbline/routine-core/journal';
import type { SessionState } from '@plumbline/routine-core/session';
import { isWork, type Step, type Timeline } from '@plumbline/routine-core/timeline';
import type { Wish } from './wish.js';

/** Time to get back into position before a broken-off hold counts on. */
const RESUME_LEAD_MS = 3000;
const NUDGE_MS = 10_000;
/** Within this much of a step, “back” means the one before it. */
const JUST_BEGUN_MS = 3000;

/** The step that “back” returns to: the start of this one, or of the last piece of work before it. */
export function stepBack(timeline: Timeline, state: SessionState, elapsedMs: number): number {
  const here = timeline.steps[state.step];
  if (here !== undefined && isWork(here) && elapsedMs > JUST_BEGUN_MS) return state.step;
  for (let index = state.step - 1; index >= 0; index -= 1) {
    if (isWork(timeline.steps[index] as Step)) return index;
  }
  return 0;
}

type Moment = { timeline: Timeline; state: SessionState; elapsedMs: number; now: number };

/** `leadMs` before time counts again; a rest needs none. */
const resumed = ({ state, now }: Moment, leadMs = RESUME_LEAD_MS): EntryDraft[] =>
  state.status === 'paused' ? [{ kind: 'resumed', at: now, sessionId: state.sessionId, leadMs }] : [];

const leadInto = (step: Step | undefined): number =>
  step !== undefined && isWork(step) ? RESUME_LEAD_MS : 0;

/** The entries that a wish stands for, in order; none for what only opens a menu. */
export function draftsFor(wish: Wish, moment: Moment): EntryDraft[] {
  const { timeline, state, elapsedMs, now } = moment;
  const { sessionId, step } = state;
  const base = { at: now, sessionId };
  switch (wish) {
    case 'menu':
      return state.status === 'running' ? [{ ...base, kind: 'paused' }] : [];
    case 'resume':
    case 'carry-on':
      return resumed(moment, leadInto(timeline.steps[step]));
    case 'skip':
      return [
        { ...base, kind: 'step-skipped', step },
        ...resumed(moment, leadInto(timeline.steps[step + 1])),
      ];
    case 'back':
      return [
        { ...base, kind: 'step-restarted', step: stepBack(timeline, state, elapsedMs) },
        ...resumed(moment),
      ];
    case 'more':
      return [{ ...base, kind: 'step-adjusted', step, byMs: NUDGE_MS }];
    case 'less':
      return [{ ...base, kind: 'step-adjusted', step, byMs: -NUDGE_MS }];
    case 'done':
      return [{ ...base, kind: 'step-done', step, reps: timeline.steps[step]?.target ?? 0 }];
    case 'save':
      return [{ ...base, kind: 'session-ended', how: 'saved' }];
    case 'discard':
      return [{ ...base, kind: 'session-ended', how: 'discarded' }];
    case 'ask-end':
      return [];
  }
}
