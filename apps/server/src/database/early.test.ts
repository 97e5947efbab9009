import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { TestPlace, testPostgres } from '../testing/test-place.js';
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

const COLUMNS = ['id', 'name', 'password_hash', 'created_at'];
const put = (tx: Tx, ids: readonly string[]) =>
  tx.put(
    'account',
    COLUMNS,
    ids.map((id): Param[] => [id, id, '', 0]),
  );
const ids = async (read: Pick<Tx, 'all'> = database.read) =>
  (await read.all<{ id: string }>('SELECT id FROM account ORDER BY id')).map(({ id }) => id);
const many = Array.from({ length: 3_000 }, (_, index) => `first-${String(index).padStart(4, '0')}`);
const always = () => true;

/** A write that takes a while to get to disk, and what happens as soon as it is on its way. */
function onTheWay<T>(
  written: readonly string[],
  then: () => T,
): { first: Promise<unknown>; second: Promise<T> } {
  let tell: (value: T) => void;
  const second = new Promise<T>((resolve) => {
    tell = resolve;
  });
  const first = database.write.run(async (tx) => {
    put(tx, written);
    setImmediate(() => tell(then()));
  });
  return { first, second };
}

describe('work that may begin early', () => {
  test('is begun while the write before it goes to disk, and is told of behind it', async () => {
    const order: string[] = [];
    const { first, second } = onTheWay(many, () =>
      database.write.runEarly(async (tx) => {
        order.push('second begins');
        put(tx, ['second']);
      }, always),
    );
    await Promise.all([first.then(() => order.push('first is told')), second.then((done) => done)]);
    order.push('second is told');
    const begins = ['first is told', 'second begins'];
    // Where others write too, nothing is begun on top of what is not there yet.
    expect(order).toEqual([...(testPostgres() ? begins : begins.reverse()), 'second is told']);
    expect(await ids()).toEqual([...many, 'second']);
  });

  test('sees what the write before it wrote, also when it asks at once', async () => {
    let seen: string[] = [];
    const { first, second } = onTheWay(many, () =>
      database.write.runEarly(async (tx) => {
        seen = await ids(tx);
      }, always),
    );
    await Promise.all([first, await second]);
    expect(seen).toEqual(many);
  });

  test('waits its turn as long as it is not ready, and behind whoever came before it', async () => {
    const order: string[] = [];
    const { first, second } = onTheWay(many, () => [
      database.write.run(async () => void order.push('plain')),
      database.write.runEarly(async () => void order.push('early'), always),
    ]);
    await first;
    await Promise.all(await second);
    const { first: third, second: fourth } = onTheWay(['later'], () =>
      database.write.runEarly(
        async () => void order.push('not ready'),
        () => false,
      ),
    );
    await third;
    order.push('third is told');
    await fourth;
    expect(order).toEqual(['plain', 'early', 'third is told', 'not ready']);
  });

  test('is done once more when the write before it did not get to disk, and leaves nothing of the first time', async () => {
    let times = 0;
    const { first, second } = onTheWay([...many, many[0] as string], () =>
      database.write.runEarly(async (tx) => {
        times += 1;
        put(tx, [`time-${times}`]);
        return times;
      }, always),
    );
    const told = second.then((done) => done);
    await expect(first).rejects.toThrow(/unique/i);
    const last = testPostgres() ? 1 : 2;
    expect(await told).toBe(last);
    expect(await ids()).toEqual([`time-${last}`]);
    expect(database.write.losses).toBe(1);
  });

  test('that fails by itself harms nobody', async () => {
    const { first, second } = onTheWay(many, () =>
      database.write.runEarly(async (tx) => {
        put(tx, ['half']);
        throw new Error('on purpose');
      }, always),
    );
    const told = second.then((done) => done);
    await Promise.all([first, expect(told).rejects.toThrow('on purpose')]);
    await database.write.run(async (tx) => put(tx, ['after']));
    expect(await ids()).toEqual(['after', ...many]);
  });
});
