/**
 * What a file of an account may hold. Twenty-five years of daily use are some 400 000 entries in 100 MB; an entry that was
 * kept aside may be as large as a push.
 */
export const TRANSFER_LIMITS = {
  fileBytes: 512 * 1024 * 1024,
  lineBytes: 80 * 1024,
  lines: 2_000_000,
  /** The line itself, then what its entry or document holds. */
  depth: 33,
  journals: 10_000,
  /** Corrections, deletes and undos of all sessions. */
  serverEntries: 100_000,
  /** Problems are for a person to read; beyond these they are no help, and reading stops. */
  problems: 50,
} as const;
