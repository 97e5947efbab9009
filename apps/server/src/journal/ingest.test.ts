import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DATABASE, type Database } from '../database/database.js';
import { JOURNAL, moves, OTHER_JOURNAL, pushOf } from '../testing/entries.js';
import { type Device, World } from '../testing/world.js';
import { Journal } from './journal.js';

const world = new World();
let accountId: string;
let device: Device;
beforeAll(async () => {
  await world.start();
  const ida = await world.person('Ida');
  accountId = ida.accountId;
  device = await world.device(ida, JOURNAL);
});
afterAll(() => world.end());

test('more pushes at once than travel together are all stored, whatever one of them holds', async () => {
  const journal = world.server.app.get(Journal);
  const who = { kind: 'device' as const, accountId, deviceId: device.deviceId };
  const pushes = Array.from({ length: 200 }, (_, at) =>
    at % 50 === 7 ? pushOf([{ seq: -1 }, null, 'x']) : pushOf(moves(1, at + 1)),
  );
  const answers = await Promise.all(pushes.map((push) => journal.push(who, push)));
  expect(answers.filter(({ ok }) => !ok)).toEqual([]);
});

test('what was remembered of a journal is read again once somebody else has written', async () => {
  const journal = world.server.app.get(Journal);
  const { write } = world.server.app.get<Database>(DATABASE);
  const kim = await world.person('Kim');
  const watch = await world.device(kim, OTHER_JOURNAL);
  const who = { kind: 'device' as const, accountId: kim.accountId, deviceId: watch.deviceId };
  const push = (first: number) => journal.push(who, pushOf(moves(2, first), { journalId: OTHER_JOURNAL }));
  expect(await push(1)).toMatchObject({ ok: true, through: 2 });
  await write.run(async (tx) => {
    const of = [kim.accountId, OTHER_JOURNAL];
    await tx.run('DELETE FROM entry_run WHERE account_id = ? AND journal_id = ? AND last_seq = 2', of);
    await tx.run('UPDATE journal SET through = 1, highest = 1 WHERE account_id = ? AND journal_id = ?', of);
    await tx.run('UPDATE account SET position = 1 WHERE id = ?', [kim.accountId]);
  });
  expect(await push(3)).toMatchObject({ ok: true, through: 1 });
  expect(await push(2)).toMatchObject({ ok: true, through: 4 });
  const positions = await world.server.app
    .get<Database>(DATABASE)
    .read.all('SELECT seq, position FROM entry WHERE account_id = ? ORDER BY seq', [kim.accountId]);
  expect(positions).toEqual([1, 4, 2, 3].map((position, at) => ({ seq: at + 1, position })));
});

test('what a push taught is forgotten with it when it was undone', async () => {
  const journal = world.server.app.get(Journal);
  const { write, read } = world.server.app.get<Database>(DATABASE);
  const who = { kind: 'device' as const, accountId, deviceId: device.deviceId };
  const before = await read.one<{ position: number }>('SELECT position FROM account WHERE id = ?', [
    accountId,
  ]);
  await journal.push(who, pushOf(moves(1, 301)));
  await write.run((tx) => tx.run('ALTER TABLE entry_run RENAME TO elsewhere'));
  await expect(journal.push(who, pushOf(moves(1, 302)))).rejects.toThrow('entry_run');
  await expect(journal.push(who, pushOf(moves(1, 302)))).rejects.toThrow('entry_run');
  await write.run((tx) => tx.run('ALTER TABLE elsewhere RENAME TO entry_run'));
  expect(await journal.push(who, pushOf(moves(1, 302)))).toMatchObject({ ok: true });
  const after = await read.one<{ position: number }>('SELECT position FROM account WHERE id = ?', [
    accountId,
  ]);
  expect(after?.position).toBe((before?.position ?? 0) + 2);
});
