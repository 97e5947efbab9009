/**
 * What a good hand would write in an afternoon: socket.io and sqlite3, one multi-row statement and one durable commit for
 * each push; with `group`, one commit for all that wait. No accounts, no checks, nobody is told.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Server } from 'socket.io';
import sqlite3 from 'sqlite3';
import type { Push } from '../workload.js';
import { serveLines, usage } from './lines.js';

const { group } = JSON.parse(process.argv[2] ?? '{}') as { group?: boolean };
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

type Waiting = { push: Push; done: () => void };
const waiting: Waiting[] = [];
let isDraining = false;
async function drain(): Promise<void> {
  isDraining = true;
  await new Promise((resolve) => setImmediate(resolve));
  while (waiting.length > 0) {
    const together = waiting.splice(0, 64);
    await insert(together.map(({ push }) => push));
    for (const { done } of together) done();
  }
  isDraining = false;
}

const store = (push: Push): Promise<void> =>
  group === true
    ? new Promise((done) => {
        waiting.push({ push, done });
        if (!isDraining) void drain();
      })
    : insert([push]);

const http = createServer();
const io = new Server(http, { serveClient: false, maxHttpBufferSize: 262_144 });
io.on('connection', (socket) => {
  socket.on('journal:push', (push: Push, reply: (answer: object) => void) => {
    void store(push).then(() => reply({ ok: true, through: push.entries.at(-1)?.seq }));
  });
});
await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
const { port } = http.address() as AddressInfo;
serveLines(
  { url: `http://127.0.0.1:${port}`, clients: [], dataDir },
  async () => usage(),
  async () => {
    await io.close();
    await promisify(database.close.bind(database))();
    rmSync(dataDir, { recursive: true, force: true });
  },
);
