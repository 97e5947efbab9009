import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canonicalJson } from '@plumbline/routine-core';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { type Database, openDatabase, type Witness } from '../database/database.js';
import { EntryRuns0013 } from '../database/migrations/0013-entry-runs.js';
import type { Tx } from '../database/sql.js';
import { QUEUE_LIMITS } from '../database/write-queue.js';
import { TestPlace } from '../testing/test-place.js';
import { addEntryRows, rowsOf } from './entry-rows.js';
import { type EntryCells, RUN_MOST } from './entry-runs.js';
import {
  bodiesUnder,
  countBetween,
  entriesBetween,
  entriesOfSessions,
  numbersAbove,
} from './lying-entries.js';

const place = new TestPlace();
let database: Database;
let writer: DataSource;
beforeAll(async () => {
  const witness: Witness = {
    statement: () => undefined,
    opened: (source) => {
      writer = source;
    },
  };
  database = await openDatabase(await place.open(), QUEUE_LIMITS, witness);
});
afterAll(async () => {
  await database.close();
  await place.end();
});

type Row = {
  journalId: string;
  seq: number;
  position: number;
  kind: string | null;
  sessionId: string | null;
  quarantined: number;
  body: string;
  receivedAt: number;
};
type Piece = Pick<Row, 'kind' | 'sessionId'> & { isQuarantined: boolean; skips: number; more: unknown };
type Push = { journalId: string; documentsBefore: number; pieces: Piece[] };

const JOURNALS = ['journal-one', 'journal-two'];
const deep = (levels: number): unknown => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);
/** What bodies may hold beside number and kind: everything JSON knows, line breaks and nesting beyond SQLite's own reader included. */
const more = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom('a\nb', '\u0000', ',', "it's", '\\n', 1e21, -0, 5e-324, '\u2028'),
);
const piece: fc.Arbitrary<Piece> = fc.record({
  kind: fc.constantFrom('step-done', 'step-done', 'step-done', 'effort', 'clock-moved', 'import-begun'),
  sessionId: fc.constantFrom(null, 'S1', 'S1', 'S1', 'S2'),
  isQuarantined: fc.constantFrom(false, false, false, false, false, true),
  skips: fc.constantFrom(0, 0, 0, 0, 0, 0, 1, 700),
  more,
});
const pushes: fc.Arbitrary<Push[]> = fc.array(
  fc.record({
    journalId: fc.constantFrom(...JOURNALS),
    documentsBefore: fc.constantFrom(0, 0, 1, 3),
    pieces: fc.array(piece, { minLength: 1, maxLength: 90 }),
  }),
  { maxLength: 6 },
);

/** The rows that were once written for these pushes, one for each entry: what all reading is compared with. */
function rowsFor(told: readonly Push[]): Row[][] {
  const reached = new Map<string, number>();
  let position = 0;
  return told.map(({ journalId, documentsBefore, pieces }, at) => {
    position += documentsBefore;
    return pieces.map(({ kind, sessionId, isQuarantined, skips, more: held }) => {
      const seq = (reached.get(journalId) ?? 0) + 1 + skips;
      reached.set(journalId, seq);
      position += 1;
      const odd = isQuarantined ? { deep: deep(1_200) } : {};
      const body = canonicalJson({ kind, seq, more: held, ...odd });
      const known = isQuarantined ? { sessionId: null, quarantined: 1 } : { sessionId, quarantined: 0 };
      return { journalId, seq, position, kind, body, receivedAt: 1_000 + at, ...known };
    });
  });
}

const cellsOf = ({ quarantined, ...row }: Row): EntryCells => ({ ...row, isQuarantined: quarantined === 1 });

let accounts = 0;
async function openAccount(tx: Tx): Promise<string> {
  accounts += 1;
  const accountId = `account-${accounts}`;
  await tx.add('account', ['id', 'name', 'password_hash', 'created_at'], [[accountId, accountId, '', 0]]);
  const journals = JOURNALS.map((journalId) => [accountId, journalId, 0, 0]);
  await tx.add('journal', ['account_id', 'journal_id', 'opened_position', 'last_push_at'], journals);
  return accountId;
}

const stored = async (groups: readonly Row[][]): Promise<string> => {
  const done = await database.write.run(async (tx) => {
    const accountId = await openAccount(tx);
    for (const rows of groups) {
      const { journalId, receivedAt, position } = rows[0] as Row;
      addEntryRows(tx, rowsOf({ accountId, journalId, receivedAt }, rows.map(cellsOf), position - 1));
    }
    return { ok: true as const, accountId };
  });
  if (!done.ok) throw new Error(done.code);
  return done.accountId;
};

/** By hand, as somebody who looks into the data would. */
const seen = (accountId: string): Promise<Row[]> =>
  database.read.all<Row>(
    `SELECT journal_id AS "journalId", seq, position, kind, session_id AS "sessionId", quarantined, body,
      received_at AS "receivedAt" FROM entry WHERE account_id = ? ORDER BY position`,
    [accountId],
  );

