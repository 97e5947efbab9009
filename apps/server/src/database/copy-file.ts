import { existsSync, statSync } from 'node:fs';
import { mkdir, open, rename, rm, statfs } from 'node:fs/promises';
import path from 'node:path';
import { StartRefusal } from '../settings/start-refusal.js';

/** What must stay free beside a copy, in bytes. */
const SPARE = 16 * 1024 * 1024;

/** `20261123T044512Z`: sorts by time and is a file name everywhere. */
export const stampOf = (at: number): string =>
  new Date(at).toISOString().replace(/[-:]/g, '').replace(/\.\d+/, '');

/** Bytes of a data file with its log. */
export const bytesOf = (file: string): number =>
  [file, `${file}-wal`].reduce((sum, name) => sum + (existsSync(name) ? statSync(name).size : 0), 0);

/** Throws a `StartRefusal` when the disk under `folder` has no room for so many bytes. */
export async function expectRoom(folder: string, bytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= bytes + SPARE) return;
  const mega = (count: number) => `${Math.ceil(count / 1_000_000)} MB`;
  throw new StartRefusal(
    `The disk of ${folder} has ${mega(bavail * bsize)} left and a copy of the data needs ${mega(bytes + SPARE)}. Make room first; nothing was changed.`,
  );
}

type Ask = (sql: string, params: string[]) => Promise<unknown>;

/**
 * A whole copy of what `ask` reads, as of one instant, under a name that nobody has yet. It is written beside that
 * name, checked by `check`, on the disk, readable by its owner only, and takes the name last: a copy is whole or is not there.
 */
export async function copyTo(
  target: string,
  ask: Ask,
  check: (file: string) => Promise<unknown>,
): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
  if (existsSync(target)) throw new StartRefusal(`${target} is there already; it is never overwritten.`);
  const unfinished = `${target}.unfinished`;
  await rm(unfinished, { force: true });
  await (await open(unfinished, 'wx', 0o600)).close();
  try {
    // SQLite fills a file only if it is empty, in one read transaction that no writer waits for.
    await ask('VACUUM INTO ?', [unfinished]);
    await check(unfinished);
    await settle(unfinished, target);
  } catch (fault) {
    await rm(unfinished, { force: true });
    throw fault;
  }
}

/** Flushes a finished file and gives it its name, so that a power cut leaves one of the two. */
export async function settle(unfinished: string, target: string): Promise<void> {
  await flush(unfinished, 'r+');
  await rename(unfinished, target);
  await flush(path.dirname(target), 'r');
}

async function flush(place: string, flags: string): Promise<void> {
  const handle = await open(place, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
