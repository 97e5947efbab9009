import type { Tx } from '../database/sql.js';
import { beginSession, extendSession, isLooseMove, type Part, type Reached } from './extend-session.js';
import { KnownSessions } from './known/known-sessions.js';
import { meetSessions } from './known/meet-sessions.js';
import { projectPlayed } from './project-session.js';
import { type Added, type SessionChange, updateReadModels } from './read-models.js';
import { type Recomputed, recompute, routinePlayed } from './recompute.js';
import { sessionsAround } from './session-entries.js';
import { type SessionKey, type SessionRow, sessionKey, writeSessionRows } from './session-rows.js';

/** Sessions that go on are few; the rest of the memory is for those who come back. */
const MOST_KNOWN = 500;

type Touched = SessionKey & { parts: Part[]; isAnew: boolean };

/**
 * Keeps the rows of sessions up with the journals. A session that simply goes on is carried forward from memory; whatever is
 * odd is computed from its entries. Memory is believed only where the row in this very transaction was computed from the same
 * position, so that another process, a rebuild or a transaction that was undone cannot make it wrong.
 */
export class Projections {
  private readonly known = new Map<string, Reached>();

  /** After a transaction that failed: what was learnt in it never happened. */
  forget(): void {
    this.known.clear();
  }

  /**
   * Brings the read models up to entries that this transaction has just written. `known` must be what this very transaction
   * would read, and is kept up with it; without it everything is read.
   */
  async update(tx: Tx, news: readonly Added[], known?: KnownSessions): Promise<void> {
    const touched = await touchedBy(tx, news);
    const met = touched.map((session) => ({ ...session, begins: beginsIn(session) }));
    const before = known ? positionsBefore(news) : new Map();
    const held = known ?? new KnownSessions();
    const corrected = await meetSessions(tx, { met, before }, held);
    const { rows } = held;
    const changes: SessionChange[] = [];
    for (const session of touched) {
      session.isAnew ||= corrected.has(sessionKey(session));
      const before = rows.get(sessionKey(session));
      const computed = (await this.carryOn(tx, session, before)) ?? (await recompute(tx, session));
      this.remember(sessionKey(session), computed?.reached);
      if (before || computed) changes.push({ before, after: computed?.row, played: computed?.played });
      if (computed && computed.row.status !== 'ended') rows.set(sessionKey(session), computed.row);
      else rows.delete(sessionKey(session));
    }
    writeSessionRows(tx, changes);
    await updateReadModels(tx, { changes, added: news }, known?.progress);
  }

  private async carryOn(
    tx: Tx,
    session: Touched,
    before: SessionRow | undefined,
  ): Promise<Recomputed | undefined> {
    if (session.isAnew) return undefined;
    const { accountId, sessionId, parts } = session;
    const [first, ...later] = parts;
    if (first === undefined) return undefined;
    let reached = before ? this.goOn(session, before, first) : await begin(tx, session, first);
    for (const part of later) reached = reached && extendSession(reached, sessionId, part);
    if (reached === undefined) return undefined;
    const { journalId, position, lastAt } = reached;
    const { summary, ...facts } = projectPlayed(reached, lastAt);
    const row = { accountId, sessionId, journalId, position, ...facts, summary: JSON.stringify(summary) };
    return { row, reached, played: reached };
  }

  private goOn(session: SessionKey, { position, journalId }: SessionRow, part: Part): Reached | undefined {
    const known = this.known.get(sessionKey(session));
    if (known?.position !== position || known.journalId !== journalId) return undefined;
    return extendSession(known, session.sessionId, part);
  }

  private remember(key: string, reached: Reached | undefined): void {
    this.known.delete(key);
    if (reached === undefined || reached.state.status === 'ended') return;
    this.known.set(key, reached);
    if (this.known.size > MOST_KNOWN) this.known.delete(this.known.keys().next().value as string);
  }
}

/** Without a row, and never corrected or deleted, there is no earlier entry of it on disk. */
async function begin(tx: Tx, { accountId, sessionId }: SessionKey, part: Part): Promise<Reached | undefined> {
  const own = part.added.flatMap(({ entry, sessionId: of }) => (entry && of === sessionId ? entry : []));
  const routine = await routinePlayed(tx, accountId, own);
  return routine && beginSession(routine, sessionId, part);
}

const beginsIn = ({ sessionId, parts: [first] }: Touched): boolean =>
  first?.added.find((each) => each.sessionId === sessionId)?.kind === 'session-started';

/** Where each account stood before this news of it. */
function positionsBefore(news: readonly Added[]): Map<string, number> {
  const before = new Map<string, number>();
  for (const { accountId, position, added } of news)
    before.set(accountId, Math.min(before.get(accountId) ?? position, position - added.length));
  return before;
}

/** Nearly all entries of a push are of one session. */
function sessionsIn(added: Part['added']): Set<string> {
  const sessions = new Set<string>();
  let last: string | null = null;
  for (const { sessionId, entry } of added) {
    if (sessionId === last || sessionId === null || entry === undefined) continue;
    sessions.add(sessionId);
    last = sessionId;
  }
  return sessions;
}

/** The sessions that new entries speak of, and those that a new clock move falls into. */
async function touchedBy(tx: Tx, news: readonly Added[]): Promise<Touched[]> {
  const touched = new Map<string, Touched>();
  const touch = (session: SessionKey, touch: { part?: Part; isAnew?: boolean }) => {
    const key = sessionKey(session);
    const known = touched.get(key) ?? { ...session, parts: [], isAnew: false };
    touched.set(key, known);
    if (touch.part && known.parts.at(-1) !== touch.part) known.parts.push(touch.part);
    known.isAnew ||= touch.isAnew === true;
  };
  for (const part of news) {
    const { accountId, journalId, added } = part;
    for (const sessionId of sessionsIn(added)) touch({ accountId, sessionId }, { part });
    const seqs = added.filter(isLooseMove).map(({ seq }) => seq);
    for (const sessionId of await sessionsAround(tx, { accountId, journalId, seqs }))
      touch({ accountId, sessionId }, { isAnew: true });
  }
  return [...touched.values()];
}
