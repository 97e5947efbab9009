import type { SessionEnd } from '../journal/index.js';
import type { CompileOptions, Step, Timeline } from '../timeline/index.js';
import type { Instant, Millis, ZoneMinutes } from '../units/index.js';

/** What became of a step. `cut`: ended before its target. */
export type StepOutcome = 'done' | 'cut' | 'skipped';

export interface StepResult {
  readonly step: number;
  readonly status: StepOutcome;
  /** Time spent in the step, over all attempts, pauses left out. */
  readonly tookMs: Millis;
  /** Milliseconds held, for holds; repetitions, for reps; 0 for gaps. */
  readonly done: number;
}

/**
 * Where a session stands after its last entry. Plain JSON; with an instant it gives the screen, the cues, the alarm.
 *
 * While it runs, the counted time of the step is `max(keptMs, now − anchorAt)`: after a resume `anchorAt` lies so that
 * counting begins again at `resumeAt`, from what had been held before.
 */
export interface SessionState {
  readonly sessionId: string;
  readonly routineId: string;
  readonly routineVersion: number;
  readonly options: CompileOptions;
  readonly startedAt: Instant;
  readonly zone: ZoneMinutes;
  readonly status: 'running' | 'paused' | 'ended';
  readonly how?: SessionEnd;
  readonly endedAt?: Instant;
  /** The watch ended it, because nobody did. */
  readonly autoEnded?: true;
  /** Index of the running step; one past the last step when all are through. */
  readonly step: number;
  readonly anchorAt: Instant;
  readonly resumeAt: Instant;
  readonly keptMs: Millis;
  readonly pausedAt?: Instant;
  readonly pausedMs: Millis;
  /** How much the running gap was made longer (or shorter). */
  readonly adjustedMs: Millis;
  /** One result a step that was left, by order of index. */
  readonly results: readonly StepResult[];
  readonly efforts: Readonly<Record<string, number>>;
  readonly painSteps: readonly number[];
  /** Instant of the last entry: replay never goes backwards. */
  readonly lastAt: Instant;
  /** Entries that did not fit the state and were passed over. */
  readonly refused: number;
}

/** The step that is running, or undefined when all are through. */
export const runningStep = (timeline: Timeline, state: SessionState): Step | undefined =>
  timeline.steps[state.step];

/** The planned length of the running step, with its adjustments; undefined for a step that ends by a tap. */
export function plannedMs(timeline: Timeline, state: SessionState): Millis | undefined {
  const step = runningStep(timeline, state);
  return !step || step.open ? undefined : Math.max(0, step.durationMs + state.adjustedMs);
}

/** Counted time of the running step at `now`, never past its planned length. */
export function elapsedAt(timeline: Timeline, state: SessionState, now: Instant): Millis {
  const counted = state.status === 'running' ? Math.max(state.keptMs, now - state.anchorAt) : state.keptMs;
  const planned = plannedMs(timeline, state);
  return Math.max(0, planned === undefined ? counted : Math.min(counted, planned));
}

/** The exact instant at which the running step ends by the clock; undefined while paused, ended or open. */
export function stepEndAt(timeline: Timeline, state: SessionState): Instant | undefined {
  const planned = plannedMs(timeline, state);
  if (planned === undefined || state.status !== 'running') return undefined;
  return Math.max(state.anchorAt + planned, state.resumeAt);
}
