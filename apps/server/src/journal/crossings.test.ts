import { statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Entry } from '@plumbline/routine-core';
import { type Database, FILE_NAME, openDatabase } from '../database/database.js';
import { OTHER_JOURNAL, pushOf, SESSION, wholeSession } from '../testing/entries.js';
import { TestPlace } from '../testing/test-place.js';
import { Ingest } from './ingest.js';
import { readEntries } from './read-entries.js';

const START = Date.UTC(2026, 10, 16, 8);
const HOUR = 3_600_000;
const WEEK = 168 * HOUR;

/** What crosses to the thread of SQLite is called on its connection: a text that is executed, or a statement that is asked. */
type Connection = Record<'exec' | 'all' | 'run', (...args: unknown[]) => unknown>;

const place = new TestPlace('file');
let database: Database;
let ingest: Ingest;
let crossings = 0;
let accountId = '';
let seq = 1;
let sessions = 0;

beforeAll(async () => {
  database = await openDatabase(place.dataDir, undefined, {
    statement: () => undefined,
    opened: ({ driver }) =>
      count((driver as unknown as { databaseConnection: Connection }).databaseConnection),
  });
});
afterAll(async () => {
  await database.close();
  await place.end();
});

function count(connection: Connection): void {
  for (const way of ['exec', 'all', 'run'] as const) {
    const cross = connection[way].bind(connection);
    connection[way] = (...args) => {
      crossings += 1;
      return cross(...args);
    };
  }
}

const others = ['id', 'name', 'password_hash', 'created_at'];
const somebodyElseWrites = () =>
  database.write.run(async (tx) => tx.put('account', others, [[`a${++sessions}`, `${sessions}`, '', 0]]));

beforeEach(async () => {
  ingest = new Ingest(database.write);
  await somebodyElseWrites();
  accountId = `a${sessions}`;
  seq = 1;
});

/** How many crossings a push takes until it is acknowledged. */
async function cost(entries: readonly Entry[]): Promise<number> {
  const push = { ...pushOf(entries, { journalId: OTHER_JOURNAL }), entries: [...entries] };
  const { prepared, problems } = readEntries(entries);
  expect(problems).toEqual([]);
  const before = crossings;
  const answer = await ingest.take({ accountId, deviceId: undefined, push, prepared, receivedAt: START });
  expect(answer).toMatchObject({ ok: true, through: entries.at(-1)?.seq, problems: [] });
  return crossings - before;
}

/** A session an hour long and its end, as three pushes: it begins, goes on and ends. */
function* session(at: number): Generator<Entry[]> {
  sessions += 1;
  const sessionId = SESSION.slice(0, -6) + String(sessions).padStart(6, '0');
  const entries = wholeSession({ seq, at, sessionId });
  seq += entries.length;
  yield entries.slice(0, 2);
  yield entries.slice(2, -1);
  yield entries.slice(-1);
}

async function costs(at: number): Promise<number[]> {
  const taken: number[] = [];
  for (const part of session(at)) taken.push(await cost(part));
  return taken;
}

describe('a push crosses to the thread that writes', () => {
  test('once while a session begins, goes on or ends, when the pushes before it left what it needs', async () => {
    await costs(START);
    expect(await costs(START + HOUR)).toEqual([1, 1, 1]);
  });

  test('once more only for a week whose rows nobody has read yet, and once on another day of it', async () => {
    await costs(START);
    expect(await costs(START + 24 * HOUR)).toEqual([1, 1, 1]);
    expect(await costs(START + WEEK)).toEqual([1, 1, 3]);
    expect(await costs(START + WEEK + HOUR)).toEqual([1, 1, 1]);
  });

  test('a few times whenever somebody else wrote just before', async () => {
    await costs(START);
    const taken: number[] = [];
    for (const part of session(START + HOUR)) {
      await somebodyElseWrites();
      taken.push(await cost(part));
    }
    expect(taken).toEqual([6, 6, 9]);
  });

  test('and reads each thing once: how the account stands, its newest session, its totals and weeks', async () => {
    await costs(START);
    await somebodyElseWrites();
    expect(await costs(START + HOUR)).toEqual([6, 1, 4]);
    expect(await costs(START + 2 * HOUR)).toEqual([1, 1, 1]);
  });
});

/** A page in the log, with the head of its frame. */
const FRAME_BYTES = 4_096 + 24;
const logPages = () => statSync(path.join(place.dataDir, `${FILE_NAME}-wal`)).size / FRAME_BYTES;

test('an entry of a session that merely goes on changes seven pages, and none of the indexes of sessions', async () => {
  const [[started, ...more] = []] = session(START);
  await cost([started as Entry]);
  const before = logPages();
  expect(await cost(more.slice(0, 1))).toBe(1);
  // A run of entries with its three indexes, the account, its journal and the session.
  expect(logPages() - before).toBe(7);
});
