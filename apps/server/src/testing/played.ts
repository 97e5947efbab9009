import {
  applyEntry,
  type CompileOptions,
  compileTimeline,
  type Entry,
  type EntryDraft,
  look,
  type Routine,
  type SessionState,
  startSession,
  summarise,
  type Timeline,
} from '@plumbline/routine-core';
import { SESSION } from './entries.js';

/** What a wearer does, so long after what was done before. */
export type Act = {
  afterMs: number;
  does: 'pause' | 'resume' | 'skip' | 'restart' | 'tap' | 'move' | 'save';
};
type Setting = { options: CompileOptions; at: number; zone: number; acts?: readonly Act[] };
type Player = { timeline: Timeline; state: SessionState; entries: Entry[] };

const draftOf = ({ does }: Act, { step }: SessionState, at: number): EntryDraft => {
  const own = { at, sessionId: SESSION };
  if (does === 'pause') return { ...own, kind: 'paused' };
  if (does === 'resume') return { ...own, kind: 'resumed', leadMs: 3_000 };
  if (does === 'skip') return { ...own, kind: 'step-skipped', step };
  if (does === 'restart') return { ...own, kind: 'step-restarted', step: Math.max(0, step - 1) };
  if (does === 'move') return { at, kind: 'clock-moved', byMs: 3_600_000 };
  return does === 'tap'
    ? { ...own, kind: 'step-done', step }
    : { ...own, kind: 'session-ended', how: 'saved' };
};

/** Written down only where it fits, as the watch does. */
function write(player: Player, zone: number, draft: EntryDraft): Player {
  const next = applyEntry(player.timeline, player.state, draft);
  if (!next.ok) return player;
  const entry = { seq: player.entries.length + 1, zone, ...draft } as Entry;
  return { ...player, state: next.value, entries: [...player.entries, entry] };
}

function lookAt(player: Player, zone: number, now: number): Player {
  return look(player.timeline, player.state, now).entries.reduce(
    (current, draft) => write(current, zone, draft),
    player,
  );
}

/** A session as a watch writes it: the acts, then everything else by the clock, to its end. */
export function playActs(routine: Routine, { options, at, zone, acts = [] }: Setting): Player {
  const timeline = compileTimeline(routine, options);
  const { id: routineId, version: routineVersion } = routine;
  const started = {
    kind: 'session-started',
    sessionId: SESSION,
    routineId,
    routineVersion,
    options,
  } as const;
  const entries: Entry[] = [{ seq: 1, at, zone, ...started }];
  let player: Player = { timeline, state: startSession({ at, zone, ...started }), entries };
  let now = at;
  for (const act of [...acts, { afterMs: 1_000, does: 'resume' } as const]) {
    player = lookAt(player, zone, now + act.afterMs);
    now += act.afterMs;
    const before = player.state;
    player = write(player, zone, draftOf(act, before, now));
    if (act.does === 'move' && player.state !== before) now += 3_600_000;
  }
  // Open steps never end by the clock; a wearer who left ends the session.
  player = lookAt(player, zone, now + timeline.totalMs + 60_000);
  return player.state.status === 'ended'
    ? player
    : write(player, zone, {
        at: now + timeline.totalMs,
        kind: 'session-ended',
        sessionId: SESSION,
        how: 'saved',
      });
}

/** The same as it lies on the server, with nothing said about it afterwards. */
export const toldOf = (routine: Routine, { timeline, state, entries }: Player) => ({
  summary: summarise(timeline, state),
  played: { routine, timeline, state },
  known: {
    placed: entries.map((entry) => ({ journalId: 'any', seq: entry.seq, position: entry.seq, entry })),
    corrections: { deleted: false, erased: false, corrected: false, changes: {}, history: [] },
    position: entries.length,
  },
});
