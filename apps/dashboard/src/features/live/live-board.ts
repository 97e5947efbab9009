/**
 * What this page has heard about sessions that run right now, journal by journal.
 *
 * Messages may be lost, doubled or come before we have joined. Doubles are dropped
 * by their `seq`; a hole is reported, and the page joins again instead of guessing.
 */
import type { EntriesMessage, Entry, LiveSnapshot } from '../../api/index.js';

export type JournalLine = { lastSeq: number; offsetMs: number; heardAt: number };
export type LiveSession = { sessionId: string; journalId: string; entries: Entry[]; isGone: boolean };
export type Board = {
  journals: Readonly<Record<string, JournalLine>>;
  sessions: Readonly<Record<string, LiveSession>>;
};

export const emptyBoard: Board = { journals: {}, sessions: {} };

/**
 * The board after joining. What the server no longer counts as running, and we did,
 * stays visible as gone, so that nobody's page goes blank at the finish.
 */
export function takeSnapshot(board: Board, snapshot: LiveSnapshot): Board {
  const sessions: Record<string, LiveSession> = {};
  for (const held of Object.values(board.sessions)) sessions[held.sessionId] = { ...held, isGone: true };
  const journals: Record<string, JournalLine> = { ...board.journals };
  for (const { journalId, offsetMs, entries } of snapshot.sessions) {
    const last = entries.at(-1);
    const sessionId = entries.map(sessionIdOf).find((id) => id !== undefined);
    if (last === undefined || sessionId === undefined) continue;
    sessions[sessionId] = { sessionId, journalId, entries, isGone: false };
    const before = journals[journalId];
    const heardAt = Math.max(last.at + offsetMs, before?.heardAt ?? 0);
    journals[journalId] = { lastSeq: Math.max(last.seq, before?.lastSeq ?? 0), offsetMs, heardAt };
  }
  return { journals, sessions };
}

/** The board after one message, and whether something in between never arrived. */
export function takeEntries(
  board: Board,
  message: EntriesMessage,
  now: number,
): { board: Board; hole: boolean } {
  const line = board.journals[message.journalId];
  const fresh = message.entries.filter((entry) => entry.seq > (line?.lastSeq ?? 0));
  const sessions = { ...board.sessions };
  let hole = line !== undefined && fresh.length > 0 && (fresh[0]?.seq ?? 0) > line.lastSeq + 1;
  for (const entry of fresh) hole = !place(sessions, message.journalId, entry) || hole;
  const lastSeq = fresh.at(-1)?.seq ?? line?.lastSeq ?? 0;
  const journals = {
    ...board.journals,
    [message.journalId]: { lastSeq, offsetMs: message.offsetMs, heardAt: now },
  };
  return { board: { journals, sessions }, hole };
}

/** Files one entry; false when it speaks of a session whose beginning we have not seen. */
function place(sessions: Record<string, LiveSession>, journalId: string, entry: Entry): boolean {
  const sessionId = sessionIdOf(entry);
  if (sessionId === undefined) {
    for (const held of Object.values(sessions))
      if (held.journalId === journalId) sessions[held.sessionId] = withEntry(held, entry);
    return true;
  }
  const held = sessions[sessionId];
  if (held !== undefined) sessions[sessionId] = withEntry(held, entry);
  else if (entry.kind === 'session-started')
    sessions[sessionId] = { sessionId, journalId, entries: [entry], isGone: false };
  else return false;
  return true;
}

function withEntry(session: LiveSession, entry: Entry): LiveSession {
  return { ...session, entries: [...session.entries, entry] };
}

function sessionIdOf(entry: Entry): string | undefined {
  return 'sessionId' in entry && typeof entry.sessionId === 'string' ? entry.sessionId : undefined;
}
