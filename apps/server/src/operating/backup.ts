import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import {
  type AccountMark,
  checkFile,
  digestUpTo,
  type FileFacts,
  inFile,
  marksOf,
} from '../database/check-file.js';
import { bytesOf, copyTo, expectRoom, stampOf } from '../database/copy-file.js';
import { FILE_NAME } from '../database/database.js';
import { StartRefusal } from '../settings/start-refusal.js';

export type Backup = { dataDir: string; to?: string | undefined; now: number; say(line: string): void };
export type Made = FileFacts & { file: string; bytes: number };

/**
 * Copies the data while the server goes on: SQLite writes a whole new file as of one instant, from a connection of its
 * own that may only read, so that no writer waits. What had been acknowledged before it began is in it, and is looked for.
 */
export async function backup({ dataDir, to, now, say }: Backup): Promise<Made> {
  const source = path.join(dataDir, FILE_NAME);
  if (!existsSync(source))
    throw new StartRefusal(`There is no data in ${dataDir} yet. DATA_DIR says where it is.`);
  const target = targetOf(dataDir, to, now);
  const bytes = bytesOf(source);
  const room = nearestFolder(path.dirname(target));
  await expectRoom(room, bytes);
  say(`Copying ${mega(bytes)} to ${target} …`);
  const found: { facts?: FileFacts } = {};
  await inFile(source, async (file) => {
    const promised = await marksOf(file);
    const ask = (sql: string, params: string[]) => file.all(sql, params);
    await copyTo(target, ask, async (made) => {
      say('Reading all of it back …');
      found.facts = await checkFile(made);
      await expectMarks(made, promised);
    });
  });
  return { ...(found.facts as FileFacts), file: target, bytes: statSync(target).size };
}

/** A folder that is there gets a name with the date inside it. */
function targetOf(dataDir: string, to: string | undefined, now: number): string {
  const name = `plumbline-${stampOf(now)}.sqlite`;
  if (to === undefined) return path.join(dataDir, 'backups', name);
  const place = path.resolve(to);
  return existsSync(place) && statSync(place).isDirectory() ? path.join(place, name) : place;
}

function nearestFolder(folder: string): string {
  return existsSync(folder) ? folder : nearestFolder(path.dirname(folder));
}

async function expectMarks(made: string, promised: AccountMark[]): Promise<void> {
  await inFile(made, async (file) => {
    for (const { accountId, position, digest } of promised) {
      if ((await digestUpTo(file, accountId, position)) === digest) continue;
      throw new StartRefusal(
        'The copy does not hold what the data holds; it was thrown away. Is the disk sound?',
      );
    }
  });
}

export const mega = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`;
