import type { Millis } from '../units/index.js';

/** The range names of the routine itself. Progression levels 0–6 are something else: see `plan-at-level.ts`. */
export type LevelName = 'low' | 'middle' | 'high';
export const LEVEL_NAMES: readonly LevelName[] = ['low', 'middle', 'high'];

/** How the body lies or stands; all but `standing` count as floor when the time of a change is worked out. */
export type Position = 'standing' | 'hands-and-knees' | 'face-down' | 'side' | 'back';
export const isFloor = (position: Position): boolean => position !== 'standing';

export const MOVEMENT_IDS = [
  'doorway',
  'cat',
  'plank',
  'side',
  'bridge',
  'squeeze',
  'row',
  'apart',
  'superman',
  'isopull',
  'draw-in',
] as const;
export type MovementId = (typeof MOVEMENT_IDS)[number];

export type Equipment = 'doorway' | 'band' | 'anchor' | 'towel';

/** Three steps of a range: seconds for a hold, a count for repetitions. */
export interface Range {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** One felt part of a slow repetition. `hold` is the pause inside it. */
export type PhaseKind = 'lift' | 'hold' | 'lower' | 'reset';
export interface TempoPhase {
  readonly kind: PhaseKind;
  readonly durationMs: Millis;
}
export type Tempo = Readonly<Record<LevelName, readonly TempoPhase[]>>;

/** A catalogue entry: everything that is true of a movement in any routine. */
export interface Movement {
  readonly id: MovementId;
  readonly name: string;
  readonly position: Position;
  /** What a rest screen says first: how to get into place. */
  readonly positionName: string;
  readonly sides: 'both' | 'each';
  /** Any one of these sets of things is enough; an empty set means nothing is needed. */
  readonly equipment: readonly (readonly Equipment[])[];
  readonly measure: 'hold' | 'reps' | 'cue';
  readonly range?: Range;
  readonly tempo?: Tempo;
  /** Form cues of at most five words, first things first. */
  readonly cues: readonly string[];
  /** Which figures are the article's and which are ours. */
  readonly source: string;
}
