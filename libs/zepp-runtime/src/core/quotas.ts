/**
 * How much of the host a program can fill. A watch's own memory would end long before; here a hostile program must not be
 * able to fill ours through what we keep for it.
 */

/** Characters of one log line. */
export const MOST_LOG_CHARACTERS = 4_000;
/** Characters of one call across the bridge; a file of 4 MB in one write still fits. */
export const MOST_CALL_CHARACTERS = 8_000_000;
/** Timers of one scope that have not run yet. */
export const MOST_TIMERS = 10_000;
/** Widgets of one page, and listeners of one scope. */
export const MOST_WIDGETS = 20_000;
