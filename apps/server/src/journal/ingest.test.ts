import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { JOURNAL, moves, pushOf } from '../testing/entries.js';
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
