/** The real server, with accounts and paired devices ready to push. */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { built } from '../built.js';
import { idOf } from '../workload.js';
import { serveLines, usage } from './lines.js';

const { Accounts } =
  await built<typeof import('../../apps/server/src/accounts/accounts.js')>('accounts/accounts');
const { Devices } = await built<typeof import('../../apps/server/src/devices/devices.js')>('devices/devices');
const { startServer } = await built<typeof import('../../apps/server/src/start-server.js')>('start-server');

const { clients } = JSON.parse(process.argv[2] ?? '{}') as { clients: number };
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'plumbline-bench-'));
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
  return { token: paired.token, cookie: `plumbline=${made.cookie}`, accountId: made.account.id };
}

const made = [];
for (let index = 0; index < clients; index += 1) made.push(await newClient(index));
serveLines(
  { url: server.url, clients: made, dataDir },
  async () => usage(),
  async () => {
    await server.close();
    rmSync(dataDir, { recursive: true, force: true });
  },
);
