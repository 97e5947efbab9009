/** Random sessions: what a wearer does and when, as data that fast-check can shrink. */
import fc from 'fast-check';
import type { EntryDraft } from '../src/journal/index.js';
import type { SessionState } from '../src/session/index.js';
import type { Timeline } from '../src/timeline/index.js';
import { begin, lookAt, type Player, SESSION_ID, START_AT, tap } from './play.js';

export interface Act {
  readonly afterMs: number;
  readonly kind: EntryDraft['kind'];
  readonly value: number;
}

const KINDS = [
  'step-done',
  'step-skipped',
  'step-restarted',
  'step-adjusted',
  'paused',
  'resumed',
  'resumed',
  'pain',
  'effort',
] as const;

export const act = (kinds: readonly Act['kind'][], mostMs: number) =>
  fc.record({
    afterMs: fc.integer({ min: 0, max: mostMs }),
    kind: fc.constantFrom(...kinds),
    value: fc.integer({ min: 0, max: 9999 }),
  });

export const script = (mostMs: number) => fc.array(act(KINDS, mostMs), { maxLength: 12 });
export const scriptWithClock = (mostMs: number) =>
  fc.array(act([...KINDS, 'clock-moved', 'session-ended'], mostMs), { maxLength: 12 });

/** The entry that an act is, in the state it meets. Sometimes it does not fit: that is wanted. */
export function entryOf(given: Act, state: SessionState, at: number): EntryDraft {
  const base = { at, sessionId: SESSION_ID };
  const step = state.step;
  switch (given.kind) {
    case 'step-restarted':
      return { ...base, kind: given.kind, step: Math.max(0, step - (given.value % 3)) };
    case 'step-adjusted':
      return { ...base, kind: given.kind, step, byMs: given.value % 2 === 0 ? 10_000 : -10_000 };
    case 'resumed':
      return { ...base, kind: given.kind, leadMs: given.value % 5000 };
    case 'effort':
      return { ...base, kind: given.kind, blockId: 'hold', value: given.value % 11 };
    case 'clock-moved':
      return { at, kind: given.kind, byMs: (given.value - 5000) * 7001 };
    case 'session-ended':
      return { ...base, kind: given.kind, how: 'saved' };
    case 'paused':
      return { ...base, kind: given.kind };
    default:
      return { ...base, kind: given.kind as 'step-skipped', step };
  }
}

/** Instants of looks between `from` (exclusive) and `to` (exclusive). */
export type Looks = (from: number, to: number) => readonly number[];

export const everyMs =
  (ms: number): Looks =>
  (from, to) =>
    Array.from(
      { length: Math.max(0, Math.ceil((to - from) / ms) - 1) },
      (_, index) => from + (index + 1) * ms,
    );

export const onlyAtTaps: Looks = () => [];

/** Looks at the given shares of each stretch. */
export const atShares =
  (shares: readonly number[]): Looks =>
  (from, to) =>
    shares
      .map((share) => Math.floor(from + share * (to - from)))
      .filter((at) => at > from && at < to)
      .sort((a, b) => a - b);

/** Plays a script, then waits (resuming if it stands still) until the session is over by the clock. */
export function playScript(timeline: Timeline, acts: readonly Act[], looks: Looks): Player {
  let player = begin(timeline);
  let now = START_AT;
  const wait = (to: number) => {
    for (const at of looks(now, to)) player = lookAt(timeline, player, at);
    now = to;
  };
  const perform = (given: Act) => {
    wait(now + given.afterMs);
    player = lookAt(timeline, player, now);
    const entry = entryOf(given, player.state, now);
    const { state } = player;
    player = tap(timeline, player, entry);
    if (entry.kind === 'clock-moved' && player.state !== state) now += entry.byMs;
  };
  for (const given of acts) perform(given);
  perform({ afterMs: 1000, kind: 'resumed', value: 0 });
  wait(now + timeline.totalMs + 10_000 * (acts.length + 2));
  player = lookAt(timeline, player, now);
  return player;
}
