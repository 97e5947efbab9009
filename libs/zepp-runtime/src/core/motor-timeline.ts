import { type Strength, strengthOf } from './motor-signals.js';
import type { Instant } from './scheduler.js';

/** The motor ran from `at` for `onMs`. `kind` is the action's type or the scene's name. */
export type MotorPulse = { at: Instant; onMs: number; kind: string };

/** What became of a `start()`. */
export type MotorOutcome = 'played' | 'swallowed' | 'silenced';
/** A program asked for a signal: a scene by name, or `actions`. `by` is what kind of file asked. */
export type MotorStart = { at: Instant; by: string; asked: string; outcome: MotorOutcome };

/** Milliseconds from the timeline's beginning. */
export type TimelineWindow = { fromMs: number; toMs: number; kind: string; strength: Strength };
export type TimelineStart = { atMs: number; by: string; asked: string; outcome: MotorOutcome };
/** Plain JSON: when the motor ran, and what was asked of it. `from` and `to` are ISO instants. */
export type MotorTimeline = {
  from: string;
  to: string;
  windows: TimelineWindow[];
  starts: TimelineStart[];
};
export type MotorLog = {
  began: Instant;
  now: Instant;
  pulses: readonly MotorPulse[];
  starts: readonly MotorStart[];
};

/** A pulse that still runs ends, so far, now. */
export function timelineOf({ began, now, pulses, starts }: MotorLog): MotorTimeline {
  return {
    from: new Date(began).toISOString(),
    to: new Date(now).toISOString(),
    windows: pulses.map(({ at, onMs, kind }) => ({
      fromMs: at - began,
      toMs: Math.min(at + onMs, now) - began,
      kind,
      strength: strengthOf(kind),
    })),
    starts: starts.map(({ at, ...rest }) => ({ atMs: at - began, ...rest })),
  };
}
