import type { ChoiceKey, LevelName, MovementId, Position, TempoPhase } from '../routine/index.js';
import type { Millis } from '../units/index.js';

export type Side = 'left' | 'right';
export type StepKind = 'lead-in' | 'hold' | 'reps' | 'rest' | 'switch' | 'change';

/** Everything the wearer chose before starting. Stored with the session, so that everyone compiles the same timeline. */
export interface CompileOptions {
  readonly level: LevelName;
  /** A progression level 0–6 laid over the routine before it is compiled. Absent: the routine's own ranges. */
  readonly progression?: number;
  readonly withOptional: boolean;
  readonly choices?: Readonly<Record<ChoiceKey, MovementId>>;
  /** `tempo` counts repetitions for the wearer; `tap` leaves them open until a tap. */
  readonly advance?: 'tempo' | 'tap';
  readonly firstSide?: Side;
}

/** The smallest thing the watch shows. A gap (lead-in, rest, switch, change) names what comes after it. */
export interface Step {
  readonly index: number;
  readonly kind: StepKind;
  readonly blockId: string;
  readonly movement: MovementId;
  readonly position: Position;
  /** 1-based, across rounds. */
  readonly set: number;
  readonly sets: number;
  readonly side?: Side;
  /** Planned length; for open repetitions what the tempo would take. */
  readonly durationMs: Millis;
  /** Seconds to hold or repetitions to do; 0 for gaps. */
  readonly target: number;
  /** The phases of one repetition, in order. */
  readonly tempo?: readonly TempoPhase[];
  /** Ends by a tap, never by the clock. */
  readonly open?: true;
}

export const isWork = (step: Step): boolean => step.kind === 'hold' || step.kind === 'reps';

export interface TimelineBlock {
  readonly id: string;
  readonly name: string;
  readonly durationMs: Millis;
  readonly budgetSeconds?: { readonly least: number; readonly most: number };
}

/** A compiled routine: durations only, no instants. Plain JSON. */
export interface Timeline {
  readonly routineId: string;
  readonly routineVersion: number;
  readonly routineName: string;
  readonly options: CompileOptions;
  readonly steps: readonly Step[];
  readonly blocks: readonly TimelineBlock[];
  readonly totalMs: Millis;
}
