import type { MovementId, Range } from './movement.js';

/** The gaps of a routine, in whole seconds: the only unit that routine files speak. */
export interface Pace {
  /** Between sets of one exercise. */
  readonly restSeconds: number;
  /** From the first to the second side. */
  readonly switchSeconds: number;
  /** Between exercises of a block. */
  readonly changeSeconds: number;
  /** Added to a change or lead-in that goes between floor and standing. */
  readonly positionChangeSeconds: number;
  /** Before each block. */
  readonly leadInSeconds: number;
}

/** Defaults where the article gives none; ours, and editable (features.md §3.5-3). */
export const DEFAULT_PACE: Pace = {
  restSeconds: 15,
  switchSeconds: 5,
  changeSeconds: 15,
  positionChangeSeconds: 10,
  leadInSeconds: 10,
};

/** How one movement is done inside an exercise: either held or repeated. */
export interface SetPlan {
  readonly movement: MovementId;
  readonly sets: number;
  readonly hold?: Range;
  readonly reps?: Range;
}

/** One thing to do, or a choice between several that keep its place. */
export interface Exercise {
  readonly oneOf: readonly SetPlan[];
}

export interface Budget {
  readonly least: number;
  readonly most: number;
}

export interface Block {
  readonly id: string;
  readonly name: string;
  readonly optional: boolean;
  /** The article's minutes, as seconds: advice that is shown, never enforced. */
  readonly budgetSeconds?: Budget;
  readonly rounds: number;
  readonly exercises: readonly Exercise[];
}

/** An authored, versioned plan. A session names the version it began with and keeps it. */
export interface Routine {
  readonly format: 1;
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly kind: 'routine' | 'micro-set';
  readonly pace: Pace;
  readonly blocks: readonly Block[];
}

/** The name under which a choice inside a block is stored: `block/exerciseIndex`. */
export type ChoiceKey = string;
export const choiceKey = (blockId: string, exerciseIndex: number): ChoiceKey => `${blockId}/${exerciseIndex}`;
