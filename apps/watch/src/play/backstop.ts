/**
 * What the cue service needs when the page is dead: instants and patterns, nothing to compute. The page writes it with
 * every change; the service only reads it.
 */
import type { CueKind } from '@plumbline/routine-core/cues';

export type BackstopCue = [at: number, kind: CueKind];
export type Backstop = { sessionId: string; cues: BackstopCue[] };

export const BACKSTOP_KEY = 'cue';

/** Only what begins or ends something: an alarm has whole seconds, a countdown would come too late. */
const WORTH_WAKING: readonly CueKind[] = [
  'ready',
  'go',
  'rest',
  'switch-side',
  'change',
  'block-done',
  'all-done',
];

export const worthWaking = (kind: CueKind): boolean => WORTH_WAKING.indexOf(kind) >= 0;

export function isBackstop(value: unknown): value is Backstop {
  return typeof value === 'object' && value !== null && Array.isArray((value as Backstop).cues);
}

/** An alarm that comes later than this after its cue says nothing: the moment has passed. */
const LATE_MS = 15_000;
/** A page that was seen this recently is alive and buzzes by itself. */
const ALIVE_MS = 3000;
/** Alarms know whole seconds, so one may stand a little before its cue. */
const EARLY_MS = 1000;

export type Wake = {
  /** The cue to play now. */ play?: CueKind /** When to be woken next. */;
  nextAt?: number;
};

/** What a service that wakes at `now` does. */
export function readBackstop(backstop: Backstop, seenAt: number | undefined, now: number): Wake {
  const next = backstop.cues.find(([at]) => at > now + EARLY_MS);
  const due = backstop.cues.filter(([at]) => at <= now + EARLY_MS && at >= now - LATE_MS).pop();
  const pageLives = seenAt !== undefined && now - seenAt < ALIVE_MS && seenAt - now < ALIVE_MS;
  return {
    ...(next === undefined ? {} : { nextAt: next[0] }),
    ...(due === undefined || pageLives ? {} : { play: due[1] }),
  };
}
