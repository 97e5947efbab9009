import { Inject, Injectable } from '@nestjs/common';
import {
  CORRECTION_LIMITS,
  type CorrectionBody,
  type Corrections as CorrectionsOfOne,
  canonicalJson,
  changeProblems,
  correctionsOf,
  type Entry,
  mayBeUndone,
  type PastCorrection,
  parseChanges,
  SERVER_JOURNAL,
  type SessionChanges,
} from '@plumbline/routine-core';
import { CLOCK, type Clock } from '../api/clock.js';
import { DATABASE, type Database } from '../database/database.js';
import type { Tx } from '../database/sql.js';
import { holdAccount } from '../journal/journal-rows.js';
import { type Appended, appendServerEntries } from '../journal/server-journal.js';
import { Committed } from '../live/committed.js';
import { type Answer, refuse } from '../problems/problems.js';
import { refuseShape } from '../problems/refuse-shape.js';
import { factsOf, type Known, playKnown } from '../sessions/recompute.js';
import type { SessionKey } from '../sessions/session-rows.js';
import { recomputeSessions } from '../sessions/update-sessions.js';
import { type DeletedSession, deletedSessions } from './deleted-sessions.js';

/** Who acts on which session. */
export type Act = SessionKey & { by: string };
type Corrected = Answer<{ correction: PastCorrection }>;
type Done = Answer<{ correction: PastCorrection; appended: Appended | undefined }>;
type Decision = Answer<{ write?: CorrectionBody; stands?: PastCorrection }>;

/** What a person says about sessions: new facts laid over the old ones, and every one of them can be taken back. */
@Injectable()
export class Corrections {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(Committed) private readonly committed: Committed,
    @Inject(CLOCK) private readonly now: Clock,
  ) {}

  async correct(act: Act, sent: unknown): Promise<Corrected> {
    const parsed = parseChanges(sent);
    if (!parsed.ok) return refuseShape(parsed.problems);
    return this.write(act, (tx, known) => decideCorrection(tx, act, { known, changes: parsed.value }));
  }

  delete(act: Act): Promise<Corrected> {
    return this.write(act, async (_tx, { corrections }) => {
      if (corrections.erased) return refuse('not-found');
      const stands = standing(corrections).find(({ kind }) => kind === 'session-deleted');
      const { sessionId, by } = act;
      return stands ? { ok: true, stands } : { ok: true, write: { kind: 'session-deleted', sessionId, by } };
    });
  }

  undo(act: Act, seq: number): Promise<Corrected> {
    return this.write(act, async (_tx, { corrections }) => {
      const past = corrections.history.find((each) => each.seq === seq);
      if (past === undefined) return refuse('not-found');
      if (past.undone) return { ok: true, stands: past };
      if (corrections.erased || !mayBeUndone(past, this.now())) return refuse('too-late');
      const { sessionId, by } = act;
      return { ok: true, write: { kind: 'correction-undone', sessionId, of: seq, by } };
    });
  }

  async history(
    key: SessionKey,
  ): Promise<Answer<{ deleted: boolean; corrections: readonly PastCorrection[] }>> {
    const { placed, corrections } = await factsOf(this.database.read, key);
    if (isUnheardOf({ placed, corrections })) return refuse('not-found');
    return { ok: true, deleted: corrections.deleted, corrections: corrections.history };
  }

  async deleted(accountId: string): Promise<Answer<{ sessions: DeletedSession[] }>> {
    const found = await deletedSessions(this.database.read, accountId);
    return { ok: true, sessions: found.filter(({ undoUntil }) => undoUntil >= this.now()) };
  }

  /** Looks and writes in one transaction, so that of two who act at once the second sees what the first did. */
  private async write(act: Act, decide: (tx: Tx, known: Known) => Promise<Decision>): Promise<Corrected> {
    const at = this.now();
    const done = await this.database.write.run(async (tx): Promise<Done> => {
      await holdAccount(tx, act.accountId);
      const known = await factsOf(tx, act);
      if (isUnheardOf(known)) return refuse('not-found');
      const decision = await decide(tx, known);
      if (!decision.ok) return decision;
      if (decision.write === undefined)
        return { ok: true, correction: decision.stands as PastCorrection, appended: undefined };
      const appended = await appendServerEntries(tx, { accountId: act.accountId, at }, [decision.write]);
      await recomputeSessions(tx, [act]);
      return { ok: true, correction: await pastOf(tx, act, decision.write, appended), appended };
    });
    if (!done.ok) return done;
    if (done.appended) this.tell(act.accountId, done.appended);
    return { ok: true, correction: done.correction };
  }

  /** After COMMIT, as with entries of a watch. */
  private tell(accountId: string, { entries, position }: Appended): void {
    const message = {
      position,
      after: position - entries.length,
      journalId: SERVER_JOURNAL,
      offsetMs: 0,
      entries: entries as unknown as Entry[],
    };
    this.committed.tell({ accountId, message });
  }
}

const isUnheardOf = ({ placed, corrections }: Pick<Known, 'placed' | 'corrections'>): boolean =>
  placed.length === 0 && corrections.history.length === 0;

const standing = ({ history }: CorrectionsOfOne) => history.filter(({ undone }) => undone === undefined);

type Wish = { known: Known; changes: SessionChanges };

async function decideCorrection(tx: Tx, { accountId, sessionId, by }: Act, wish: Wish): Promise<Decision> {
  const { known, changes } = wish;
  const { corrections, placed } = known;
  if (corrections.deleted) return refuse('not-found');
  // The same word twice in a row is one: whoever did not hear the answer asks again.
  const last = standing(corrections).at(-1);
  if (last && canonicalJson(last.changes) === canonicalJson(changes)) return { ok: true, stands: last };
  if (corrections.history.length >= CORRECTION_LIMITS.ofSession) return refuse('too-many');
  const played = await playKnown(tx, accountId, { placed, corrections: correctionsOf(sessionId, []) });
  const startedAt = played?.state.startedAt ?? placed[0]?.entry.at ?? 0;
  const problems = changeProblems(played?.timeline, startedAt, changes);
  if (problems.length > 0) return refuseShape(problems);
  return { ok: true, write: { kind: 'session-corrected', sessionId, changes, by } };
}

/** The line of the history that this write made or changed. */
async function pastOf(
  tx: Tx,
  key: SessionKey,
  written: CorrectionBody,
  appended: Appended,
): Promise<PastCorrection> {
  const seq = written.kind === 'correction-undone' ? written.of : appended.entries[0]?.seq;
  const { corrections } = await factsOf(tx, key);
  return corrections.history.find((past) => past.seq === seq) as PastCorrection;
}
