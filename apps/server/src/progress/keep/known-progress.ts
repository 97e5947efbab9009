import type { Totals } from './exercise-totals.js';
import type { WeekRow } from './week-rows.js';
import type { WeekRules } from './week-rules.js';

/** Households that train at the same time are few; a history of exercises takes some kilobytes. */
const MOST_KNOWN = 500;

/**
 * What the last transactions of one writer read and left of totals and weeks. Whoever hands it on promises that it is what
 * this very transaction would read, and forgets it with a transaction that was undone.
 */
export class KnownProgress {
  /** Of exercises, by account. */
  readonly totals = new Map<string, Totals>();
  /** By account. */
  readonly rules = new Map<string, WeekRules>();
  /** By `dayKey` of a week's first day; undefined is a week that has no row. */
  readonly weeks = new Map<string, WeekRow | undefined>();

  forget(): void {
    for (const known of [this.totals, this.rules, this.weeks]) known.clear();
  }

  /** Between two transactions: what is known stays small. */
  trim(): void {
    for (const known of [this.totals, this.rules, this.weeks]) if (known.size > MOST_KNOWN) known.clear();
  }
}
