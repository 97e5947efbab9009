/** The real server as a process of its own, so that a test can kill it the hard way and start it on the same file. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname ?? process.cwd(), '..', '..');
const program = 'dist/apps/server/src/main.js';
const START_LIMIT_MS = 30_000;

/** A port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

export interface ServerProcess {
  readonly url: string;
  /** The one-time token of the claim link, as printed at the first start. */
  readonly claimToken: string;
  /** SIGKILL, then the same file and port again. */
  killAndRestart(): Promise<void>;
  stop(): Promise<void>;
  signal(name: NodeJS.Signals): void;
  /** Resolves with the exit code, or the signal that ended it. */
  exit(): Promise<number | string>;
  /** Everything it wrote so far. */
  readonly output: string;
  readonly pid: number;
  readonly dataDir: string;
}

const closed = (child: ChildProcess) =>
  new Promise<void>((resolve) =>
    child.exitCode === null && !child.signalCode ? child.once('close', () => resolve()) : resolve(),
  );

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  const limit = Date.now() + START_LIMIT_MS;
  while (Date.now() < limit) {
    if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}`);
    const answer = await fetch(`${url}/api/v1/health`).catch(() => undefined);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('the server did not become ready');
}

/** Starts `dist/apps/server/src/main.js` on a fresh data folder and waits until it is healthy. */
export async function startServerProcess(
  extra: Record<string, string> = {},
  folder = root,
): Promise<ServerProcess> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'plumbline-server-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let printed = '';
  const launch = () => {
    const env = {
      ...process.env,
      NODE_OPTIONS: '',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_DIR: dataDir,
      ...extra,
    };
    const child = spawn(process.execPath, ['--max-semi-space-size=32', path.join(folder, program)], {
      cwd: folder,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout?.on('data', (chunk) => {
      printed += String(chunk);
    });
    child.stderr?.on('data', (chunk) => {
      printed += String(chunk);
    });
    return child;
  };
  let child = launch();
  try {
    await untilHealthy(url, child);
  } catch (error) {
    child.kill('SIGKILL');
    throw new Error(`${String(error)}\n${printed}`);
  }
  return {
    url,
    get claimToken() {
      return printed.match(/\/claim#([^\s]+)/)?.[1] ?? '';
    },
    async killAndRestart() {
      child.kill('SIGKILL');
      await closed(child);
      child = launch();
      await untilHealthy(url, child);
    },
    dataDir,
    get output() {
      return printed;
    },
    get pid() {
      return child.pid as number;
    },
    signal: (name) => void child.kill(name),
    async exit() {
      await closed(child);
      return child.signalCode ?? (child.exitCode as number);
    },
    async stop() {
      child.kill('SIGTERM');
      await closed(child);
    },
  };
}
