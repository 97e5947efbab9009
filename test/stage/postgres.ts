/**
 * A real PostgreSQL for tests: a throwaway cluster of its own in a temporary folder, on a port of its own, sorted in C,
 * flushing as a real one does.
 *
 * Tests of the server run on it through `on-postgres.ts`. Whoever needs databases by hand (the simulation) calls
 * `startPostgres()` for the server's address and then, from `apps/server/src/testing/test-place.ts`, `newDatabase(server)` for an empty one with all tables, `newDatabase(server,
 * from)` for a copy of another that nobody is connected to, `cutConnections(server, url)` for what SIGKILL does to a
 * server's open transactions, and `dropDatabase(server, url)`. An address is what `openDatabase(address)` takes.
 */
import { spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { askPostgres } from '../../apps/server/src/testing/test-place.js';
import { aptInstall, freePort, keep, type Owner, onPath, until } from './here.js';

export type Postgres = { url: string; stop(): Promise<void> };

export const NO_POSTGRES =
  'PostgreSQL was not found (PATH or /usr/lib/postgresql), so its tests cannot run. On Debian: sudo apt-get install -y postgresql';
const DEBIAN = '/usr/lib/postgresql';

function debianFolders(): string[] {
  try {
    const versions = readdirSync(DEBIAN).sort((one, other) => Number(other) - Number(one));
    return versions.map((version) => path.join(DEBIAN, version, 'bin'));
  } catch {
    return [];
  }
}

/** The folder with initdb and postgres, or undefined. */
function findPrograms(): string | undefined {
  const initdb = onPath('initdb', debianFolders());
  return initdb && path.dirname(initdb);
}

/** PostgreSQL refuses to run as root; anybody else will do. */
function someoneElse(): Owner | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  const line = ['postgres', 'nobody'].flatMap((name) =>
    users.filter((user) => user.startsWith(`${name}:`)),
  )[0];
  const [, , uid, gid] = (line ?? '').split(':').map(Number);
  return uid && gid ? { uid, gid } : undefined;
}

const SETTINGS = ['listen_addresses=127.0.0.1', 'max_connections=200', 'shared_buffers=64MB', 'fsync=on'];

/** Undefined where there is none and none can be had. */
export async function startPostgres(): Promise<Postgres | undefined> {
  if (!findPrograms()) aptInstall('PostgreSQL (for its tests)', 'postgresql');
  const programs = findPrograms();
  if (programs === undefined) return undefined;
  const owner = someoneElse();
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-postgres-'));
  if (owner) chownSync(folder, owner.uid, owner.gid);
  const data = path.join(folder, 'data');
  const make = ['-D', data, '-U', 'plumbline', '-A', 'trust', '--locale=C', '--encoding=UTF8', '--no-sync'];
  const made = spawnSync(path.join(programs, 'initdb'), make, { ...owner, cwd: folder, encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
  const port = await freePort();
  const settings = [...SETTINGS, `port=${port}`, `unix_socket_directories=${folder}`];
  const args = ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
  const kept = keep({ file: path.join(programs, 'postgres'), args, folder, owner });
  const url = `postgres://plumbline@127.0.0.1:${port}/postgres`;
  await until(() => askPostgres(url, 'SELECT 1'));
  return { url, stop: kept.stop };
}
