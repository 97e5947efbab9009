/**
 * The process under fire: the real server on a folder of its own, with three people. The parent asks by message for
 * memory after a collection, for a digest of all that the victim owns, and for a fresh attacker.
 */
import { createHash } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Accounts } from '../../apps/server/src/accounts/accounts.js';
import { hashToken, newId, newToken } from '../../apps/server/src/accounts/secrets.js';
import { makeLog } from '../../apps/server/src/api/log.js';
import { DATABASE, type Database } from '../../apps/server/src/database/database.js';
import { Journal } from '../../apps/server/src/journal/journal.js';
import { startServer } from '../../apps/server/src/start-server.js';
import { JOURNAL, pushOf, wholeSession } from '../../apps/server/src/testing/entries.js';

export type Person = {
  accountId: string;
  cookie: string;
  token: string;
  deviceId: string;
  goneToken: string;
};
export type Question = 'memory' | 'digest' | 'attacker' | 'stop';

/** No request of the fuzzer may leave this machine. */
const outside = { resolve: () => Promise.reject(new Error('there is no network here')) };
const log = makeLog((line) => process.stdout.write(`${line}\n`), Date.now);
const server = await startServer({ dataDir: process.env.DATA_DIR ?? '', log, outside });
const database: Database = server.app.get(DATABASE);
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
let people = 0;

/** Nobody's password is known, so that no guess of the fuzzer's can be a right one. */
async function person(): Promise<Person> {
  people += 1;
  const form = { name: `Person ${people}`, password: newToken('plb_s_') };
  const made = await server.app.get(Accounts).register(form, { onlyFirst: false });
  if (!made.ok) throw new Error(made.code);
  const accountId = made.account.id;
  const [device, gone] = [await deviceOf(accountId, null), await deviceOf(accountId, Date.now())];
  const cookie = `plumbline=${made.cookie}`;
  return { accountId, cookie, ...device, goneToken: gone.token };
}

/** Paired without a code: the fuzzer uses up the codes that may be tried. */
async function deviceOf(accountId: string, revokedAt: number | null) {
  const token = newToken('plb_d_');
  const deviceId = newId();
  const columns = ['id', 'account_id', 'name', 'journal_id', 'token_hash', 'created_at', 'revoked_at'];
  const row = [deviceId, accountId, 'Balance', JOURNAL, hashToken(token), Date.now(), revokedAt];
  await database.write.run((tx) => tx.add('device', columns, [row]));
  return { token, deviceId };
}

async function victim(): Promise<Person> {
  const made = await person();
  const who = { kind: 'device' as const, accountId: made.accountId, deviceId: made.deviceId };
  const entries = wholeSession({ seq: 1, at: Date.now() - 3_600_000 });
  const pushed = await server.app.get(Journal).push(who, pushOf(entries));
  if (!pushed.ok) throw new Error(pushed.code);
  return made;
}

/** Every row of every table that names the account, but the note that strangers tried its name: that is meant to grow. */
async function digestOf(accountId: string): Promise<string> {
  const hash = createHash('sha256');
  const tables = `SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name`;
  for (const { name } of await database.read.all<{ name: string }>(tables)) {
    const columns = await database.read.all<{ name: string }>(`PRAGMA table_info(${name})`);
    const key = name === 'account' ? 'id' : 'account_id';
    if (!columns.some((column) => column.name === key)) continue;
    const rows = await database.read.all<object>(`SELECT * FROM ${name} WHERE ${key} = ?`, [accountId]);
    hash.update(name);
    const own = rows.filter((row) => (row as { kind?: unknown }).kind !== 'sign-in-failed');
    for (const row of own.map((found) => JSON.stringify(found)).sort()) hash.update(row);
  }
  return hash.digest('hex');
}

const first = await victim();
const ANSWERS: Record<Question, () => Promise<unknown>> = {
  memory: async () => {
    global.gc?.();
    global.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    const { user, system } = process.cpuUsage();
    const stallMs = Math.round(delay.max / 1e6);
    delay.reset();
    return { rss, heapUsed, cpuMs: (user + system) / 1_000, stallMs };
  },
  digest: () => digestOf(first.accountId),
  attacker: person,
  stop: async () => {
    setImmediate(() => void server.close().then(() => process.exit(0)));
    return {};
  },
};

process.on('message', ({ id, question }: { id: number; question: Question }) => {
  ANSWERS[question]().then(
    (answer) => process.send?.({ id, answer }),
    (fault: unknown) => process.send?.({ id, fault: String(fault) }),
  );
});
// Whoever fires is gone: nobody would stop it.
process.once('disconnect', () => process.exit(1));
process.send?.({ ready: { url: server.url, victim: first, healthy: await person() } });
