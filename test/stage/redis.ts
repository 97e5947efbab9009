/** A real Redis for tests, on a port of its own, with nothing kept. */
import { mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { aptInstall, freePort, keep, onPath, until } from './here.js';

export type Redis = {
  url: string;
  /** It still holds its connections and answers nobody. */
  freeze(): void;
  goOn(): void;
  stop(): Promise<void>;
};

export const NO_REDIS =
  'Redis was not found on the PATH, so the tests of several servers cannot run. On Debian: sudo apt-get install -y redis-server';

/** Undefined where there is none and none can be had. */
export async function startRedis(): Promise<Redis | undefined> {
  if (!onPath('redis-server')) aptInstall('Redis (for the tests of several servers)', 'redis-server');
  const file = onPath('redis-server');
  if (file === undefined) return undefined;
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-redis-'));
  const port = await freePort();
  const args = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--save',
    '',
    '--appendonly',
    'no',
    '--dir',
    folder,
  ];
  const kept = keep({ file, args, folder });
  await until(() => answers(port));
  return {
    url: `redis://127.0.0.1:${port}`,
    freeze: () => void kept.child.stdin?.write('pause\n'),
    goOn: () => void kept.child.stdin?.write('go\n'),
    stop: kept.stop,
  };
}

const answers = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    socket.once('error', reject);
    socket.once('data', () => {
      socket.destroy();
      resolve();
    });
  });
