import type { Instant } from '../units/index.js';

/** A moment that deserves a buzz, by what it tells the wearer. */
export const CUE_KINDS = [
  'ready',
  'go',
  'halfway',
  'last-three',
  'rest',
  'switch-side',
  'change',
  'rep',
  'rep-hold',
  'rep-lower',
  'block-done',
  'all-done',
] as const;
export type CueKind = (typeof CUE_KINDS)[number];

export interface Cue {
  readonly kind: CueKind;
  readonly at: Instant;
  /** Index of the step that the cue begins or lies in; for `all-done` the number of steps. */
  readonly step: number;
}
