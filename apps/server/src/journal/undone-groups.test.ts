import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Database, openDatabase } from '../database/database.js';
import { PROGRESS_TABLES } from '../progress/keep/rebuild-progress.js';
import { rebuildSessions } from '../sessions/update-sessions.js';
import { JOURNAL, OTHER_JOURNAL, pushOf, wholeSession } from '../testing/entries.js';
import { TestPlace, testPostgres } from '../testing/test-place.js';
import { START } from '../testing/world.js';
import type { Push } from './forms.js';
import { Ingest } from './ingest.js';
import { readEntries } from './read-entries.js';

const SEED = 20_261_128;
const ACCOUNTS = 16;
const JOURNALS = [JOURNAL, OTHER_JOURNAL];
const SESSIONS = 4;
const DAY = 86_400_000;

/** Numbers of chance, the same for the same seed. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
const chance = chanceOf(SEED);

const place = new TestPlace();
let database: Database;
beforeAll(async () => {
  database = await openDatabase(await place.open());
});
afterAll(async () => {
  await database.close();
  await place.end();
});

const accountId = (index: number) => `account-${String(index).padStart(2, '0')}`;
const sessionId = (account: number, index: number) =>
  `01JD3Z5X8QSESS${String(account * 100 + index).padStart(12, '0')}`;

/** A few sessions on days of their own, cut into pushes of a handful; a second watch of the same person goes on beside the first. */
function pushesOf(account: number, watch: number): Push[] {
  const entries = Array.from({ length: SESSIONS }, (_, index) =>
    wholeSession({
      seq: 1,
      at: START + index * DAY,
      sessionId: sessionId(account, watch * SESSIONS + index),
    }),
  ).flat();
  const numbered = entries.map((entry, index) => ({ ...entry, seq: index + 1 }));
  const pushes: Push[] = [];
  for (let at = 0; at < numbered.length; ) {
    const size = 1 + Math.floor(chance() * 9);
    pushes.push(pushOf(numbered.slice(at, at + size), { journalId: JOURNALS[watch] }) as Push);
    at += size;
  }
  return pushes;
}

/** As a watch does it: the same push until it is acknowledged, then the next. */
async function live(ingest: Ingest, account: number, watch: number): Promise<void> {
  for (const push of pushesOf(account, watch)) {
    const { prepared } = readEntries(push.entries);
    const batch = { accountId: accountId(account), deviceId: undefined, push, prepared, receivedAt: START };
    let answer = await ingest.take(batch).catch(() => undefined);
    for (let times = 0; !answer?.ok && times < 100; times += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      answer = await ingest.take(batch).catch(() => undefined);
    }
    expect(answer).toMatchObject({ ok: true, through: prepared.at(-1)?.seq });
  }
}

const tables = ['session', ...PROGRESS_TABLES];
const everything = () =>
  Promise.all(
    tables.map(async (name) => {
      const rows = await database.read.all<object>(`SELECT * FROM ${name}`);
      return rows.map((row) => JSON.stringify(row)).sort();
    }),
  );

/** From now on one of seven rows is refused by the database itself, whichever it is. */
async function breakDisk(): Promise<void> {
  const fault = 'this row came to nothing';
  const sqlite = [
    `CREATE TRIGGER broken BEFORE INSERT ON entry_run WHEN abs(random()) % 7 = 0
      BEGIN SELECT RAISE(ABORT, '${fault}'); END`,
  ];
  const postgres = [
    `CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF random() < 0.14 THEN RAISE EXCEPTION '${fault}'; END IF; RETURN NEW; END $$`,
    'CREATE TRIGGER broken BEFORE INSERT ON entry_run FOR EACH ROW EXECUTE FUNCTION broken()',
  ];
  await database.write.run(async (tx) => {
    for (const statement of testPostgres() ? postgres : sqlite) await tx.run(statement);
  });
}
const mendDisk = () =>
  database.write.run((tx) => tx.run(`DROP TRIGGER broken${testPostgres() ? ' ON entry_run' : ''}`));

test('pushes that stood on groups which came to nothing are stored once each, and counted as a rebuild counts them', async () => {
  await database.write.run((tx) => {
    const rows = Array.from({ length: ACCOUNTS }, (_, index) => [accountId(index), `${index}`, '', 0]);
    return tx.add('account', ['id', 'name', 'password_hash', 'created_at'], rows);
  });
  const ingest = new Ingest(database.write);
  await breakDisk();
  const accounts = Array.from({ length: ACCOUNTS }, (_, index) => index);
  await Promise.all(accounts.flatMap((account) => JOURNALS.map((_, watch) => live(ingest, account, watch))));
  await mendDisk();
  expect(database.write.losses).toBeGreaterThan(10);
  const length = pushesOf(0, 0).flatMap(({ entries }) => entries).length;
  const sql = `SELECT account_id AS "accountId", COUNT(*) AS count, MAX(seq) AS seq, COUNT(DISTINCT seq) AS seqs,
    MAX(position) AS position, COUNT(DISTINCT position) AS positions FROM entry GROUP BY account_id ORDER BY account_id`;
  const all = { count: 2 * length, seq: length, seqs: length, position: 2 * length, positions: 2 * length };
  expect(await database.read.all(sql)).toEqual(
    accounts.map((account) => ({ accountId: accountId(account), ...all })),
  );
  const grown = await everything();
  await database.write.run(rebuildSessions);
  expect(await everything()).toEqual(grown);
}, 30_000);
