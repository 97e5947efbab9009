import {
  type CorrectionEntry,
  canonicalJson,
  type ErasedBody,
  SERVER_JOURNAL,
} from '@plumbline/routine-core';
import type { LyingEntry } from '../../journal/entry-runs.js';
import { entriesOfSessions } from '../../journal/lying-entries.js';
import { digestOf } from '../../journal/read-entries.js';
import type { CorrectionLine, ErasedLine } from '../format/lines.js';
import { clashes, type Decided, HERE, type Here, type NewEntry } from './decided.js';
import { erasedEntry } from './merge-entries.js';

export type ServerLine = CorrectionLine | ErasedLine;
type Stored = Pick<LyingEntry, 'seq' | 'isErased' | 'body'>;
/** How far a session's history in the file is also the one here. */
type Session = { matched: number; clashed: boolean };

/**
 * The account's own journal. Two of them cannot be laid over each other by number: each server counts its own. So they are
 * compared session by session. Where the history here is how the file's begins, the rest of it is added, under new numbers;
 * where they part, what is here stays. Nothing that is here is deleted by a file.
 */
export class CorrectionMerge {
  private readonly sessions = new Map<string, Session>();
  /** The number here of each number in the file. */
  private readonly numbers = new Map<number, number>();
  private stored = new Map<string, Stored[]>();
  private next: number | undefined;

  /** Forgets what it read: between two transactions it may have changed. */
  forgetStored(): void {
    this.stored = new Map();
    this.next = undefined;
  }

  async decide(here: Here, line: ServerLine): Promise<Decided> {
    const sessionId = line.line === 'erased' ? line.sessionId : line.entry.sessionId;
    const session = this.sessions.get(sessionId) ?? { matched: 0, clashed: false };
    this.sessions.set(sessionId, session);
    const decided = session.clashed
      ? clashes('history-differs')
      : await this.follow(here, line, { sessionId, ...session });
    session.clashed = decided.verdict === 'clashes';
    session.matched += 1;
    return decided;
  }

  private async follow(here: Here, line: ServerLine, at: Session & { sessionId: string }): Promise<Decided> {
    const stored = await this.storedOf(here, at.sessionId);
    const known = stored[at.matched];
    if (known !== undefined) {
      if (!this.means(line, known)) return clashes('history-differs');
      this.numbers.set(seqIn(line), known.seq);
      return HERE;
    }
    if (endsSession(line) && (await isKeptHere(here, at.sessionId))) return clashes('session-kept');
    return this.append(here, line, stored);
  }

  private async append(here: Here, line: ServerLine, stored: Stored[]): Promise<Decided> {
    const seq = await this.nextOf(here);
    const entry = line.line === 'erased' ? erasedEntry({ ...line, seq }) : this.renumbered(line.entry, seq);
    if (entry === undefined) return clashes('undoes-nothing');
    this.next = seq + 1;
    this.numbers.set(seqIn(line), seq);
    stored.push({ seq, isErased: entry.kind === 'erased', body: entry.body });
    return { verdict: 'added', write: { to: 'entry', journalId: SERVER_JOURNAL, entry } };
  }

  private renumbered(told: CorrectionEntry, seq: number): NewEntry | undefined {
    const entry =
      told.kind === 'correction-undone' ? { ...told, seq, of: this.numberOf(told, seq) } : { ...told, seq };
    if (entry.kind === 'correction-undone' && entry.of === undefined) return undefined;
    const { kind, sessionId } = told;
    const body = canonicalJson(entry);
    return { seq, kind, sessionId, isQuarantined: false, body, seen: { seq, kind, sessionId, body } };
  }

  /** In an account that counts as the file does, an undo of nothing stays what it is. */
  private numberOf({ of, seq: before }: { of: number; seq: number }, seq: number): number | undefined {
    return this.numbers.get(of) ?? (seq === before ? of : undefined);
  }

  /** Whether both say the same, whatever numbers they have. */
  private means(line: ServerLine, known: Stored): boolean {
    const { isErased } = known;
    if (line.line === 'erased') return isErased || digestOf(withSeq(known.body, line.seq)) === line.digest;
    if (isErased) {
      const { digest } = JSON.parse(known.body) as ErasedBody;
      return digestOf(canonicalJson({ ...line.entry, seq: known.seq })) === digest;
    }
    return this.renumbered(line.entry, known.seq)?.body === known.body;
  }

  private async storedOf({ read, accountId }: Here, sessionId: string): Promise<Stored[]> {
    const before = this.stored.get(sessionId);
    if (before) return before;
    const lying = await entriesOfSessions(read, accountId, [sessionId]);
    const stored = lying.filter(({ journalId }) => journalId === SERVER_JOURNAL);
    this.stored.set(sessionId, stored);
    return stored;
  }

  private async nextOf({ read, accountId }: Here): Promise<number> {
    if (this.next !== undefined) return this.next;
    const sql = 'SELECT highest FROM journal WHERE account_id = ? AND journal_id = ?';
    const row = await read.one<{ highest: number }>(sql, [accountId, SERVER_JOURNAL]);
    return Number(row?.highest ?? 0) + 1;
  }
}

const seqIn = (line: ServerLine): number => (line.line === 'erased' ? line.seq : line.entry.seq);
const withSeq = (body: string, seq: number): string =>
  canonicalJson({ ...(JSON.parse(body) as object), seq });
const endsSession = (line: ServerLine): boolean =>
  line.line === 'erased' || ['session-deleted', 'session-erased'].includes(line.entry.kind);

/** True when the account had something of this session before the file came: then no file may take it away. */
async function isKeptHere({ read, accountId, base }: Here, sessionId: string): Promise<boolean> {
  if (base === 0) return false;
  const sql = `SELECT last_position FROM entry_run WHERE account_id = ? AND session_id = ?
    AND last_position - size < ? AND journal_id <> ? AND COALESCE(kind, '') <> 'erased' LIMIT 1`;
  return (await read.one(sql, [accountId, sessionId, base, SERVER_JOURNAL])) !== undefined;
}
