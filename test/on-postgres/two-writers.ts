/** What two processes do to each other, played by two databases opened side by side. */
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type Database, openDatabase } from '../../apps/server/src/database/database.js';
import type { Tx } from '../../apps/server/src/database/sql.js';
import { cutConnections, TestPlace, testPostgres } from '../../apps/server/src/testing/test-place.js';

let place: TestPlace;
let one: Database;
let other: Database;
let url: string;
beforeEach(async () => {
  place = new TestPlace();
  const where = { ...(await place.open()), isShared: true };
  url = String(where.databaseUrl);
  one = await openDatabase(where);
  other = await openDatabase(where);
  await one.write.run((tx) =>
    tx.add('account', ['id', 'name', 'password_hash', 'created_at'], [['ida', 'Ida', '', 0]]),
  );
});
afterEach(async () => {
  await one.close();
  await other.close();
  await place.end();
});

/** A read, a decision and a write, as everything here does it: right only if nobody writes in between. */
async function takePosition(tx: Tx): Promise<number> {
  const row = await tx.one<{ position: number }>("SELECT position FROM account WHERE id = 'ida'");
  const position = (row?.position ?? 0) + 1;
  await tx.run("UPDATE account SET position = ? WHERE id = 'ida'", [position]);
  const columns = ['account_id', 'kind', 'id', 'version', 'position', 'newest', 'body', 'digest', 'made_at'];
  const cells = ['ida', 'routine', `r${position}`, 1, position, 1, 'null', '', 0, 'person'];
  await tx.add('document', [...columns, 'made_by'], [cells]);
  return position;
}

describe('two servers that write to one account', () => {
  test('never give a position twice, and no reader ever passes over one', async () => {
    const seen: number[] = [];
    let isOver = false;
    const read = async () => {
      for (let cursor = 0, last = false; !last; ) {
        last = isOver;
        const sql =
          "SELECT position FROM document WHERE account_id = 'ida' AND position > ? ORDER BY position";
        for (const { position } of await one.read.all<{ position: number }>(sql, [cursor])) {
          seen.push(position);
          cursor = position;
        }
      }
    };
    const reading = read();
    const jobs = Array.from({ length: 400 }, (_, index) =>
      (index % 2 === 0 ? one : other).write.run(async (tx) => {
        const position = await takePosition(tx);
        if (index % 7 === 0) throw new Error('on purpose');
        return position;
      }),
    );
    const settled = await Promise.allSettled(jobs);
    isOver = true;
    await reading;
    const given = settled.flatMap((done) => (done.status === 'fulfilled' ? [done.value as number] : []));
    const all = Array.from({ length: 342 }, (_, index) => index + 1);
    expect(given.sort((a, b) => a - b)).toEqual(all);
    expect(seen).toEqual(all);
  }, 30_000);

  test('go on after the database cut their connections, and know which writes it kept', async () => {
    await one.write.run(takePosition);
    const during = one.write.run(async (tx) => {
      await takePosition(tx);
      await cutConnections(testPostgres() as string, url);
      return takePosition(tx);
    });
    await expect(during).rejects.toThrow();
    expect(await one.write.run(takePosition)).toBe(2);
    expect(await other.write.run(takePosition)).toBe(3);
    const rows = await other.read.all("SELECT position FROM document WHERE account_id = 'ida'");
    expect(rows).toHaveLength(3);
  }, 30_000);
});
