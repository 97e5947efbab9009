import type { Counts, Line } from '../format/lines.js';
import { noCounts } from '../format/lines.js';
import type { DecidedLine } from '../merge/merge.js';

/** What became of the lines so far. */
export type Tally = { added: Counts; here: Counts; clashes: Counts };
export const noTally = (): Tally => ({ added: noCounts(), here: noCounts(), clashes: noCounts() });

const COUNTED: Partial<Record<Line['line'], keyof Counts>> = {
  journal: 'journals',
  gap: 'gaps',
  entry: 'entries',
  correction: 'entries',
  erased: 'entries',
  document: 'documents',
};

export function count(tally: Tally, lines: readonly DecidedLine[]): void {
  for (const { line, decided } of lines) {
    const name = COUNTED[line.line];
    if (name) tally[decided.verdict][name] += 1;
  }
}
