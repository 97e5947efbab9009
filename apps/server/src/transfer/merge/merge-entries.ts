import { canonicalJson, type ErasedBody } from '@plumbline/routine-core';
import { bodiesUnder } from '../../journal/lying-entries.js';
import { digestOf, isStored } from '../../journal/read-entries.js';
import type { EntryLine, ErasedLine } from '../format/lines.js';
import { clashes, type Decided, HERE, type Here, type NewEntry } from './decided.js';

export type WatchLine = EntryLine | ErasedLine;
export const seqOf = (line: WatchLine): number => (line.line === 'entry' ? line.prepared.seq : line.seq);

/** What is left of an erased entry, as it lies on disk. */
export const erasedBody = (digest: string): string => {
  const left: ErasedBody = { kind: 'erased', digest };
  return canonicalJson(left);
};

export function erasedEntry({ seq, sessionId, digest }: ErasedLine): NewEntry {
  const body = erasedBody(digest);
  const seen = { seq, kind: 'erased', sessionId: null, body };
  return { seq, kind: 'erased', sessionId, isQuarantined: false, body, seen };
}

function newEntry(line: WatchLine): NewEntry {
  if (line.line === 'erased') return erasedEntry(line);
  const { seq, kind, sessionId, body, entry } = line.prepared;
  return { seq, kind, sessionId, isQuarantined: entry === undefined, body, seen: line.prepared };
}

/** An erased entry and the whole one it was are the same fact; whichever is here stays. */
function isSame(stored: string, line: WatchLine): boolean {
  if (line.line === 'entry') return isStored(stored, line.prepared.body);
  return stored === erasedBody(line.digest) || digestOf(stored) === line.digest;
}

/** Entries of watches, by journal and number. The first body under a number stays. */
export class EntryMerge {
  /** By journal, the lowest number under which another body is here: what follows belongs to another history. */
  private readonly forks = new Map<string, number>();

  /** What is here of these lines, by `journal number`. */
  async bodies({ read, accountId }: Here, lines: readonly WatchLine[]): Promise<Map<string, string>> {
    const wanted = new Map<string, number[]>();
    for (const line of lines)
      wanted.set(line.journalId, [...(wanted.get(line.journalId) ?? []), seqOf(line)]);
    const bodies = new Map<string, string>();
    for (const [journalId, seqs] of wanted) {
      const inOrder = seqs.sort((one, other) => one - other);
      const stored = await bodiesUnder(read, { accountId, journalId }, inOrder);
      for (const [seq, body] of stored) bodies.set(`${journalId} ${seq}`, body);
    }
    return bodies;
  }

  decide(line: WatchLine, stored: string | undefined): Decided {
    const { journalId } = line;
    const seq = seqOf(line);
    if (stored !== undefined) {
      if (isSame(stored, line)) return HERE;
      this.forks.set(journalId, Math.min(seq, this.forks.get(journalId) ?? seq));
      return clashes('entry-differs');
    }
    if (seq > (this.forks.get(journalId) ?? seq)) return clashes('journal-forked');
    return { verdict: 'added', write: { to: 'entry', journalId, entry: newEntry(line) } };
  }
}
