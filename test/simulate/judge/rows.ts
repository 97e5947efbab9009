/** What lies in the server's tables, in the words of the reference. */
import type { Database } from '../../../apps/server/src/database/database.js';
import type { Said, SessionPlace } from '../model/corrections-model.js';
import type { VersionRow } from '../model/documents-model.js';
import type { Body, GapRow, StoredRow } from '../model/journal-model.js';
import { markOf } from '../parts/document-wish.js';

export type EntryRow = StoredRow & { position: number; quarantined: boolean; text: string };
export type JournalRow = {
  accountId: string;
  journalId: string;
  through: number;
  highest: number;
  quarantined: number;
};
export type PlacedVersion = VersionRow & { position: number };
/** What a copy of the data holds, for the reference to know what a roll-back took. */
export type Kept = { entries: EntryRow[]; documents: PlacedVersion[] };

const SERVER = 'server';

export async function entryRows({ read }: Database): Promise<EntryRow[]> {
  const sql = `SELECT account_id AS "accountId", journal_id AS "journalId", seq, position, quarantined, body
    FROM entry ORDER BY account_id, position`;
  const rows = await read.all<Omit<EntryRow, 'text' | 'body'> & { body: string }>(sql);
  return rows.map((row) => {
    const { body: text, ...place } = row;
    return { ...place, quarantined: Number(row.quarantined) === 1, text, body: JSON.parse(text) as Body };
  });
}

export async function documentRows({ read }: Database): Promise<PlacedVersion[]> {
  const sql = `SELECT account_id AS "accountId", kind, id, version, position, body FROM document
    ORDER BY account_id, position`;
  const rows = await read.all<Omit<PlacedVersion, 'mark'> & { body: string }>(sql);
  return rows.map((row) => {
    const body = JSON.parse(row.body) as unknown;
    return { ...row, body, mark: markOf(row, row.version, body) };
  });
}

export const lookInto = async (database: Database): Promise<Kept> => ({
  entries: await entryRows(database),
  documents: await documentRows(database),
});

export const journalRows = ({ read }: Database): Promise<JournalRow[]> =>
  read.all<JournalRow>(
    'SELECT account_id AS "accountId", journal_id AS "journalId", through, highest, quarantined FROM journal',
  );

export const gapRows = ({ read }: Database): Promise<(GapRow & { accountId: string })[]> =>
  read.all(
    `SELECT account_id AS "accountId", journal_id AS "journalId", from_seq AS "from", to_seq AS "to" FROM gap
     ORDER BY account_id, journal_id, from_seq`,
  );

export const shownSessions = ({ read }: Database): Promise<SessionPlace[]> =>
  read.all('SELECT account_id AS "accountId", session_id AS "sessionId" FROM session');

export const knownSessions = ({ read }: Database): Promise<SessionPlace[]> =>
  read.all(
    `SELECT DISTINCT account_id AS "accountId", session_id AS "sessionId" FROM entry
     WHERE session_id IS NOT NULL AND quarantined = 0 AND journal_id <> ?`,
    [SERVER],
  );

export const ofWatches = (rows: readonly EntryRow[]): EntryRow[] =>
  rows.filter(({ journalId }) => journalId !== SERVER);

export const wordsOf = (rows: readonly EntryRow[]): Said[] =>
  rows
    .filter(({ journalId }) => journalId === SERVER)
    .map(({ accountId, seq, body }) => ({ accountId, ...(body as unknown as Omit<Said, 'accountId'>), seq }));
