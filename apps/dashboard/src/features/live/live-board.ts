/**
 * What this page has heard about sessions that run right now, journal by journal.
 *
 * Messages may be lost, doubled or come before we have joined. Doubles are dropped
 * by their `seq`; a hole is reported, and the page joins again instead of guessing. So it does after a correction.
 */
import { SERVER_JOURNAL, sessionIdOf } from '@plumbline/routine-core';
import type { EntriesMessage, Entry, LiveSnapshot } from '../../api/index.js';

/** `heardAt` is server time, like everything on the board that is not an entry's own. */
export type JournalLine = { offsetMs: number; heardAt: number };
export type LiveSession = {
  sessionId: string;
  journalId: string;
  entries: Entry[];
  isGone: boolean;
  /** Heard on a connection that is no more: the next snapshot alone says what is so. */
  isOld?: boolean;
};
export type Board = {
  position: number;
  /** How far this page's clock runs ahead of the server's; negative when it is behind. */
  aheadMs: number;
  journals: Readonly<Record<string, JournalLine>>;
  sessions: Readonly<Record<string, LiveSession>>;
};

export const emptyBoard: Board = { position: 0, aheadMs: 0, journals: {}, sessions: {} };

/**
 * The board on a connection that was opened anew: the server may have gone back to an older copy meanwhile, so what it said
 * before is no measure of what we miss, and stays in sight only until it is said again.
 */
export function reconnected(board: Board): Board {
  const sessions: Record<string, LiveSession> = {};
  for (const held of Object.values(board.sessions)) sessions[held.sessionId] = { ...held, isOld: true };
  return { ...board, position: 0, sessions };
}

/** What the server's clock shows when this page's shows `pageNow`. */
export const serverTime = ({ aheadMs }: Board, pageNow: number): number => pageNow - aheadMs;

/**
 * The board after joining; `pageNow` is this page's clock at the moment the server answered. What the server no longer counts as running, and we did,
 * stays visible as gone, so that nobody's page goes blank at the finish.
 */
export function takeSnapshot(board: Board, snapshot: LiveSnapshot, pageNow: number): Board {
  const sessions: Record<string, LiveSession> = {};
  for (const held of Object.values(board.sessions)) sessions[held.sessionId] = { ...held, isGone: true };
  const journals: Record<string, JournalLine> = { ...board.journals };
  for (const { journalId, offsetMs, entries } of snapshot.sessions) {
    const last = entries.at(-1);
    const sessionId = entries.map(sessionIdOf).find((id) => id !== undefined);
    if (last === undefined || sessionId === undefined) continue;
    const held = board.sessions[sessionId];
    const all = withMore(entries, held === undefined || held.isOld ? [] : held.entries);
    sessions[sessionId] = { sessionId, journalId, entries: all, isGone: false };
    const heardAt = Math.max(last.at + offsetMs, board.journals[journalId]?.heardAt ?? 0);
    journals[journalId] = { offsetMs, heardAt };
  }
  const position = Math.max(board.position, snapshot.position);
  return { position, aheadMs: pageNow - snapshot.now, journals, sessions };
}

/** The board after one message, and whether something before it never arrived. */
export function takeEntries(
  board: Board,
  message: EntriesMessage,
  pageNow: number,
): { board: Board; hole: boolean } {
  const sessions = { ...board.sessions };
  // What came too early may belong to what comes only now: a clock move, told before its session began.
  let hole = message.after > board.position || message.late === true;
  // Corrections have numbers of their own. One may end a session that runs, and its undo bring one back: the server knows.
  if (message.journalId === SERVER_JOURNAL)
    return { board: { ...board, position: Math.max(board.position, message.position) }, hole: true };
  for (const entry of message.entries) hole = !place(sessions, message.journalId, entry) || hole;
  const line = { offsetMs: message.offsetMs, heardAt: serverTime(board, pageNow) };
  const journals = { ...board.journals, [message.journalId]: line };
  const position = Math.max(board.position, message.position);
  return { board: { ...board, position, journals, sessions }, hole };
}

/**
 * Files one entry; false when the server has to say what became of its session: its beginning was never seen, or it was
 * thought to be over.
 */
function place(sessions: Record<string, LiveSession>, journalId: string, entry: Entry): boolean {
  const sessionId = sessionIdOf(entry);
  if (sessionId === undefined) {
    if (entry.kind === 'clock-moved') moveClock(sessions, journalId, entry);
    return true;
  }
  const held = sessions[sessionId];
  if (held === undefined && entry.kind !== 'session-started') return false;
  // It goes on in another journal, which counts anew: only the server knows the order.
  if (held !== undefined && held.journalId !== journalId) return false;
  sessions[sessionId] = withEntry(held ?? { sessionId, journalId, entries: [], isGone: false }, entry);
  return held?.isGone !== true;
}

/** It shifts what had begun in that journal. */
function moveClock(sessions: Record<string, LiveSession>, journalId: string, move: Entry): void {
  for (const held of Object.values(sessions))
    if (held.journalId === journalId && (held.entries[newestRun(held.entries)]?.seq ?? move.seq) < move.seq)
      sessions[held.sessionId] = withEntry(held, move);
}

function withEntry(session: LiveSession, entry: Entry): LiveSession {
  return { ...session, entries: withMore(session.entries, [entry]) };
}

const nameOf = ({ seq, at, kind }: Entry) => `${seq} ${at} ${kind}`;

/** Where the entries of the newest journal begin: each journal counts up, and the next one begins below. */
function newestRun(entries: readonly Entry[]): number {
  let begin = entries.length;
  while (
    begin > 0 &&
    (begin === entries.length || (entries[begin - 1]?.seq ?? 0) < (entries[begin]?.seq ?? 0))
  )
    begin -= 1;
  return begin;
}

/** `entries` as the server ordered them, with what is new of the newest journal in its place by `seq`; the first to arrive stays. */
function withMore(entries: readonly Entry[], more: readonly Entry[]): Entry[] {
  const known = new Set(entries.map(nameOf));
  const all = [...entries];
  for (const entry of more.filter((each) => !known.has(nameOf(each)))) {
    const run = all.slice(newestRun(all));
    if (run.some(({ seq }) => seq === entry.seq)) continue;
    const before = run.filter(({ seq }) => seq < entry.seq).length;
    all.splice(all.length - run.length + before, 0, entry);
  }
  return all;
}
