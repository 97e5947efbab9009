/** A program that knows the protocol's pages only, with a key that may read and follow. */
import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { connected, Household, movesFrom } from './stage/household.js';
import { type ServerProcess, startServerProcess } from './stage/server-process.js';

const root = path.resolve(import.meta.dirname ?? process.cwd(), '..');
let server: ServerProcess | undefined;
let client: ChildProcess | undefined;

afterAll(async () => {
  client?.kill('SIGKILL');
  await server?.stop();
});

test('a client written from the docs takes the history, follows along, and hears that its key is gone', async () => {
  server = await startServerProcess();
  const household = await new Household(server).begin();
  const watch = household.watchSocket();
  await connected(watch);
  await watch.emitWithAck('journal:push', movesFrom(1, 5));
  const scopes = ['history:read', 'documents:read', 'live:read'];
  const made = (await household.ask('POST', '/api/v1/keys', { name: 'Display', scopes })).body;
  const env = {
    ...process.env,
    NODE_OPTIONS: '',
    PLUMBLINE_URL: server.url,
    PLUMBLINE_KEY: String(made.token),
  };
  client = spawn(process.execPath, ['examples/client/follow.mjs'], { cwd: root, env });
  let printed = '';
  client.stdout?.on('data', (chunk) => {
    printed += String(chunk);
  });
  client.stderr?.on('data', (chunk) => {
    printed += String(chunk);
  });
  const lines = (words: string) => printed.split('\n').filter((line) => line.includes(words));
  const until = async (isSo: () => boolean) => {
    while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  await until(() => lines('"following"').length > 0);
  expect(lines('"history"')).toHaveLength(5);
  await watch.emitWithAck('journal:push', movesFrom(6, 3));
  await until(() => lines('"live"').length === 3);
  const exit = new Promise((resolve) => client?.once('exit', resolve));
  await household.ask('DELETE', `/api/v1/keys/${(made.key as { id: string }).id}`);
  expect(await exit).toBe(0);
  household.end();
}, 45_000);
