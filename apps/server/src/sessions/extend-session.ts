import { type Entry, type Routine, replayFrom, type SessionState } from '@plumbline/routine-core';
import type { Prepared } from '../journal/read-entries.js';
import { lastOf, type Played, playSession } from './project-session.js';

/** A session as far as its entries up to `seq` of one journal make it. */
export type Reached = Played & { journalId: string; seq: number; position: number; lastAt: number };

/** What a push adds to a session: its new entries by number, the last of which has `position`. */
export type Part = { journalId: string; added: readonly Prepared[]; position: number };

type Run = { entries: Entry[]; seq: number; position: number };

/**
 * The session's entries of a part with the clock moves between them, if they follow `after` without a hole: what is
 * missing might be a clock move that is on disk already. Undefined when they do not.
 */
function runIn(sessionId: string, { added, position }: Part, after: number | undefined): Run | undefined {
  const isOwn = (each: Prepared) => each.sessionId === sessionId && each.entry !== undefined;
  const firstOwn = added.findIndex(isOwn);
  const lastOwn = added.reduce((last, each, index) => (isOwn(each) ? index : last), -1);
  const begin = after === undefined ? firstOwn : added.findIndex(({ seq }) => seq === after + 1);
  if (begin < 0 || begin > firstOwn) return undefined;
  const run = added.slice(begin, lastOwn + 1);
  const start = run[0]?.seq ?? 0;
  if (run.some(({ seq }, index) => seq !== start + index)) return undefined;
  const entries = run.filter((each) => isOwn(each) || isLooseMove(each)).map(({ entry }) => entry as Entry);
  return { entries, seq: added[lastOwn]?.seq ?? 0, position: position - (added.length - 1 - lastOwn) };
}

/** Clock moves name no session; those among a session's entries shift it. */
export const isLooseMove = ({ kind, sessionId, entry }: Prepared): boolean =>
  kind === 'clock-moved' && sessionId === null && entry !== undefined;

/** A session that begins in this part; undefined when it has to be computed from the journal. */
export function beginSession(routine: Routine, sessionId: string, part: Part): Reached | undefined {
  const run = runIn(sessionId, part, undefined);
  const played = run && playSession(routine, run.entries);
  return run && played ? reachedBy(played, { part, run, before: 0 }) : undefined;
}

/** Goes on from where a session was; undefined when it has to be computed from the journal. */
export function extendSession(known: Reached, sessionId: string, part: Part): Reached | undefined {
  if (known.journalId !== part.journalId) return undefined;
  const run = runIn(sessionId, part, known.seq);
  if (run === undefined) return undefined;
  const state = replayFrom(known.timeline, known.state, run.entries);
  return reachedBy({ ...known, state }, { part, run, before: known.lastAt });
}

type Gone = { part: Part; run: Run; before: number };

function reachedBy(played: Played, { part, run, before }: Gone): Reached | undefined {
  if (!isModest(played.state)) return undefined;
  const { routine, timeline, state } = played;
  const { seq, position, entries } = run;
  return {
    routine,
    timeline,
    state,
    journalId: part.journalId,
    seq,
    position,
    lastAt: lastOf(entries, before),
  };
}

/** Nobody's session fills the memory that all share: one that grows beyond a workout's size is computed anew each time. */
const isModest = ({ painSteps, efforts }: SessionState): boolean =>
  painSteps.length <= 200 && Object.keys(efforts).length <= 100;
