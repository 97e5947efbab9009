import { type CorrectionEntry, canonicalJson, SERVER_JOURNAL } from '@plumbline/routine-core';
import type { Prepared } from '../../journal/read-entries.js';

/** An account as a file: docs/protocol/transfer.md describes it for strangers. */
export const FORMAT = 'plumbline-account';
export const FORMAT_VERSION = 1;

export type Counts = { journals: number; gaps: number; entries: number; documents: number };
export const noCounts = (): Counts => ({ journals: 0, gaps: 0, entries: 0, documents: 0 });

export type HeaderLine = { line: 'header'; format: string; version: number };
/** `openedPosition`: how many facts the account held when it came. */
export type JournalLine = { line: 'journal'; journalId: string; openedPosition: number };
export type GapLine = { line: 'gap'; journalId: string; from: number; to: number; noticedAt: number };
/** What a watch wrote; without `entry` where this server cannot read it. */
export type EntryLine = { line: 'entry'; journalId: string; prepared: Prepared };
/** What the account's own journal says about a session. */
export type CorrectionLine = { line: 'correction'; entry: CorrectionEntry };
export type ErasedLine = {
  line: 'erased';
  journalId: string;
  seq: number;
  sessionId: string;
  digest: string;
};
export type DocumentLine = {
  line: 'document';
  kind: string;
  id: string;
  version: number;
  body: unknown;
  madeAt: number;
  madeBy: string;
};
/** `digest`: SHA-256 of every byte before this line, as base64url. */
export type EndLine = { line: 'end'; counts: Counts; digest: string };

/** What has a place in the account's order. */
export type Fact = EntryLine | CorrectionLine | ErasedLine | DocumentLine;
export type Line = HeaderLine | JournalLine | GapLine | Fact | EndLine;

/** From a body that is canonical JSON already. */
export const entryText = (journalId: string, body: string): string =>
  `{"entry":${body},"journalId":${JSON.stringify(journalId)},"line":"entry"}`;

export type DocumentText = Omit<DocumentLine, 'line' | 'body'> & { body: string };
/** From a body that is canonical JSON already. */
export function documentText({ kind, id, version, body, madeAt, madeBy }: DocumentText): string {
  const head = `{"body":${body},"id":${JSON.stringify(id)},"kind":${JSON.stringify(kind)},"line":"document"`;
  return `${head},"madeAt":${madeAt},"madeBy":${JSON.stringify(madeBy)},"version":${version}}`;
}

/** The one way to write a line, without its line feed: whoever reads a line compares it with this. */
export function textOf(line: Line): string {
  switch (line.line) {
    case 'entry':
      return entryText(line.journalId, line.prepared.body);
    case 'correction':
      return entryText(SERVER_JOURNAL, canonicalJson(line.entry));
    case 'document':
      return documentText({ ...line, body: canonicalJson(line.body) });
    default:
      return canonicalJson(line);
  }
}
