import { isWork, type Step, type Timeline } from '../timeline/index.js';
import type { Millis } from '../units/index.js';
import type { CueKind } from './cue.js';

/** A cue inside a step, by its distance from the step's first counted millisecond. */
export interface CueOffset {
  readonly kind: CueKind;
  readonly offsetMs: Millis;
}

const LAST_THREE_MS = 3000;
/** Shorter steps than this have no room for a countdown that is not their own beginning. */
const COUNTDOWN_FROM_MS = 5000;
const HALFWAY_FROM_MS = 15_000;

const PHASE_CUES: Readonly<Record<string, CueKind>> = { lift: 'rep', hold: 'rep-hold', lower: 'rep-lower' };

/** What the beginning of a step tells: each end is felt as the beginning of what follows. */
export function openingCue(timeline: Timeline, step: Step): CueKind {
  if (isWork(step)) return 'go';
  if (step.kind === 'rest') return 'rest';
  if (step.kind === 'switch') return 'switch-side';
  if (step.kind === 'change') return 'change';
  const first = timeline.steps[0];
  return first && first.index === step.index ? 'ready' : 'block-done';
}

const countdown = (durationMs: Millis): readonly CueOffset[] =>
  durationMs >= COUNTDOWN_FROM_MS ? [{ kind: 'last-three', offsetMs: durationMs - LAST_THREE_MS }] : [];

const halfway = (step: Step): readonly CueOffset[] =>
  step.durationMs >= HALFWAY_FROM_MS ? [{ kind: 'halfway', offsetMs: Math.round(step.durationMs / 2) }] : [];

/** One felt turn at the start of each phase; the first lift of all is the `go` itself. */
function tempoCues(step: Step): readonly CueOffset[] {
  const cues: CueOffset[] = [];
  let offsetMs = 0;
  for (let rep = 0; rep < step.target; rep += 1) {
    for (const phase of step.tempo || []) {
      const kind = PHASE_CUES[phase.kind];
      if (kind && offsetMs > 0) cues.push({ kind, offsetMs });
      offsetMs += phase.durationMs;
    }
  }
  return cues;
}

function insideCues(step: Step, plannedMs: Millis): readonly CueOffset[] {
  if (step.open) return [];
  if (step.kind === 'hold') return halfway(step).concat(countdown(plannedMs));
  return step.kind === 'reps' ? tempoCues(step) : countdown(plannedMs);
}

/** All cues of a step, its opening first, in order of time. `plannedMs` carries a lengthened or shortened gap. */
export const stepCues = (timeline: Timeline, step: Step, plannedMs: Millis): readonly CueOffset[] => [
  { kind: openingCue(timeline, step), offsetMs: 0 },
  ...insideCues(step, plannedMs),
];
