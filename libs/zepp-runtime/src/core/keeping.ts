/**
 * What is kept for a program at most, whatever `limits` say: a watch holds far less, and a hostile program must not be able
 * to fill the host's memory through it.
 */
export const MOST_KEPT = {
  /** Bytes and number of its files on the watch, and on the phone. */
  fileBytes: 128 * 1024 * 1024,
  files: 20_000,
  /** Files open at once. */
  openFiles: 1_024,
  /** Characters of all keys and values in `LocalStorage` and `SessionStorage` together. */
  storage: 32_000_000,
  /** Characters of all keys and values in the phone's settings. */
  settings: 8_000_000,
  /** Files that wait to go over the link or lie in an inbox. */
  transfers: 256,
} as const;
