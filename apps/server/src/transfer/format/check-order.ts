import { DOCUMENT_LIMITS, type Problem, SERVER_JOURNAL } from '@plumbline/routine-core';
import { TRANSFER_LIMITS } from './limits.js';
import {
  type Counts,
  type DocumentLine,
  type GapLine,
  type JournalLine,
  type Line,
  noCounts,
} from './lines.js';
import { SeenNumbers } from './seen-numbers.js';

/** Lines come in this order; entries, erased ones, corrections and documents are mixed as they happened. */
const PLACE: Record<Line['line'], number> = {
  header: 0,
  journal: 1,
  gap: 2,
  entry: 3,
  correction: 3,
  erased: 3,
  document: 3,
  end: 4,
};

const ONCE: readonly Line['line'][] = ['header', 'end'];

const problem = (code: string, path: string, message: string): Problem => ({ code, path, message });
/** Corrections, deletes and undos of one session: what a person does in a lifetime, and no machine needs. */
const MOST_OF_SESSION = 2_000;

/** Whether the lines of a file belong together: order, numbers, counts. Remembers little of each. */
export class OrderCheck {
  readonly counts: Counts = noCounts();
  private place = -1;
  private readonly journals = new Map<string, { gapTo: number }>();
  private lastJournal: JournalLine | undefined;
  private readonly seen = new SeenNumbers();
  private serverSeq = 0;
  private readonly ofSession = new Map<string, number>();
  private readonly versions = new Map<string, number>();

  get isWhole(): boolean {
    return this.place === PLACE.end;
  }

  /** What is wrong with a line where it stands; undefined when it fits. */
  take(line: Line): Problem | undefined {
    const place = PLACE[line.line];
    const before = this.place;
    this.place = Math.max(before, place);
    if (before < 0 && place !== PLACE.header) return problem('wrong-order', '', 'stands before the header');
    if (place < before || (place === before && ONCE.includes(line.line)))
      return problem('wrong-order', '', 'does not belong here: header, journals, gaps, facts, end');
    return this.look(line);
  }

  private look(line: Line): Problem | undefined {
    switch (line.line) {
      case 'journal':
        return this.lookAtJournal(line);
      case 'gap':
        return this.lookAtGap(line);
      case 'document':
        return this.lookAtDocument(line);
      case 'entry':
        return this.lookAtNumber(line.journalId, line.prepared.seq);
      case 'correction':
        return this.lookAtNumber(SERVER_JOURNAL, line.entry.seq) ?? this.lookAtSession(line.entry.sessionId);
      case 'erased':
        return this.lookAtNumber(line.journalId, line.seq);
      case 'end':
        return this.lookAtCounts(line.counts);
      default:
        return undefined;
    }
  }

  private lookAtJournal(line: JournalLine): Problem | undefined {
    const last = this.lastJournal;
    const { journalId, openedPosition } = line;
    if (this.journals.has(journalId)) return problem('duplicate', 'journalId', 'was named before');
    if (last && !isBehind(line, last))
      return problem('wrong-order', '', 'journals come in the order they were opened');
    if (this.journals.size >= TRANSFER_LIMITS.journals)
      return problem('too-many', '', `is one of more than ${TRANSFER_LIMITS.journals} journals`);
    this.lastJournal = { line: 'journal', journalId, openedPosition };
    this.journals.set(journalId, { gapTo: 0 });
    this.counts.journals += 1;
    return undefined;
  }

  private lookAtGap({ journalId, from, to }: GapLine): Problem | undefined {
    const journal = this.journals.get(journalId);
    if (journal === undefined)
      return problem('journal-unknown', 'journalId', 'is none of the journals above');
    if (from <= journal.gapTo) return problem('duplicate', 'from', 'lies within the gap before it');
    journal.gapTo = to;
    this.counts.gaps += 1;
    return undefined;
  }

  private lookAtNumber(journalId: string, seq: number): Problem | undefined {
    if (!this.journals.has(journalId))
      return problem('journal-unknown', 'journalId', 'is none of the journals above');
    if (journalId === SERVER_JOURNAL) return this.lookAtServer(seq);
    const isNew = this.seen.add(journalId, seq);
    if (isNew === false) return problem('duplicate', 'seq', `is number ${seq} of its journal once more`);
    if (isNew === undefined) return problem('too-scattered', 'seq', 'lies too far from the other numbers');
    this.counts.entries += 1;
    return undefined;
  }

  /** The server numbers its own journal without a hole. */
  private lookAtServer(seq: number): Problem | undefined {
    if (seq <= this.serverSeq)
      return problem('duplicate', 'seq', `is number ${seq} of its journal once more`);
    if (seq !== this.serverSeq + 1) return problem('wrong-order', 'seq', `must be ${this.serverSeq + 1}`);
    if (seq > TRANSFER_LIMITS.serverEntries)
      return problem('too-many', 'seq', `is one of more than ${TRANSFER_LIMITS.serverEntries} corrections`);
    this.serverSeq = seq;
    this.counts.entries += 1;
    return undefined;
  }

  private lookAtSession(sessionId: string): Problem | undefined {
    const count = (this.ofSession.get(sessionId) ?? 0) + 1;
    this.ofSession.set(sessionId, count);
    return count > MOST_OF_SESSION
      ? problem('too-many', '', `is one of more than ${MOST_OF_SESSION} corrections of one session`)
      : undefined;
  }

  private lookAtDocument({ kind, id, version }: DocumentLine): Problem | undefined {
    const key = `${kind} ${id}`;
    const last = this.versions.get(key) ?? 0;
    if (version <= last) return problem('duplicate', 'version', `is version ${version} once more`);
    if (version !== last + 1) return problem('wrong-order', 'version', `must be ${last + 1}`);
    // One of each other kind; the law of documents has seen to it.
    if (this.versions.size >= DOCUMENT_LIMITS.routines + 10)
      return problem('too-many', '', `is one of more than ${DOCUMENT_LIMITS.routines} routines`);
    this.versions.set(key, version);
    this.counts.documents += 1;
    return undefined;
  }

  private lookAtCounts(told: Counts): Problem | undefined {
    const wrong = (Object.keys(told) as (keyof Counts)[]).find((name) => told[name] !== this.counts[name]);
    return wrong === undefined
      ? undefined
      : problem(
          'counts-differ',
          `counts.${wrong}`,
          `says ${told[wrong]}, and ${this.counts[wrong]} stand above`,
        );
  }
}

const isBehind = (one: JournalLine, other: JournalLine): boolean =>
  one.openedPosition > other.openedPosition ||
  (one.openedPosition === other.openedPosition && one.journalId > other.journalId);
