import { UNDO_MS } from '../documents/index.js';
import type { Instant } from '../units/index.js';
import type {
  CorrectionBody,
  CorrectionEntry,
  EffortChange,
  SessionChanges,
  StepChange,
} from './correction-entry.js';

type Of<K extends CorrectionBody['kind']> = Extract<CorrectionEntry, { readonly kind: K }>;
type Undo = Of<'correction-undone'>;
type Undoable = Of<'session-corrected'> | Of<'session-deleted'>;

/** One line of a session's history of edits. */
export interface PastCorrection {
  readonly seq: number;
  readonly at: Instant;
  readonly by: string;
  readonly kind: Undoable['kind'];
  readonly changes?: SessionChanges;
  /** The last instant at which it can be taken back. */
  readonly undoUntil: Instant;
  readonly undone?: { readonly seq: number; readonly at: Instant; readonly by: string };
}

/** What all corrections of one session come to. */
export interface Corrections {
  readonly deleted: boolean;
  readonly erased: boolean;
  /** True when anything of the session itself is changed. */
  readonly corrected: boolean;
  readonly changes: SessionChanges;
  /** Oldest first, undone ones among them. */
  readonly history: readonly PastCorrection[];
}

const isUndoable = (entry: CorrectionEntry): entry is Undoable =>
  entry.kind === 'session-corrected' || entry.kind === 'session-deleted';

/** Within thirty days of it, to the millisecond; a clock that went back does not shorten them. */
export const mayBeUndone = (entry: { readonly at: Instant }, now: Instant): boolean =>
  now - entry.at <= UNDO_MS;

function merged<T>(
  before: readonly T[] | undefined,
  after: readonly T[] | undefined,
  same: (one: T, other: T) => boolean,
): readonly T[] {
  const kept = (before || []).filter((one) => !(after || []).some((other) => same(one, other)));
  // Of two words on one thing within one correction the later holds.
  const added = (after || []).filter(
    (one, index, all) => !all.slice(index + 1).some((other) => same(one, other)),
  );
  return kept.concat(added);
}

/** `later` laid over `earlier`, field by field and step by step. */
export function laidTogether(earlier: SessionChanges, later: SessionChanges): SessionChanges {
  const isSameStep = (one: StepChange, other: StepChange) => one.step === other.step;
  const isSameBlock = (one: EffortChange, other: EffortChange) => one.blockId === other.blockId;
  const steps = merged(earlier.steps, later.steps, isSameStep);
  const efforts = merged(earlier.efforts, later.efforts, isSameBlock);
  return {
    ...earlier,
    ...later,
    ...(steps.length > 0 ? { steps } : {}),
    ...(efforts.length > 0 ? { efforts } : {}),
  };
}

const asPast = (entry: Undoable, undone: Undo | undefined): PastCorrection => ({
  seq: entry.seq,
  at: entry.at,
  by: entry.by,
  kind: entry.kind,
  ...(entry.kind === 'session-corrected' ? { changes: entry.changes } : {}),
  undoUntil: entry.at + UNDO_MS,
  ...(undone ? { undone: { seq: undone.seq, at: undone.at, by: undone.by } } : {}),
});

/**
 * What the server journal says of one session: pure, and blind to anything a watch writes, so that it comes out the same
 * whether the watch's entries came before, between or after. Entries of other sessions are passed over; the order they
 * are given in does not matter. An undo counts when it names an earlier correction of the same session, not more than
 * thirty days after it, and before the session was erased; a second one changes nothing.
 */
export function correctionsOf(sessionId: string, entries: readonly CorrectionEntry[]): Corrections {
  const own = entries.filter((entry) => entry.sessionId === sessionId).sort((a, b) => a.seq - b.seq);
  const erasure = own.find((entry) => entry.kind === 'session-erased');
  const undoOf = (entry: Undoable): Undo | undefined =>
    own.find(
      (each): each is Undo =>
        each.kind === 'correction-undone' &&
        each.of === entry.seq &&
        each.seq > entry.seq &&
        mayBeUndone(entry, each.at) &&
        !(erasure && erasure.seq < each.seq),
    );
  const history = own.filter(isUndoable).map((entry) => asPast(entry, undoOf(entry)));
  const standing = history.filter(({ undone }) => !undone);
  const changes = standing.reduce<SessionChanges>(
    (all, past) => (past.changes ? laidTogether(all, past.changes) : all),
    {},
  );
  return {
    deleted: erasure !== undefined || standing.some(({ kind }) => kind === 'session-deleted'),
    erased: erasure !== undefined,
    corrected: standing.some(({ kind }) => kind === 'session-corrected'),
    changes,
    history,
  };
}

/** The instant behind which a deleted session is to be erased: when the first delete that stands can no longer be undone. */
export function eraseAfter({ history, erased }: Corrections): Instant | undefined {
  const stands = history.filter(({ kind, undone }) => kind === 'session-deleted' && !undone);
  return erased || stands.length === 0 ? undefined : Math.min(...stands.map(({ undoUntil }) => undoUntil));
}
