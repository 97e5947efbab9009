import type { Timeline } from '../timeline/index.js';
import type { Instant } from '../units/index.js';
import { look } from './look.js';
import { type SessionState, stepEndAt } from './session-state.js';

/**
 * The next instant at which somebody must look again: the end of the running step, by the clock.
 * Undefined while paused, ended, or in a step that ends by a tap.
 */
export const nextWake = (timeline: Timeline, state: SessionState, now: Instant): Instant | undefined =>
  stepEndAt(timeline, look(timeline, state, now).state);