const asLying = ({ kind: _, quarantined, ...row }: Row) => ({
  ...row,
  isQuarantined: quarantined === 1,
  isErased: false,
});

describe('entries in runs', () => {
  test('are seen one by one, to the letter, by hand and by every way of reading', async () => {
    const window = fc.record({
      from: fc.nat(300),
      length: fc.nat(200),
      limit: fc.integer({ min: 1, max: 150 }),
    });
    const holds = fc.asyncProperty(pushes, window, async (told, { from, length, limit }) => {
      const groups = rowsFor(told);
      const rows = groups.flat();
      const accountId = await stored(groups);
      const { read } = database;
      expect(await seen(accountId)).toEqual(rows);
      const through = from + length;
      const between = rows.filter(({ position }) => position > from && position <= through).slice(0, limit);
      expect(await entriesBetween(read, accountId, { since: from, through, limit })).toEqual(
        between.map(asLying),
      );
      expect(await entriesOfSessions(read, accountId, ['S1', 'S2'])).toEqual(
        rows.filter(({ sessionId }) => sessionId !== null).map(asLying),
      );
      for (const journalId of JOURNALS) {
        const key = { accountId, journalId };
        const own = rows.filter((row) => row.journalId === journalId);
        const some = own.filter((_, index) => index % 7 === 3);
        const absent = (own.at(-1)?.seq ?? 0) + 1;
        expect([...(await bodiesUnder(read, key, [...some.map(({ seq }) => seq), absent]))]).toEqual(
          some.map(({ seq, body }) => [seq, body]),
        );
        const inside = own.filter(({ seq }) => seq >= from && seq <= through);
        expect(await countBetween(read, key, { from, to: through })).toBe(inside.length);
        const above = own.map(({ seq }) => seq).filter((seq) => seq > from);
        expect(await numbersAbove(read, key, { above: from, runs: 1_000 })).toEqual({
          seqs: above,
          isAll: true,
        });
      }
    });
    await fc.assert(holds, { numRuns: 40 });
  }, 60_000);

  test('that come one by one or all together take as many rows as they must', async () => {
    const plain = { kind: 'step-done', sessionId: 'S1', isQuarantined: false, skips: 0, more: null };
    const [rows] = rowsFor([
      { journalId: JOURNALS[0] as string, documentsBefore: 0, pieces: Array(RUN_MOST * 2 + 1).fill(plain) },
    ]);
    const accountId = await stored([rows as Row[]]);
    const sql = 'SELECT size, kind FROM entry_run WHERE account_id = ? ORDER BY last_seq';
    expect(await database.read.all(sql, [accountId])).toEqual([
      { size: RUN_MOST, kind: null },
      { size: RUN_MOST, kind: null },
      { size: 1, kind: 'step-done' },
    ]);
  });
});

const AS_BEFORE = `CREATE TABLE entry (
  account_id TEXT NOT NULL, journal_id TEXT NOT NULL, seq INTEGER NOT NULL, position INTEGER NOT NULL,
  kind TEXT, session_id TEXT, quarantined INTEGER NOT NULL DEFAULT 0,
  body TEXT NOT NULL, received_at INTEGER NOT NULL,
  PRIMARY KEY (account_id, journal_id, seq),
  FOREIGN KEY (account_id, journal_id) REFERENCES journal(account_id, journal_id) ON DELETE CASCADE)`;
const COLUMNS = ['journal_id', 'seq', 'position', 'kind', 'session_id', 'quarantined', 'body', 'received_at'];

test('entries that had a row each are the same afterwards, whatever they hold, also those that were erased', async () => {
  const erased = (row: Row): Row =>
    row.sessionId === 'S2' ? { ...row, kind: 'erased', body: '{"digest":"x","kind":"erased"}' } : row;
  const holds = fc.asyncProperty(pushes, async (told) => {
    const rows = rowsFor(told).flat().map(erased);
    const accountId = await database.write.run(async (tx) => {
      await tx.run('DROP VIEW entry');
      await tx.run('DROP TABLE entry_run');
      await tx.run(AS_BEFORE);
      const opened = await openAccount(tx);
      const cells = rows.map((row) => [opened, row.journalId, row.seq, row.position, row.kind]);
      const all = rows.map((row, at) => [
        ...(cells[at] ?? []),
        ...[row.sessionId, row.quarantined, row.body, row.receivedAt],
      ]);
      if (all.length > 0) await tx.add('entry', ['account_id', ...COLUMNS], all);
      return opened;
    });
    await migrate();
    expect(await seen(String(accountId))).toEqual(rows);
  });
  await fc.assert(holds, { numRuns: 25 });
}, 60_000);

async function migrate(): Promise<void> {
  const runner = writer.createQueryRunner();
  await new EntryRuns0013().up(runner);
  await runner.release();
}
