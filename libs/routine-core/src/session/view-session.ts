import type { PhaseKind } from '../routine/index.js';
import { isWork, type Step, type Timeline } from '../timeline/index.js';
import type { Instant, Millis } from '../units/index.js';
import { look } from './look.js';
import { elapsedAt, plannedMs, runningStep, type SessionState } from './session-state.js';

/** Where inside a repetition the wearer is. */
export interface RepView {
  /** 1-based. */
  readonly number: number;
  readonly of: number;
  readonly phase: PhaseKind;
  readonly phaseRemainingMs: Millis;
}

/** Everything that a screen needs, at one instant. */
export interface SessionView {
  readonly status: SessionState['status'];
  readonly how?: SessionState['how'];
  /** The running step; undefined once all are through. */
  readonly step?: Step;
  /** The next piece of work after the running step. */
  readonly next?: Step;
  readonly blockName: string;
  readonly blockNumber: number;
  readonly blocks: number;
  readonly elapsedMs: Millis;
  /** Undefined for a step that ends by a tap. */
  readonly remainingMs?: Millis;
  /** Countdown after a resume; 0 when time counts. */
  readonly leadMs: Millis;
  /** 0 … 1 of the running step; 0 for an open one. */
  readonly progress: number;
  readonly rep?: RepView;
  /** From the start, pauses included; stands still after the end. */
  readonly sessionElapsedMs: Millis;
  /** 0 … 1 of all planned time. */
  readonly sessionProgress: number;
}

/** The repetition and phase that `elapsedMs` of a tempo falls into; undefined for steps without a tempo. */
export function repAt(step: Step, elapsedMs: Millis): RepView | undefined {
  const tempo = step.tempo || [];
  const repMs = tempo.reduce((sum, phase) => sum + phase.durationMs, 0);
  if (repMs <= 0 || step.open) return undefined;
  const done = Math.min(step.target - 1, Math.floor(elapsedMs / repMs));
  let into = elapsedMs - done * repMs;
  for (const phase of tempo) {
    if (into < phase.durationMs)
      return {
        number: done + 1,
        of: step.target,
        phase: phase.kind,
        phaseRemainingMs: phase.durationMs - into,
      };
    into -= phase.durationMs;
  }
  const last = tempo[tempo.length - 1];
  return last && { number: step.target, of: step.target, phase: last.kind, phaseRemainingMs: 0 };
}

const plannedBefore = (timeline: Timeline, index: number): Millis =>
  timeline.steps.slice(0, index).reduce((sum, step) => sum + step.durationMs, 0);

const share = (part: number, whole: number): number =>
  whole > 0 ? Math.min(1, Math.max(0, part / whole)) : 1;

const blockOf = (timeline: Timeline, step: Step | undefined) => {
  const index = step
    ? timeline.blocks.findIndex((block) => block.id === step.blockId)
    : timeline.blocks.length - 1;
  const block = timeline.blocks[index];
  return { blockName: block ? block.name : '', blockNumber: index + 1, blocks: timeline.blocks.length };
};

function stepView(timeline: Timeline, state: SessionState, now: Instant) {
  const step = runningStep(timeline, state);
  const elapsedMs = step ? elapsedAt(timeline, state, now) : 0;
  const planned = plannedMs(timeline, state);
  const rep = step ? repAt(step, elapsedMs) : undefined;
  const next = timeline.steps.find((each) => each.index > state.step && isWork(each));
  return {
    ...(step ? { step } : {}),
    ...(next ? { next } : {}),
    ...(rep ? { rep } : {}),
    ...(planned === undefined ? {} : { remainingMs: planned - elapsedMs }),
    elapsedMs,
    progress: planned === undefined ? 0 : share(elapsedMs, planned),
    sessionProgress: step ? share(plannedBefore(timeline, step.index) + elapsedMs, timeline.totalMs) : 1,
    ...blockOf(timeline, step),
  };
}

/**
 * What the screen shows at `now`. Steps that the clock has ended since the last entry are walked over, so the answer is
 * the one that looking all the time would have given. While a session ends it shows the summary's figures, not zero.
 */
export function viewSession(timeline: Timeline, given: SessionState, now: Instant): SessionView {
  const { state } = look(timeline, given, now);
  const until = state.endedAt === undefined ? Math.max(now, state.startedAt) : state.endedAt;
  return {
    status: state.status,
    ...(state.how ? { how: state.how } : {}),
    ...stepView(timeline, state, now),
    leadMs: state.status === 'running' ? Math.max(0, state.resumeAt - now) : 0,
    sessionElapsedMs: until - state.startedAt,
  };
}
