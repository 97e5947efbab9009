import { type EntryDraft, newSessionId } from '@plumbline/routine-core/journal';
import { recover, replay, type SessionState, startSession } from '@plumbline/routine-core/session';
import type { Timeline } from '@plumbline/routine-core/timeline';
import { entriesOf, type Pointer, readPointer, readSeen, writePointer } from './pointer.js';
import type { Ports } from './ports.js';
import type { StartWish } from './start-wish.js';
import { timelineOf } from './timeline-of.js';

export type OpenedSession = {
  timeline: Timeline;
  state: SessionState;
  /** Entries not written yet: what the opening itself has found out. */
  drafts: EntryDraft[];
  /** True when the wearer has to say whether to go on. */
  ask: boolean;
  lookedAt: number;
};

/** After this long nobody is asked any more: the session is saved as it was when the page died. */
const ASK_WITHIN_MS = 30 * 60_000;

const HANDLED = 'start.handled';

/** Begins what was wished for, once. The pointer goes first: a session without one would never be found again. */
export function beginSession(ports: Ports, wish: StartWish): OpenedSession | undefined {
  const timeline = timelineOf(wish.routineId, wish.options);
  if (timeline === undefined || ports.marks.read(HANDLED) === wish.at) return undefined;
  ports.marks.write(HANDLED, wish.at);
  const at = ports.now();
  const sessionId = newSessionId(at, ports.chance);
  const { routineId, routineVersion, options } = timeline;
  writePointer(ports.marks, { sessionId, firstSeq: ports.journal.lastSeq() + 1 });
  const draft = { kind: 'session-started', at, sessionId, routineId, routineVersion, options } as const;
  ports.journal.append([draft]);
  const state = startSession({ ...draft, zone: ports.zoneAt(at) });
  return { timeline, state, drafts: [], ask: false, lookedAt: at - 1 };
}

type Found = { timeline: Timeline; state: SessionState };

/** The session that a pointer names, as its entries tell it. */
export function readSession(ports: Pick<Ports, 'journal'>, pointer: Pointer): Found | undefined {
  const entries = entriesOf(ports.journal.entriesFrom(pointer.firstSeq), pointer.sessionId);
  let timeline: Timeline | undefined;
  const state = replay((id, _version, options) => {
    timeline = timelineOf(id, options);
    return timeline;
  }, entries);
  return state.ok && timeline !== undefined ? { timeline, state: state.value } : undefined;
}

/** A pointer to nothing, or to what has ended, is taken away: else every opening would follow it again. */
function followPointer(ports: Ports): Found | undefined {
  const pointer = readPointer(ports.marks);
  const found = pointer && readSession(ports, pointer);
  if (found !== undefined && found.state.status !== 'ended') return found;
  if (pointer !== undefined) writePointer(ports.marks, null);
  return undefined;
}

/** The session that was running when the page died, with what has to be written about the time since. */
export function reopenSession(ports: Ports): OpenedSession | undefined {
  const found = followPointer(ports);
  if (found === undefined) return undefined;
  const now = ports.now();
  const seenAt = Math.min(now, readSeen(ports.marks) ?? found.state.anchorAt);
  const choice = recover(found.timeline, found.state, seenAt, now);
  if (choice.choice === 'carry-on') return { ...found, drafts: [], ask: false, lookedAt: seenAt };
  const { sessionId } = found.state;
  const tooLate = now - seenAt > ASK_WITHIN_MS;
  const end = { kind: 'session-ended', at: seenAt, sessionId, how: 'saved', auto: true } as const;
  const ended: EntryDraft[] = tooLate ? [end] : [];
  return { ...found, drafts: [...choice.entries, ...ended], ask: !tooLate, lookedAt: now };
}

/** The session that still runs, else the one that was wished for; undefined when there is neither. */
export function openSession(ports: Ports, wish: StartWish | undefined): OpenedSession | undefined {
  return reopenSession(ports) ?? (wish === undefined ? undefined : beginSession(ports, wish));
}
