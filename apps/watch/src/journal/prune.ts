import type { Files } from './files.js';
import { firstSeqOf, journalFiles } from './journal-file.js';

/** Sessions kept after the server has them, so that a server restored from an old copy can be filled again. */
export const KEEP_SESSIONS = 30;

/** Bytes the journal may take on the disk of the watch. Unsent entries go beyond it rather than being lost. */
export const BUDGET_BYTES = 256 * 1024;

export const overBudget = (files: Files): boolean =>
  journalFiles(files).reduce((sum, name) => sum + (files.read(name)?.length ?? 0), 0) > BUDGET_BYTES;

const STARTED = /"kind":"session-started"/g;

/**
 * Removes the oldest files that the server has whole, once the newer ones hold `keep` sessions.
 * Nothing the server has not named is ever touched. Returns the names removed.
 */
export function pruneJournal(files: Files, through: number, keep = KEEP_SESSIONS): string[] {
  const names = journalFiles(files);
  let sessions = 0;
  for (let i = names.length - 1; i > 0; i -= 1) {
    const name = names[i] as string;
    sessions += (files.read(name)?.match(STARTED) ?? []).length;
    if (sessions < keep || firstSeqOf(name) - 1 > through) continue;
    const old = names.slice(0, i);
    for (const gone of old) files.remove(gone);
    return old;
  }
  return [];
}
