import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { root } from './build.js';
import { YOUNG } from './child.js';

const MAIN = path.join(root, 'dist/apps/server/src/main.js');

export type MainProgram = { url: string; pid: number; end(): Promise<void> };

const envFor = (dataDir: string) => ({
  ...process.env,
  NODE_OPTIONS: '',
  ...{ HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir },
});

const gone = (child: ChildProcess) =>
  new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));

/** The server exactly as `npm start` starts it. */
export function startMain(dataDir: string): Promise<MainProgram> {
  const args = ['--enable-source-maps', YOUNG, MAIN];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: envFor(dataDir),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = gone(child);
  let text = '';
  return new Promise((resolve, reject) => {
    void ended.then((code) => reject(new Error(`the server ended with ${code}`)));
    child.stdout.on('data', (part: Buffer) => {
      text += part.toString();
      const [, url] = /Plumbline is at (\S+)/.exec(text) ?? [];
      if (url === undefined || !text.includes('"event":"started"')) return;
      const end = async () => {
        child.kill('SIGTERM');
        await ended;
      };
      resolve({ url, pid: child.pid ?? 0, end });
    });
  });
}

/** One of the server's own commands beside the running server; resolves to its exit code. */
export function runCommand(dataDir: string, args: string[]): Promise<number | null> {
  const env = envFor(dataDir);
  return gone(spawn(process.execPath, [MAIN, ...args], { cwd: root, env, stdio: ['ignore', 'ignore', 2] }));
}
