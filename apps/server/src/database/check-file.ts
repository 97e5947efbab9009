import { createHash } from 'node:crypto';
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

async function countTables(file: SqliteFile): Promise<Record<string, number>> {
  const sql =
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
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
  const sql = `SELECT position, journal_id, seq, body FROM entry
    WHERE account_id = ? AND position > ? AND position <= ? ORDER BY position LIMIT ${PAGE}`;
  for (let since = 0; ; ) {
    const rows = await file.all<EntryRow>(sql, [accountId, since, position]);
    for (const row of rows) hash.update(`${row.position} ${row.journal_id} ${row.seq} ${digestOf(row)}\n`);
    if (rows.length < PAGE) return hash.digest('hex');
    since = rows.at(-1)?.position ?? position;
  }
}

type EntryRow = { position: number; journal_id: string; seq: number; body: string };

/** An entry that was erased meanwhile still says what it was. */
function digestOf({ body }: EntryRow): string {
  if (body.includes('"kind":"erased"')) {
    const { kind, digest } = JSON.parse(body) as { kind?: unknown; digest?: unknown };
    if (kind === 'erased' && typeof digest === 'string') return digest;
  }
  return createHash('sha256').update(body).digest('base64url');
}
