import type { EntryDraft } from '../journal/index.js';
import type { Timeline } from '../timeline/index.js';
import type { Instant, Millis } from '../units/index.js';
import { look } from './look.js';
import type { SessionState } from './session-state.js';

/** A page that was away for no longer than this goes on by the clock, as if it had looked all the time. */
export const CARRY_ON_MS: Millis = 30_000;

export type Recovery =
  | { readonly choice: 'carry-on' }
  /** The wearer is asked; `entries` say what is certain: steps ended until the last look, then a pause from there on. */
  | { readonly choice: 'ask'; readonly entries: readonly EntryDraft[] };

/**
 * What to do with a running session that nobody looked at from `lastSeenAt` to `now`.
 * Loses at most what was held of the running step after the last look; never a finished step.
 */
export function recover(
  timeline: Timeline,
  state: SessionState,
  lastSeenAt: Instant,
  now: Instant,
): Recovery {
  if (state.status === 'ended') return { choice: 'carry-on' };
  if (state.status === 'paused') return { choice: 'ask', entries: [] };
  const gapMs = now - lastSeenAt;
  if (gapMs >= 0 && gapMs <= CARRY_ON_MS) return { choice: 'carry-on' };
  const seen = look(timeline, state, lastSeenAt);
  if (seen.state.status === 'ended') return { choice: 'carry-on' };
  const at = Math.max(lastSeenAt, seen.state.lastAt);
  return { choice: 'ask', entries: seen.entries.concat({ kind: 'paused', at, sessionId: state.sessionId }) };
}
