import { SERVER_JOURNAL } from '@plumbline/routine-core';
import type { Line } from '../format/lines.js';
import type { Decided, Here, Numbered } from './decided.js';
import { CorrectionMerge, type ServerLine } from './merge-corrections.js';
import { DocumentMerge } from './merge-documents.js';
import { EntryMerge, seqOf, type WatchLine } from './merge-entries.js';
import { decideGap, decideJournal } from './merge-journals.js';

export type DecidedLine = Numbered & { decided: Decided };

/**
 * Says of each line of a file what becomes of it in an account: added, here already, or in the way of what is here. It reads
 * and never writes, so a preview and an import decide by the same code. Takes the lines in their order, in parts.
 */
export class Merge {
  private readonly entries = new EntryMerge();
  private readonly corrections = new CorrectionMerge();
  private readonly documents = new DocumentMerge();

  /** After what was decided has been written, or has not: what was read of the account is read again. */
  forgetStored(): void {
    this.corrections.forgetStored();
    this.documents.forgetStored();
  }

  async decide(here: Here, lines: readonly Numbered[]): Promise<DecidedLine[]> {
    const bodies = await this.entries.bodies(
      here,
      lines.flatMap(({ line }) => (isOfWatch(line) ? line : [])),
    );
    const decided: DecidedLine[] = [];
    for (const { number, line } of lines)
      decided.push({ number, line, decided: await this.decideOne(here, line, bodies) });
    return decided;
  }

  private async decideOne(here: Here, line: Line, bodies: Map<string, string>): Promise<Decided> {
    if (isOfWatch(line)) return this.entries.decide(line, bodies.get(`${line.journalId} ${seqOf(line)}`));
    if (isOfServer(line)) return this.corrections.decide(here, line);
    if (line.line === 'document') return this.documents.decide(here, line);
    if (line.line === 'journal') return decideJournal(here, line);
    if (line.line === 'gap') return decideGap(here, line);
    throw new Error('a header and an end bring nothing');
  }
}

const isOfWatch = (line: Line): line is WatchLine =>
  line.line === 'entry' || (line.line === 'erased' && line.journalId !== SERVER_JOURNAL);
const isOfServer = (line: Line): line is ServerLine => line.line === 'correction' || line.line === 'erased';
