import type { TimelineWindow } from '../core/motor-timeline.js';
import type { Instant } from '../core/scheduler.js';
import type { Watch } from '../core/watch.js';

/** When the motor ran after `since`, in ms from it; all of the watch's life when left out. A pulse under way ends now. */
export function motorWindows(watch: Watch, since?: Instant): TimelineWindow[] {
  const { from, windows } = watch.motorTimeline();
  const shift = since === undefined ? 0 : since - Date.parse(from);
  return windows
    .filter(({ toMs }) => toMs > shift)
    .map((one) => ({ ...one, fromMs: Math.max(0, one.fromMs - shift), toMs: one.toMs - shift }));
}

/** Milliseconds for which the motor has run after `since`. */
export const motorMs = (watch: Watch, since?: Instant): number =>
  motorWindows(watch, since).reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);

/** Signals that a program asked for and nobody felt: swallowed by one that ran, or silenced because the wearer wants quiet. */
export const unfelt = (watch: Watch): { atMs: number; asked: string; outcome: string }[] =>
  watch
    .motorTimeline()
    .starts.filter(({ outcome }) => outcome !== 'played')
    .map(({ atMs, asked, outcome }) => ({ atMs, asked, outcome }));
