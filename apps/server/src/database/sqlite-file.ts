import sqlite3 from 'sqlite3';

export type FileRow = Record<string, string | number | null>;
/** A data file looked at beside the server: never written, and no writer waits for it. */
export type SqliteFile = {
  all<Row = FileRow>(sql: string, params?: (string | number)[]): Promise<Row[]>;
  close(): Promise<void>;
};

const BUSY_MS = 5_000;

/** Opens an existing file to read; a write-ahead log that lies beside it is read as well. */
export async function openSqliteFile(file: string): Promise<SqliteFile> {
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(file, sqlite3.OPEN_READONLY, (fault) =>
      fault ? reject(fault) : resolve(opened),
    );
  });
  database.configure('busyTimeout', BUSY_MS);
  const all = <Row>(sql: string, params: (string | number)[] = []) =>
    new Promise<Row[]>((resolve, reject) =>
      database.all<Row>(sql, params, (fault, rows) => (fault ? reject(fault) : resolve(rows))),
    );
  const close = () =>
    new Promise<void>((resolve, reject) => database.close((fault) => (fault ? reject(fault) : resolve())));
  return { all, close };
}
