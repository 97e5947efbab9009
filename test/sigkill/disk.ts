/** What lies in a data file, read by SQLite itself and none of the server's code. */
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import sqlite3 from 'sqlite3';

export type Row = Record<string, string | number | null>;

const FILE = 'plumbline.sqlite';

/** The data file and its log as the killed process left them, in a folder of their own. */
export function copyData(from: string, to: string): string {
  mkdirSync(to, { recursive: true });
  for (const name of [FILE, `${FILE}-wal`]) {
    if (existsSync(path.join(from, name))) copyFileSync(path.join(from, name), path.join(to, name));
  }
  return to;
}

/** Opens a folder's data, asks, closes. */
export async function ask<T>(
  folder: string,
  work: (all: (sql: string) => Promise<Row[]>) => Promise<T>,
  file = FILE,
): Promise<T> {
  const database = await new Promise<sqlite3.Database>((resolve, reject) => {
    const opened = new sqlite3.Database(path.join(folder, file), (fault) =>
      fault ? reject(fault) : resolve(opened),
    );
  });
  const all = (sql: string) =>
    new Promise<Row[]>((resolve, reject) =>
      database.all<Row>(sql, (fault, rows) => (fault ? reject(fault) : resolve(rows))),
    );
  try {
    return await work(all);
  } finally {
    await new Promise((resolve) => database.close(resolve));
  }
}

/** Every table but the journals', as sorted lines: two of these are equal when the read models are. */
export const linesOf = (folder: string, file = FILE): Promise<string[]> =>
  ask(
    folder,
    async (all) => {
      const tables = await all(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
      );
      const lines: string[] = [];
      for (const { name } of tables) {
        if (name === 'entry' || name === 'entry_run') continue;
        for (const row of await all(`SELECT * FROM "${name}"`)) lines.push(`${name} ${JSON.stringify(row)}`);
      }
      return lines.sort();
    },
    file,
  );
