import type { Pulse } from '../device/haptics.js';
import type { Journal, Marks } from '../journal/journal.js';

/** All that a running session may touch; the page hands in the watch, tests hand in memory. */
export type Ports = {
  now(): number;
  zoneAt(at: number): number;
  chance(): number;
  journal: Journal;
  marks: Marks;
  play(pulses: readonly Pulse[]): void;
  /** The one backstop alarm: moved to `at`, or taken away. */
  wakeAt(at: number | undefined): void;
  /** Called after every entry. */
  written(): void;
};
