import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { io } from 'socket.io-client';
import { JOURNAL, moves, pushOf } from '../testing/entries.js';
import { repositoryRoot } from '../web/files.js';

const root = repositoryRoot();
const main = path.join(root, 'dist/apps/server/src/main.js');
const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-'));
let server: { child: ChildProcess; url: string; output: string[] } | undefined;

const exitOf = (child: ChildProcess) =>
  new Promise<string>((resolve) => child.once('exit', (code, signal) => resolve(String(signal ?? code))));

const children: ChildProcess[] = [];
function run(command: string, args: string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, NODE_OPTIONS: '', ...env } });
  children.push(child);
  return child;
}

async function start(env: Record<string, string> = {}) {
  const child = run(process.execPath, [main], { PORT: '0', DATA_DIR: folder, ...env });
  const output: string[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr?.on('data', (chunk: Buffer) => output.push(String(chunk)));
    child.stdout?.on('data', (chunk: Buffer) => {
      output.push(String(chunk));
      const found = /Plumbline is at (\S+)[\s\S]*"event":"started"/.exec(output.join(''));
      if (found) resolve(found[1] as string);
    });
    child.once('exit', () => reject(new Error(output.join(''))));
  });
  return { child, url, output };
}

async function ask<T>(method: string, route: string, body?: unknown, headers: Record<string, string> = {}) {
  const { url } = server as { url: string };
  const init = { method, headers: { 'content-type': 'application/json', origin: url, ...headers } };
  const response = await fetch(
    `${url}${route}`,
    body === undefined ? { method, headers } : { ...init, body: JSON.stringify(body) },
  );
  return {
    answer: (await response.json()) as T,
    cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '',
  };
}

/** Claims the server by the link it printed and pairs a device; a second start only signs in. */
async function pairAnew(): Promise<{ token: string; cookie: string }> {
  const link = /claim#(\S+)/.exec(server?.output.join('') ?? '');
  const form = { name: 'Ida', password: 'plumb lines hang straight' };
  const route = link ? '/api/v1/claim' : '/api/v1/login';
  const { cookie } = await ask('POST', route, link ? { ...form, token: link[1] } : form);
  const { answer } = await ask<{ code: string }>('POST', '/api/v1/pairing-codes', {}, { cookie });
  const request = { code: answer.code, deviceName: 'Balance', journalId: JOURNAL };
  const paired = await ask<{ ok: boolean; token: string }>('POST', '/api/v1/pair', request);
  expect(paired.answer.ok).toBe(true);
  return { token: paired.answer.token, cookie };
}

type Load = { acknowledged: Set<number>; enough: Promise<void>; stop(): void };

/** Pushes without end, one socket and several pushes at once, and remembers what was acknowledged. */
function pushUntilKilled(token: string, from: number): Load {
  const socket = io((server as { url: string }).url, {
    transports: ['websocket'],
    auth: { token },
    reconnection: false,
  });
  const acknowledged = new Set<number>();
  let heardEnough = () => {};
  let refuseEnough = (_fault: Error) => {};
  const enough = new Promise<void>((resolve, reject) => {
    heardEnough = resolve;
    refuseEnough = reject;
  });
  socket.once('connect_error', (fault) => refuseEnough(fault));
  let next = from;
  const push = () => {
    const first = next;
    next += 5;
    socket.emit('journal:push', pushOf(moves(5, first)), (answer: { ok: boolean }) => {
      if (answer.ok) for (let seq = first; seq < first + 5; seq += 1) acknowledged.add(seq);
      if (acknowledged.size > 100) heardEnough();
      push();
    });
  };
  for (let time = 0; time < 4; time += 1) push();
  return { acknowledged, enough, stop: () => void socket.disconnect() };
}

async function storedSeqs(cookie: string): Promise<Set<number>> {
  const seqs = new Set<number>();
  for (let since = 0, more = true; more; ) {
    type Page = { position: number; more: boolean; entries: { entry: { seq: number } }[] };
    const { answer } = await ask<Page>('GET', `/api/v1/changes?since=${since}`, undefined, { cookie });
    for (const { entry } of answer.entries) seqs.add(entry.seq);
    ({ position: since, more } = answer);
  }
  return seqs;
}

beforeAll(async () => {
  if (existsSync(main)) return;
  const built = await exitOf(run(path.join(root, 'node_modules/.bin/nest'), ['build', 'server']));
  if (built !== '0') throw new Error('nest build server failed');
}, 60_000);
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

describe('the process', () => {
  test('keeps every acknowledged entry through three SIGKILLs', async () => {
    const promised = new Set<number>();
    for (let round = 0; round < 3; round += 1) {
      server = await start();
      const { token } = await pairAnew();
      const load = pushUntilKilled(token, round * 100_000 + 1);
      await load.enough;
      await new Promise((resolve) => setTimeout(resolve, round * 7));
      const gone = exitOf(server.child);
      server.child.kill('SIGKILL');
      expect(await gone).toBe('SIGKILL');
      load.stop();
      expect(load.acknowledged.size).toBeGreaterThan(0);
      for (const seq of load.acknowledged) promised.add(seq);
    }
    server = await start();
    const { cookie } = await pairAnew();
    const stored = await storedSeqs(cookie);
    expect([...promised].filter((seq) => !stored.has(seq))).toEqual([]);
  }, 60_000);

  test('refuses a second server on the same data with a sentence', async () => {
    const second = run(process.execPath, [main], { PORT: '0', DATA_DIR: folder });
    const words: string[] = [];
    second.stderr?.on('data', (chunk: Buffer) => words.push(String(chunk)));
    expect(await exitOf(second)).toBe('1');
    expect(words.join('')).toBe(
      `Another Plumbline already uses ${folder}. Stop it first, or set DATA_DIR to another folder.\n`,
    );
  }, 20_000);

  test('stops by SIGTERM with everything it acknowledged, and exits with 0', async () => {
    const { child } = server as { child: ChildProcess };
    const { token } = await pairAnew();
    const load = pushUntilKilled(token, 900_001);
    await load.enough;
    const gone = exitOf(child);
    child.kill('SIGTERM');
    expect(await gone).toBe('0');
    load.stop();
    server = await start();
    const { cookie } = await pairAnew();
    const stored = await storedSeqs(cookie);
    expect(load.acknowledged.size).toBeGreaterThan(0);
    expect([...load.acknowledged].filter((seq) => !stored.has(seq))).toEqual([]);
  }, 30_000);

  test('writes no token, code or password into its log', () => {
    const lines = (server?.output.join('') ?? '').split('\n').filter((line) => line.startsWith('{'));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).not.toMatch(/plb_|plumb lines/);
  });

  test('names every setting it cannot use and exits with 1', async () => {
    const child = run(process.execPath, [main], { PORT: 'x', PUBLIC_URL: 'y' });
    const words: string[] = [];
    child.stderr?.on('data', (chunk: Buffer) => words.push(String(chunk)));
    expect(await exitOf(child)).toBe('1');
    expect(words.join('').trim().split('\n')).toHaveLength(2);
  }, 20_000);
});
