/**
 * A running session: looks at the clock, writes what it finds, then lets it be felt and seen – in this order.
 * It knows no widget and no vibrator; `Ports` are all it can touch.
 */
import { type Cue, cuesBetween, patternOf } from '@plumbline/routine-core/cues';
import type { EntryDraft } from '@plumbline/routine-core/journal';
import {
  applyEntry,
  look as lookAt,
  nextWake,
  type SessionState,
  type SessionView,
  viewSession,
} from '@plumbline/routine-core/session';
import type { Timeline } from '@plumbline/routine-core/timeline';
import type { Input } from '../device/keys.js';
import { BACKSTOP_KEY, type BackstopCue, worthWaking } from './backstop.js';
import { clockJump } from './clock-jump.js';
import { draftsFor } from './drafts.js';
import { freshCue } from './fresh-cue.js';
import { MENUS, type MenuName, moveInMenu } from './menu.js';
import type { OpenedSession } from './open-session.js';
import { writePointer, writeSeen } from './pointer.js';
import type { Ports } from './ports.js';
import { type Gesture, type Wish, wishOf } from './wish.js';

export type PlayerFace = {
  timeline: Timeline;
  view: SessionView;
  menu: { name: MenuName; selected: number } | undefined;
  /** False while the disk refuses what happened. */
  saved: boolean;
  ended: boolean;
};

export type Player = {
  /** Call every `LOOK_MS`; returns what to show. */
  look(): PlayerFace;
  take(gesture: Gesture): PlayerFace;
  choose(wish: Wish): PlayerFace;
  sessionId: string;
};

export const LOOK_MS = 200;
const SEEN_EVERY_MS = 1000;
const BEGINS: readonly Wish[] = ['skip', 'back', 'done', 'resume', 'carry-on'];

const menuAfter = (wish: Wish): MenuName | undefined => {
  if (wish === 'menu') return 'pause';
  return wish === 'ask-end' ? 'end' : undefined;
};

export function openPlayer(opened: OpenedSession, ports: Ports): Player {
  const { timeline } = opened;
  let state: SessionState = opened.state;
  let lookedAt = opened.lookedAt;
  let seenAt = 0;
  let saved = true;
  let menu: PlayerFace['menu'] = opened.ask ? { name: 'recover', selected: 0 } : undefined;

  const face = (now: number): PlayerFace => ({
    timeline,
    view: viewSession(timeline, state, now),
    menu,
    saved,
    ended: state.status === 'ended',
  });

  /** Ends the service's chain, or lays it anew: all that is still to be felt, if nobody presses anything. */
  function layBackstop(now: number): void {
    const wake = state.status === 'running' ? nextWake(timeline, state, now) : undefined;
    const cues: BackstopCue[] =
      wake === undefined
        ? []
        : cuesBetween(timeline, state, now, now + timeline.totalMs + 60_000)
            .filter((cue) => worthWaking(cue.kind))
            .map((cue): BackstopCue => [cue.at, cue.kind]);
    ports.marks.write(BACKSTOP_KEY, { sessionId: state.sessionId, cues });
    ports.wakeAt(cues[0]?.[0]);
  }

  /** On disk first; only then the new state counts. */
  function commit(next: SessionState, drafts: readonly EntryDraft[], now: number): void {
    saved = ports.journal.append(drafts);
    state = next;
    if (state.status === 'ended') writePointer(ports.marks, null);
    layBackstop(now);
    ports.written();
  }

  function feel(cues: readonly Cue[], now: number): void {
    const cue = freshCue(cues, now);
    if (cue !== undefined) ports.play(patternOf(cue.kind).pulses);
  }

  /** Applies drafts one by one; what the session refuses is not written. */
  function write(drafts: readonly EntryDraft[], now: number): void {
    let next = state;
    const taken: EntryDraft[] = [];
    for (const draft of drafts) {
      const applied = applyEntry(timeline, next, draft);
      if (!applied.ok) continue;
      next = applied.value;
      taken.push(draft);
    }
    if (taken.length > 0) commit(next, taken, now);
  }

  function noticeClock(now: number): void {
    const byMs = clockJump(lookedAt, now, LOOK_MS);
    if (byMs === 0 || state.status === 'ended') return;
    write([{ kind: 'clock-moved', at: now, byMs }], now);
    lookedAt += byMs;
  }

  function rememberSeen(now: number): void {
    if (Math.abs(now - seenAt) < SEEN_EVERY_MS) return;
    seenAt = now;
    writeSeen(ports.marks, now);
  }

  function catchUp(now: number): void {
    const cues = cuesBetween(timeline, state, lookedAt, now);
    const due = lookAt(timeline, state, now);
    if (due.entries.length > 0) commit(due.state, due.entries, now);
    feel(cues, now);
    lookedAt = now;
    rememberSeen(now);
    if (!saved) saved = ports.journal.flush();
  }

  function choose(wish: Wish): PlayerFace {
    const now = ports.now();
    catchUp(now);
    const { elapsedMs } = viewSession(timeline, state, now);
    write(draftsFor(wish, { timeline, state, elapsedMs, now }), now);
    // What a wish begins, begins now: the next look has to find its cue.
    if (BEGINS.includes(wish)) lookedAt = now - 1;
    const name = state.status === 'paused' ? menuAfter(wish) : undefined;
    menu = name === undefined ? undefined : { name, selected: 0 };
    return face(now);
  }

  function takeInMenu(gesture: Gesture, open: NonNullable<PlayerFace['menu']>): PlayerFace {
    if (gesture.kind === 'touch') return face(ports.now());
    const move = moveInMenu(MENUS[open.name], open.selected, gesture as Input);
    if ('wish' in move) return choose(move.wish);
    menu = { name: open.name, selected: move.selected };
    return face(ports.now());
  }

  const begun = ports.now();
  write(opened.drafts, begun);
  layBackstop(begun);

  return {
    sessionId: state.sessionId,
    choose,
    look() {
      const now = ports.now();
      noticeClock(now);
      catchUp(now);
      return face(now);
    },
    take(gesture) {
      if (menu !== undefined) return takeInMenu(gesture, menu);
      const wish = wishOf(gesture, timeline.steps[state.step]);
      return wish === undefined ? face(ports.now()) : choose(wish);
    },
  };
}
