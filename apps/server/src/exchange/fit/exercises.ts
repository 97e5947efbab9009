import { type MovementId, movementOf } from '@plumbline/routine-core';
import { FIT } from './messages.js';

/** The profile's category for what it has no name for; the title beside it says what it is. */
const UNKNOWN = 65_534;
const WARM_UP = 31;

/**
 * What each movement is in Garmin's public FIT profile: exercise category and the number of its name within it.
 * From the field study (features.md §3.7); the official decoder names them all, and a test holds it to it.
 */
export const FIT_EXERCISES: Readonly<Record<MovementId, { category: number; name: number }>> = {
  doorway: { category: WARM_UP, name: 70 },
  cat: { category: WARM_UP, name: 38 },
  plank: { category: 19, name: 92 },
  side: { category: 19, name: 66 },
  bridge: { category: 10, name: 11 },
  squeeze: { category: 26, name: 11 },
  row: { category: 37, name: 35 },
  apart: { category: 37, name: 32 },
  superman: { category: 13, name: 29 },
  isopull: { category: UNKNOWN, name: 0 },
  'draw-in': { category: UNKNOWN, name: 1 },
};

/** The protocol has no field for a side: it stands in the name. */
export const exerciseWords = (movement: MovementId, side?: string): string =>
  `${movementOf(movement).name}${side === undefined ? '' : `, ${side}`}`;

export const intensityOf = (movement: MovementId): number =>
  FIT_EXERCISES[movement].category === WARM_UP ? FIT.intensity.warmUp : FIT.intensity.active;

const BY_NUMBERS = new Map(
  Object.entries(FIT_EXERCISES).map(([id, { category, name }]) => [`${category}/${name}`, id as MovementId]),
);

/** The movement that these numbers mean, where it is one of ours. */
export const movementOfFit = (category: number, name: number): MovementId | undefined =>
  BY_NUMBERS.get(`${category}/${name}`);
