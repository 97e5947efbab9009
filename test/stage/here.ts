/** Programs that a test brings along: looked for, started beside it, and gone with it, however it ends. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';

export const onPath = (name: string, more: readonly string[] = []): string | undefined =>
  [...more, ...(process.env.PATH ?? '').split(path.delimiter)]
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file));

const isRoot = () => process.getuid?.() === 0;

/** As root on Debian a missing package is installed, and that is said aloud; never with sudo. */
export function aptInstall(what: string, name: string): void {
  if (!isRoot() || !existsSync('/etc/debian_version') || !onPath('apt-get')) return;
  process.stderr.write(`${what} is missing; installing ${name} with apt (running as root on Debian).\n`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', name]])
    spawnSync('apt-get', ['-qq', ...args], { env, stdio: 'ignore' });
}

/** A port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

export type Owner = { uid: number; gid: number };

/** Waits for its input to end, which happens when whoever started it ends, and takes its program and its folder with it. */
const KEEPER = `"$@" </dev/null >/dev/null 2>&1 & program=$!
while read -r word; do [ "$word" = pause ] && kill -STOP $program; [ "$word" = go ] && kill -CONT $program; done
kill -QUIT $program; kill -TERM $program; kill -CONT $program; wait $program; rm -rf "$FOLDER"`;

export type Kept = { child: ChildProcess; stop(): Promise<void> };
type Program = { file: string; args: string[]; folder: string; owner?: Owner | undefined };

export function keep({ file, args, folder, owner }: Program): Kept {
  const child = spawn('/bin/sh', ['-c', KEEPER, 'keeper', file, ...args], {
    ...owner,
    cwd: folder,
    env: { ...process.env, FOLDER: folder },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin?.on('error', () => undefined);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.stdin?.end();
    await gone;
  };
  return { child, stop };
}

/** Asks again until it answers. */
export async function until(answers: () => Promise<unknown>, limitMs = 20_000): Promise<void> {
  const limit = Date.now() + limitMs;
  for (;;) {
    try {
      await answers();
      return;
    } catch (fault) {
      if (Date.now() > limit) throw fault;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
  }
}
