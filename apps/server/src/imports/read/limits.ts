/** What a file with old sessions may hold. Three years of daily use are some 15 MB as our own CSV. */
export const HISTORY_LIMITS = {
  fileBytes: 16 * 1024 * 1024,
  /** A FIT activity with a record a second takes about 100 kB an hour. */
  fitBytes: 4 * 1024 * 1024,
  rows: 200_000,
  rowBytes: 64 * 1024,
  columns: 200,
  sessions: 5_000,
  setsOfSession: 500,
} as const;

/** Nobody works out for longer without a sleep. */
export const LONGEST_MS = 24 * 3_600_000;
/** Two that begin so close together are taken for the same session. */
export const SAME_MS = 2 * 60_000;
/** Clocks of two machines differ a little. */
export const AHEAD_MS = 5 * 60_000;
