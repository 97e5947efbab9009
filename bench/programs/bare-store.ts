/**
 * What a good hand would write in an afternoon: sqlite3, one multi-row statement and one durable commit for each push; as a
 * group, one commit for all that wait. No accounts, no checks, no second index.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import sqlite3 from 'sqlite3';
import type { Push } from '../workload.js';

const TOGETHER = 64;
type Waiting = { push: Push; done: () => void };
export type Store = { put(push: Push): Promise<void>; close(): Promise<void> };

export async function openStore(asGroup: boolean): Promise<Store> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'plumbline-bare-'));
  const database = new sqlite3.Database(path.join(dataDir, 'bare.sqlite'));
  const run = (sql: string, params: unknown[] = []) =>
    new Promise<void>((resolve, reject) =>
      database.run(sql, params, (fault) => (fault ? reject(fault) : resolve())),
    );
  await run('PRAGMA journal_mode = WAL');
  await run('PRAGMA synchronous = FULL');
  await run('CREATE TABLE entry (journal TEXT, seq INTEGER, body TEXT, PRIMARY KEY (journal, seq))');
  const insert = (pushes: readonly Push[]) => {
    const rows = pushes.flatMap(({ journalId, entries }) =>
      entries.map((entry) => [journalId, entry.seq, JSON.stringify(entry)]),
    );
    const marks = rows.map(() => '(?,?,?)').join(',');
    return run(`INSERT INTO entry VALUES ${marks} ON CONFLICT DO NOTHING`, rows.flat());
  };
  const close = async () => {
    await promisify(database.close.bind(database))();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return { put: asGroup ? grouped(insert) : (push) => insert([push]), close };
}

function grouped(insert: (pushes: readonly Push[]) => Promise<void>): Store['put'] {
  const waiting: Waiting[] = [];
  let isDraining = false;
  const drain = async () => {
    isDraining = true;
    await new Promise((resolve) => setImmediate(resolve));
    while (waiting.length > 0) {
      const together = waiting.splice(0, TOGETHER);
      await insert(together.map(({ push }) => push));
      for (const { done } of together) done();
    }
    isDraining = false;
  };
  return (push) =>
    new Promise((done) => {
      waiting.push({ push, done });
      if (!isDraining) void drain();
    });
}
