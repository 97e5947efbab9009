/**
 * The haptic vocabulary, as data: no device is called here.
 *
 * Two laws, held by a test. Any two patterns with the same number of pulses differ in length by a quarter or more, so
 * that they are told apart by feel and not by strength. No pattern lives on pulses under 80 ms alone: below that the
 * motor of some watches does not move (reported by users of other programs).
 */
import type { Millis } from '../units/index.js';
import type { CueKind } from './cue.js';

export interface Pulse {
  readonly onMs: Millis;
  /** Silence after the pulse; 0 after the last. */
  readonly offMs: Millis;
}

export interface Pattern {
  readonly pulses: readonly Pulse[];
}

/** on, off, on, off … on */
const pattern = (...lengths: readonly Millis[]): Pattern => ({
  pulses: lengths
    .filter((_, index) => index % 2 === 0)
    .map((onMs, index) => ({ onMs, offMs: lengths[index * 2 + 1] || 0 })),
});

const PATTERNS: Readonly<Record<CueKind, Pattern>> = {
  ready: pattern(250, 200, 250),
  go: pattern(700),
  halfway: pattern(120, 200, 120),
  'last-three': pattern(100, 900, 150, 850, 200),
  rest: pattern(300, 200, 1000),
  'switch-side': pattern(250, 120, 250, 120, 250),
  change: pattern(500, 300, 200),
  rep: pattern(120),
  'rep-hold': pattern(300),
  'rep-lower': pattern(90, 60, 90),
  'block-done': pattern(200, 120, 200, 120, 200, 120, 200),
  'all-done': pattern(150, 100, 150, 100, 150, 100, 150, 100, 1000),
};

export const patternOf = (kind: CueKind): Pattern => PATTERNS[kind];

/** Length of a pattern from its first pulse to the end of its last. */
export const patternMs = (given: Pattern): Millis =>
  given.pulses.reduce((sum, pulse) => sum + pulse.onMs + pulse.offMs, 0);
