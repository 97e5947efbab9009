/** A session for tests: a player that does what a watch page does, with a clock the test turns by hand. */
import { type Cue, cuesBetween } from '../src/cues/index.js';
import type { Entry, EntryBody, EntryDraft } from '../src/journal/index.js';
import type { Result } from '../src/result/index.js';
import type { Routine } from '../src/routine/index.js';
import { applyEntry, look, type SessionState, startSession } from '../src/session/index.js';
import { compileTimeline, type Timeline } from '../src/timeline/index.js';

export const SESSION_ID = '01K5H7Q9V0ABCDEFGHJKMNPQRS';
export const START_AT = 1_760_000_000_000;
export const ZONE = 765;

/** Nine steps, about a minute: a hold on each side, slow repetitions, and every kind of gap. */
export const SHORT: Routine = {
  format: 1,
  id: 'short',
  version: 3,
  name: 'Short',
  kind: 'routine',
  pace: { restSeconds: 6, switchSeconds: 3, changeSeconds: 5, positionChangeSeconds: 2, leadInSeconds: 5 },
  blocks: [
    {
      id: 'hold',
      name: 'Hold',
      optional: false,
      rounds: 1,
      exercises: [
        { oneOf: [{ movement: 'side', sets: 1, hold: { low: 10, middle: 15, high: 16 } }] },
        { oneOf: [{ movement: 'superman', sets: 1, reps: { low: 2, middle: 2, high: 3 } }] },
      ],
    },
    {
      id: 'pull',
      name: 'Pull',
      optional: false,
      rounds: 1,
      exercises: [{ oneOf: [{ movement: 'row', sets: 2, reps: { low: 2, middle: 3, high: 3 } }] }],
    },
  ],
};

export const shortTimeline = (
  options: Partial<Timeline['options']> = {},
  routine: Routine = SHORT,
): Timeline => compileTimeline(routine, { level: 'low', withOptional: true, ...options });

export const startEntry = (timeline: Timeline): Entry & { kind: 'session-started' } => ({
  kind: 'session-started',
  seq: 1,
  at: START_AT,
  zone: ZONE,
  sessionId: SESSION_ID,
  routineId: timeline.routineId,
  routineVersion: timeline.routineVersion,
  options: timeline.options,
});

/** What happened, as a draft at `ms` after the start. */
export const draft = (ms: number, body: Omit<EntryBody, 'sessionId'> & Record<string, unknown>): EntryDraft =>
  ({ at: START_AT + ms, sessionId: SESSION_ID, ...body }) as unknown as EntryDraft;

export const unwrap = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.problems)}`);
  return result.value;
};

export interface Player {
  readonly state: SessionState;
  readonly entries: readonly Entry[];
  readonly cues: readonly Cue[];
  readonly lookedAt: number;
}

const numbered = (entries: readonly Entry[], drafts: readonly EntryDraft[]): Entry[] =>
  drafts.map((each, index) => ({ ...each, seq: entries.length + index + 1, zone: ZONE }));

export function begin(timeline: Timeline): Player {
  const first = startEntry(timeline);
  return { state: startSession(first), entries: [first], cues: [], lookedAt: START_AT - 1 };
}

/** One look of the page: cues first, then what the clock has made due. */
export function lookAt(timeline: Timeline, player: Player, at: number): Player {
  const cues = player.cues.concat(cuesBetween(timeline, player.state, player.lookedAt, at));
  const { state, entries } = look(timeline, player.state, at);
  return {
    state,
    cues,
    entries: player.entries.concat(numbered(player.entries, entries)),
    lookedAt: at,
  };
}

/** From when the next look has to ask: what a tap begins, begins at the tap; a moved clock moves the last look too. */
function askFrom(player: Player, given: EntryDraft, next: SessionState): number {
  if (given.kind === 'clock-moved') return player.lookedAt + given.byMs;
  const begins = ['step-done', 'step-skipped', 'step-restarted', 'resumed'].includes(given.kind);
  return begins && next.status === 'running' ? given.at - 1 : player.lookedAt;
}

/** A tap: a look at its instant, then the entry; what does not fit is left out, as the page leaves it out. */
export function tap(timeline: Timeline, before: Player, given: EntryDraft): Player {
  const player = lookAt(timeline, before, given.at);
  const next = applyEntry(timeline, player.state, given);
  if (!next.ok) return player;
  return {
    ...player,
    state: next.value,
    lookedAt: askFrom(player, given, next.value),
    entries: player.entries.concat(numbered(player.entries, [given])),
  };
}

/** A session that nobody touched, looked at every `everyMs`. */
export function playThrough(timeline: Timeline, everyMs: number): Player {
  let player = begin(timeline);
  for (let at = START_AT; player.state.status !== 'ended'; at += everyMs)
    player = lookAt(timeline, player, at);
  return player;
}
