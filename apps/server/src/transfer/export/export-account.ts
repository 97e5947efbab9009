import { createHash } from 'node:crypto';
import { type ErasedBody } from '@plumbline/routine-core';
import type { Reader } from '../../database/database.js';
import type { LyingEntry } from '../../journal/entry-runs.js';
import { entriesBetween } from '../../journal/lying-entries.js';
import {
  documentText,
  entryText,
  FORMAT,
  FORMAT_VERSION,
  type GapLine,
  noCounts,
  textOf,
} from '../format/lines.js';
import { type GapRow, gapLine, type Moment } from './moment.js';

/** Facts and gaps of a page. Some kept-aside entry may be as large as a push, so a page may be megabytes. */
const PAGE = 250;
type Read = Pick<Reader, 'all'>;

/** The whole account as text, page by page: what it was at that moment, whatever is written meanwhile. */
export async function* exportAccount(read: Read, moment: Moment): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const counts = noCounts();
  const told = (lines: readonly string[]): string => {
    const text = lines.map((line) => `${line}\n`).join('');
    hash.update(text);
    return text;
  };
  const journals = moment.journals.map(({ journalId, openedPosition }) =>
    textOf({ line: 'journal', journalId, openedPosition }),
  );
  counts.journals = journals.length;
  yield told([textOf({ line: 'header', format: FORMAT, version: FORMAT_VERSION }), ...journals]);
  for await (const gaps of gapPages(read, moment)) {
    counts.gaps += gaps.length;
    yield told(gaps.map(textOf));
  }
  for (let since = 0; since < moment.position; since += PAGE) {
    const page = await factsIn(read, moment, since);
    counts.entries += page.filter(({ isEntry }) => isEntry).length;
    counts.documents += page.filter(({ isEntry }) => !isEntry).length;
    yield told(page.map(({ text }) => text));
  }
  yield `${textOf({ line: 'end', counts, digest: hash.digest('base64url') })}\n`;
}

async function* gapPages(read: Read, { accountId, journals }: Moment): AsyncGenerator<GapLine[]> {
  const sql = `SELECT journal_id, from_seq, to_seq, noticed_at FROM gap
    WHERE account_id = ? AND journal_id = ? AND from_seq > ? AND to_seq <= ? ORDER BY from_seq LIMIT ${PAGE}`;
  for (const { journalId, through, beyond } of journals) {
    for (let after = 0; ; ) {
      const rows = await read.all<GapRow>(sql, [accountId, journalId, after, through]);
      if (rows.length > 0) yield rows.map(gapLine);
      if (rows.length < PAGE) break;
      after = Number(rows.at(-1)?.from_seq);
    }
    yield beyond;
  }
}

type Placed = { position: number; text: string; isEntry: boolean };
type DocumentRow = {
  position: number;
  kind: string;
  id: string;
  version: number;
  body: string;
  made_at: number;
  made_by: string;
};

/** Entries and documents of one stretch of positions, in the order they happened. */
async function factsIn(read: Read, { accountId, position }: Moment, since: number): Promise<Placed[]> {
  const stretch = { since, through: Math.min(since + PAGE, position), limit: PAGE };
  const entries = await entriesBetween(read, accountId, stretch);
  const documents = await read.all<DocumentRow>(
    `SELECT position, kind, id, version, body, made_at, made_by FROM document
      WHERE account_id = ? AND position > ? AND position <= ?`,
    [accountId, since, stretch.through],
  );
  const placed = [
    ...entries.map((entry) => ({ position: entry.position, text: textOfEntry(entry), isEntry: true })),
    ...documents.map((row) => ({
      position: Number(row.position),
      text: textOfDocument(row),
      isEntry: false,
    })),
  ];
  return placed.sort((one, other) => one.position - other.position);
}

/** What was erased stays erased. A watch may write a kind of that name: then it is kept aside, as it came. */
function textOfEntry({ journalId, seq, isErased, sessionId, body }: LyingEntry): string {
  if (!isErased) return entryText(journalId, body);
  const { digest } = JSON.parse(body) as ErasedBody;
  return textOf({ line: 'erased', journalId, seq, sessionId: String(sessionId), digest });
}

const textOfDocument = ({ kind, id, version, body, made_at, made_by }: DocumentRow): string =>
  documentText({ kind, id, version: Number(version), body, madeAt: Number(made_at), madeBy: made_by });
