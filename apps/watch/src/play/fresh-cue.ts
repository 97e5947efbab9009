import type { Cue } from '@plumbline/routine-core/cues';

/** Older than this, a cue would tell of a moment that has passed. */
const FRESH_MS = 1500;

/** Of several cues found in one look the latest speaks, if it is fresh: one motor plays one pattern. */
export function freshCue(cues: readonly Cue[], now: number): Cue | undefined {
  const latest = cues[cues.length - 1];
  return latest !== undefined && now - latest.at <= FRESH_MS ? latest : undefined;
}
