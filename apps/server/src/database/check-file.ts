import { createHash } from 'node:crypto';
import type { LyingEntry } from '../journal/entry-runs.js';
import { entriesBetween, type Stretch } from '../journal/lying-entries.js';
import { StartRefusal } from '../settings/start-refusal.js';
import { openSqliteFile, type SqliteFile } from './sqlite-file.js';

/** How far an account's journals go, and a digest over them: equal where the same facts lie. */
export type AccountMark = { accountId: string; position: number; digest: string };
export type FileFacts = { tables: Record<string, number>; accounts: AccountMark[] };

const PAGE = 5_000;

/** Opens a file, works on it, closes it. */
export async function inFile<T>(file: string, work: (open: SqliteFile) => Promise<T>): Promise<T> {
  const opened = await openSqliteFile(file);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}

/** Reads all of a data file and counts it. Throws a `StartRefusal` that says what is wrong with it. */
export async function checkFile(file: string): Promise<FileFacts> {
  try {
    return await inFile(file, examine);
  } catch (fault) {
    if (fault instanceof StartRefusal) throw fault;
    throw new StartRefusal(`${file} is not a Plumbline data file, or it is damaged.`);
  }
}

async function examine(file: SqliteFile): Promise<FileFacts> {
  const words = (await file.all<{ integrity_check: string }>('PRAGMA integrity_check')).map(
    ({ integrity_check }) => integrity_check,
  );
  if (words.join() !== 'ok') throw new StartRefusal(`The file is damaged: ${words.slice(0, 3).join('; ')}.`);
  const orphans = await file.all<{ table: string }>('PRAGMA foreign_key_check');
  if (orphans.length > 0) {
    const names = [...new Set(orphans.map(({ table }) => table))].join(', ');
    throw new StartRefusal(`The file is damaged: rows of ${names} belong to nothing.`);
  }
  return { tables: await countTables(file), accounts: await marksOf(file) };
}

/** Entries are counted one by one, as their view shows them. */
async function countTables(file: SqliteFile): Promise<Record<string, number>> {
  const sql =
    "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%' ORDER BY name";
  const counts: Record<string, number> = {};
  for (const { name } of await file.all<{ name: string }>(sql)) {
    const [row] = await file.all<{ count: number }>(`SELECT COUNT(*) AS count FROM "${name}"`);
    counts[name] = row?.count ?? 0;
  }
  return counts;
}

/** Every account's position and the digest of what lies up to it. */
export async function marksOf(file: SqliteFile): Promise<AccountMark[]> {
  const accounts = await file.all<{ id: string; position: number }>(
    'SELECT id, position FROM account ORDER BY id',
  );
  const marks: AccountMark[] = [];
  for (const { id, position } of accounts)
    marks.push({ accountId: id, position, digest: await digestUpTo(file, id, position) });
  return marks;
}

/** SHA-256 over an account's entries up to a position, in the order of their positions. */
export async function digestUpTo(file: SqliteFile, accountId: string, position: number): Promise<string> {
  const hash = createHash('sha256');
  const read = (await hasRuns(file)) ? entriesBetween : rowsBetween;
  for (let since = 0; since < position; since += PAGE) {
    const stretch = { since, through: Math.min(position, since + PAGE), limit: PAGE };
    for (const each of await read(file, accountId, stretch))
      hash.update(`${each.position} ${each.journalId} ${each.seq} ${digestOf(each)}\n`);
  }
  return hash.digest('hex');
}

async function hasRuns(file: SqliteFile): Promise<boolean> {
  const found = await file.all("SELECT name FROM sqlite_master WHERE name = 'entry_run'");
  return found.length > 0;
}

type Entry = Pick<LyingEntry, 'position' | 'journalId' | 'seq' | 'body'>;

/** Up to release 0.1 every entry had a row of its own. */
function rowsBetween(file: SqliteFile, accountId: string, { since, through }: Stretch): Promise<Entry[]> {
  const sql = `SELECT position, journal_id AS "journalId", seq, body FROM entry
    WHERE account_id = ? AND position > ? AND position <= ? ORDER BY position`;
  return file.all<Entry>(sql, [accountId, since, through]);
}

/** An entry that was erased meanwhile still says what it was. */
function digestOf({ body }: Entry): string {
  if (body.includes('"kind":"erased"')) {
    const { kind, digest } = JSON.parse(body) as { kind?: unknown; digest?: unknown };
    if (kind === 'erased' && typeof digest === 'string') return digest;
  }
  return createHash('sha256').update(body).digest('base64url');
}
