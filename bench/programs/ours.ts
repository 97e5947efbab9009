/** The real server, with accounts and paired devices ready to push. */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { DAY_MS, daysOf, idOf } from '../workload.js';
import { built } from './built.js';
import { serveLines, usage } from './lines.js';

const { Accounts } =
  await built<typeof import('../../apps/server/src/accounts/accounts.js')>('accounts/accounts');
const { Journal } = await built<typeof import('../../apps/server/src/journal/journal.js')>('journal/journal');
const { Devices } = await built<typeof import('../../apps/server/src/devices/devices.js')>('devices/devices');
const { Metering } =
  await built<typeof import('../../apps/server/src/metrics/metering.js')>('metrics/metering');
const { startServer } = await built<typeof import('../../apps/server/src/start-server.js')>('start-server');

type Settings = { clients: number; dataDir?: string; isUncounted?: boolean };
const { clients, dataDir: given, isUncounted } = JSON.parse(process.argv[2] ?? '{}') as Settings;
const dataDir = given ?? mkdtempSync(path.join(os.tmpdir(), 'plumbline-bench-'));
// Those who work stay as they are; only nobody listens to them.
if (isUncounted) Metering.prototype.onModuleInit = () => undefined;
const server = await startServer({ dataDir });

async function newClient(index: number) {
  const form = { name: `client ${index}`, password: 'a long enough password' };
  const made = await server.app.get(Accounts).register(form, { onlyFirst: false });
  if (!made.ok) throw new Error(made.code);
  const devices = server.app.get(Devices);
  const code = await devices.makeCode(made.account.id);
  if (!code.ok) throw new Error(code.code);
  const address = `10.0.${index >> 8}.${index & 255}`;
  const paired = await devices.pair(
    { code: code.code, deviceName: 'bench', journalId: idOf(index, 0) },
    address,
  );
  if (!paired.ok) throw new Error(paired.code);
  return {
    token: paired.token,
    cookie: `plumbline=${made.cookie}`,
    accountId: made.account.id,
    deviceId: paired.deviceId,
  };
}

/** Lets a client live that many days up to `until`, by the code every push takes; only the socket is left out. */
async function live(index: number, { days, until }: { days: number; until: number }): Promise<number> {
  const { accountId, deviceId } = made[index] as (typeof made)[number];
  const who = { kind: 'device' as const, accountId, deviceId };
  const from = until - days * DAY_MS;
  let entries = 0;
  for (const push of daysOf(index, { from, days })) {
    const answer = await server.app.get(Journal).push(who, push);
    if (!answer.ok || answer.problems.length > 0) throw new Error(JSON.stringify(answer));
    entries += push.entries.length;
  }
  return entries;
}

const made: Awaited<ReturnType<typeof newClient>>[] = [];
for (let index = 0; index < clients; index += 1) made.push(await newClient(index));
serveLines(
  { url: server.url, clients: made, dataDir },
  async ({ client, days, until }) =>
    days === undefined
      ? usage()
      : { entries: await live(Number(client), { days: Number(days), until: Number(until) }) },
  async () => {
    await server.close();
    if (given === undefined) rmSync(dataDir, { recursive: true, force: true });
  },
);
