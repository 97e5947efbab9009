import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TestPlace } from '../testing/test-place.js';
import { type Database, openDatabase } from './database.js';
import type { Param, Tx } from './sql.js';

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

const rowOf = (id: string): Param[] => [id, id, '', 0];
const put = (tx: Tx, ...ids: string[]) =>
  tx.put('account', ['id', 'name', 'password_hash', 'created_at'], ids.map(rowOf));
const ids = async (read: Pick<Tx, 'all'> = database.read) =>
  (await read.all<{ id: string }>('SELECT id FROM account ORDER BY id')).map(({ id }) => id);

describe('what is put and not waited for', () => {
  test('is there for whatever is asked next, and on disk with the job', async () => {
    const seen = await database.write.run(async (tx) => {
      put(tx, 'a', 'b');
      const both = await ids(tx);
      put(tx, 'c');
      return both;
    });
    expect(seen).toEqual(['a', 'b']);
    expect(await ids()).toEqual(['a', 'b', 'c']);
  });

  test('is undone with a job that is alone, asked about or not', async () => {
    const untold = database.write.run(async (tx) => {
      put(tx, 'a');
      throw new Error('on purpose');
    });
    await expect(untold).rejects.toThrow('on purpose');
    const told = database.write.run(async (tx) => {
      put(tx, 'a');
      await ids(tx);
      throw new Error('on purpose');
    });
    await expect(told).rejects.toThrow('on purpose');
    expect(await ids()).toEqual([]);
  });

  test('harms its own job alone when it cannot be done, wherever it stands among others', async () => {
    await database.write.run(async (tx) => put(tx, 'taken'));
    for (let bad = 0; bad < 5; bad += 1) {
      const jobs = Array.from({ length: 5 }, (_, index) =>
        database.write.run(async (tx) => put(tx, index === bad ? 'taken' : `${bad}-${index}`)),
      );
      const settled = await Promise.allSettled(jobs);
      expect(settled.map(({ status }) => status === 'rejected')).toEqual(settled.map((_, at) => at === bad));
    }
    expect(await ids()).toHaveLength(21);
  });

  test('does not come back with a later job when its own was undone before it crossed', async () => {
    const jobs = [
      database.write.run(async (tx) => {
        put(tx, 'undone');
        throw new Error('on purpose');
      }),
      database.write.run(async (tx) => put(tx, 'kept')),
    ];
    await Promise.allSettled(jobs);
    expect(await ids()).toEqual(['kept']);
  });

  test('is never written beside a transaction, even by a job that goes on after its fault', async () => {
    await database.write.run(async (tx) => put(tx, 'taken'));
    const stubborn = database.write.run(async (tx) => {
      put(tx, 'taken');
      await ids(tx).catch(() => undefined);
      await tx.run(
        "INSERT INTO account (id, name, password_hash, created_at) VALUES ('beside', 'beside', '', 0)",
      );
    });
    await expect(stubborn).rejects.toThrow(/UNIQUE|unique|duplicate|aborted/);
    expect(await ids()).toEqual(['taken']);
  });
});
