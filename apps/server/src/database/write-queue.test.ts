import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { refuse } from '../problems/problems.js';
import { TestPlace, testPostgres } from '../testing/test-place.js';
import { type Database, openDatabase } from './database.js';
import type { Tx } from './sql.js';

let place: TestPlace;
let database: Database;
beforeEach(async () => {
  place = new TestPlace();
  database = await openDatabase(await place.open());
});
afterEach(async () => {
  await database.close();
  await place.end();
});

const addAccount = (tx: Tx, id: string) =>
  tx.add('account', ['id', 'name', 'password_hash', 'created_at'], [[id, id, '', 0]]);
const ids = async () =>
  (await database.read.all<{ id: string }>('SELECT id FROM account ORDER BY id')).map(({ id }) => id);

describe('the write queue', () => {
  test('keeps every acknowledged write and nothing of a failed one, however many run at once', async () => {
    const jobs = Array.from({ length: 400 }, (_, index) =>
      database.write.run(async (tx) => {
        const id = `a${String(index).padStart(3, '0')}`;
        await addAccount(tx, id);
        if (index % 7 === 0) throw new Error('on purpose');
        return id;
      }),
    );
    const settled = await Promise.allSettled(jobs);
    const kept = settled.flatMap((done) => (done.status === 'fulfilled' ? [done.value as string] : []));
    expect(kept).toHaveLength(342);
    expect(await ids()).toEqual(kept);
  });

  test('a first job that violates a key takes nobody with it', async () => {
    await database.write.run((tx) => addAccount(tx, 'taken'));
    for (let round = 0; round < 20; round += 1) {
      const jobs = Array.from({ length: 10 }, (_, index) =>
        database.write.run((tx) => addAccount(tx, index === 0 ? 'taken' : `r${round}-${index}`)),
      );
      const settled = await Promise.allSettled(jobs);
      expect(settled.map(({ status }) => status)).toEqual(['rejected', ...Array(9).fill('fulfilled')]);
    }
    expect(await ids()).toHaveLength(181);
  });

  test('undoes a job that refuses', async () => {
    const answer = await database.write.run(async (tx) => {
      await addAccount(tx, 'half');
      return refuse('not-found');
    });
    expect(answer).toMatchObject({ ok: false, code: 'not-found' });
    expect(await ids()).toEqual([]);
  });

  test('shows a reader only what is committed', async () => {
    const seen: string[][] = [];
    await database.write.run(async (tx) => {
      await addAccount(tx, 'one');
      seen.push(await ids());
    });
    seen.push(await ids());
    expect(seen).toEqual([[], ['one']]);
  });

  test('answers busy beyond its bound and goes on with what it took', async () => {
    await database.close();
    database = await openDatabase(await place.open(), { waiting: 5, together: 2 });
    const jobs = Array.from({ length: 8 }, (_, index) =>
      database.write.run(async (tx) => {
        await addAccount(tx, `b${index}`);
        return 'done' as const;
      }),
    );
    const answers = await Promise.all(jobs);
    expect(answers.slice(0, 5)).toEqual(Array(5).fill('done'));
    expect(answers.slice(5)).toMatchObject(Array(3).fill({ code: 'busy', retryAfterMs: 2_000 }));
    expect(await ids()).toHaveLength(5);
  });

  test('a write inside a write is a bug and says so', async () => {
    const nested = database.write.run(async () => {
      await database.write.run((tx) => addAccount(tx, 'inner'));
    });
    await expect(nested).rejects.toThrow('use its tx');
  });

  test('a write inside a write is found in every job, also behind a wait and beside other work', async () => {
    const nested = async (tx: Tx) => {
      await tx.one('SELECT 1');
      await database.write.runUnguarded((inner) => addAccount(inner, 'inner'));
    };
    for (const id of ['a', 'b']) {
      const jobs = [nested, (tx: Tx) => addAccount(tx, id), nested].map((work) => database.write.run(work));
      const plain = database.write.runUnguarded((tx) => addAccount(tx, `${id}-plain`));
      const told = new Error('a write was queued inside a write: use its tx');
      expect(await Promise.allSettled([...jobs, plain])).toEqual([
        { status: 'rejected', reason: told },
        { status: 'fulfilled', value: undefined },
        { status: 'rejected', reason: told },
        { status: 'fulfilled', value: undefined },
      ]);
    }
    expect(await ids()).toEqual(['a', 'a-plain', 'b', 'b-plain']);
  });

  test('finishes what it took before it closes, and refuses what comes later', async () => {
    const last = database.write.run((tx) => addAccount(tx, 'last'));
    const closing = database.write.close();
    expect(await database.write.run((tx) => addAccount(tx, 'late'))).toMatchObject({ code: 'stopping' });
    await Promise.all([last, closing]);
    expect(await ids()).toEqual(['last']);
  });
});

describe('the data', () => {
  test('is held by one server at a time', async () => {
    const where = testPostgres() ? /the database plumbline_\w+ at 127/ : place.dataDir;
    const taken = openDatabase(await place.open());
    await expect(taken).rejects.toThrow('Another Plumbline already uses');
    await expect(taken).rejects.toThrow(where);
    await database.close();
    database = await openDatabase(await place.open());
    expect(await ids()).toEqual([]);
  });

  test('is read on a connection that cannot write', async () => {
    await expect(database.read.all('DELETE FROM account')).rejects.toThrow(/read-?only/);
  });

  test('is flushed to the disk at every commit, and its foreign keys are checked', async () => {
    const answers = await database.write.run(async (tx) =>
      testPostgres()
        ? [await tx.one('SHOW fsync'), await tx.one('SHOW synchronous_commit')]
        : [await tx.one('PRAGMA journal_mode'), await tx.one('PRAGMA synchronous')],
    );
    const flushed = testPostgres()
      ? [{ fsync: 'on' }, { synchronous_commit: 'on' }]
      : [{ journal_mode: 'wal' }, { synchronous: 2 }];
    expect(answers).toEqual(flushed);
    const login = (tx: Tx) =>
      tx.add('login', ['token_hash', 'account_id', 'created_at', 'expires_at'], [['hash', 'nobody', 0, 0]]);
    await expect(database.write.run(login)).rejects.toThrow(/foreign key/i);
  });
});
