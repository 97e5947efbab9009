import type { PlanRow } from '../../api/index.js';
import { roughLength } from '../../time/durations.js';

const statusWords: Record<PlanRow['status'], string> = {
  done: 'done',
  cut: 'cut short',
  skipped: 'skipped',
  missed: 'not reached',
};

export function statusWord(row: PlanRow): string {
  return statusWords[row.status];
}

/** "20 s" or "12 reps"; a count of one keeps its grammar. */
export function amount(value: number, unit: PlanRow['unit']): string {
  if (unit === 'seconds') return `${trimmed(value)} s`;
  return `${value} ${value === 1 ? 'rep' : 'reps'}`;
}

/** What was done, or a dash where nothing was, so that 0 never looks like a measurement. */
export function doneWords(row: PlanRow): string {
  return row.done === 0 && row.status !== 'done' ? '–' : amount(row.done, row.unit);
}

/** The gaps before a set, as they really were. */
export function restWords(row: PlanRow): string {
  return row.restMs > 0 ? roughLength(row.restMs) : '–';
}

/** A cut hold may have lasted a part of a second; one decimal is as exact as a person needs. */
function trimmed(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}
