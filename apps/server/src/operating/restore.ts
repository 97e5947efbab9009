import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { checkFile, type FileFacts, inFile } from '../database/check-file.js';
import { bytesOf, expectRoom, settle, stampOf } from '../database/copy-file.js';
import { FILE_NAME } from '../database/database.js';
import { foldLog } from '../database/fold-log.js';
import { holdFolder } from '../database/hold-folder.js';
import { MIGRATIONS } from '../database/migrations/index.js';
import { StartRefusal } from '../settings/start-refusal.js';

export type Restore = { dataDir: string; from: string; now: number; say(line: string): void };
export type Restored = FileFacts & { replaced?: string };

/** Puts a backup in the place of the data, which is kept aside. Refuses while a server runs on it. */
export async function restore({ dataDir, from, now, say }: Restore): Promise<Restored> {
  const file = path.resolve(from);
  if (!existsSync(file)) throw new StartRefusal(`There is no file ${file}.`);
  if (file === path.join(dataDir, FILE_NAME))
    throw new StartRefusal(`${file} is the data itself, not a backup.`);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const hold = await holdFolder(dataDir);
  try {
    say(`Reading all of ${file} …`);
    const facts = await checkFile(file);
    await expectKnown(file);
    await expectRoom(dataDir, bytesOf(file));
    say('Copying it …');
    const ready = await bring(file, dataDir, facts);
    const replaced = await keepAside(dataDir, now);
    await settle(ready, path.join(dataDir, FILE_NAME));
    return replaced === undefined ? facts : { ...facts, replaced };
  } finally {
    await hold.release();
  }
}

/** A backup of a later release would be refused at the next start; better to say so before anything is replaced. */
async function expectKnown(file: string): Promise<void> {
  const known = new Set<string>(MIGRATIONS.map((Migration) => new Migration().name));
  const rows = await inFile(file, ({ all }) => all<{ name: string }>('SELECT name FROM migrations'));
  const strange = rows.filter(({ name }) => !known.has(name)).map(({ name }) => name);
  if (strange.length > 0)
    throw new StartRefusal(
      `${file} was made by a later release: this one does not know ${strange.join(', ')}.`,
    );
}

/** The backup beside the data, under a name that no start looks at, and read back. */
async function bring(file: string, dataDir: string, facts: FileFacts): Promise<string> {
  const ready = path.join(dataDir, `${FILE_NAME}.restoring`);
  await rm(ready, { force: true });
  await (await open(ready, 'wx', 0o600)).close();
  await inFile(file, ({ all }) => all('VACUUM INTO ?', [ready]));
  const brought = await checkFile(ready);
  if (JSON.stringify(brought) === JSON.stringify(facts)) return ready;
  await rm(ready, { force: true });
  throw new StartRefusal('The copy is not what the backup holds; nothing was replaced. Is the disk sound?');
}

/**
 * Gives what was there a second name in a folder of its own. The log is folded into the file first and goes last, so
 * that wherever a power cut falls, either the old data or the new lies whole under the name that a start opens.
 */
async function keepAside(dataDir: string, now: number): Promise<string | undefined> {
  const current = path.join(dataDir, FILE_NAME);
  if (!existsSync(current)) return undefined;
  await foldLog(current);
  const aside = path.join(dataDir, `replaced-${stampOf(now)}`);
  await mkdir(aside, { mode: 0o700 });
  for (const suffix of ['', '-wal']) {
    const name = `${current}${suffix}`;
    if (existsSync(name)) await secondName(name, path.join(aside, `${FILE_NAME}${suffix}`));
  }
  for (const suffix of ['-wal', '-shm']) await rm(`${current}${suffix}`, { force: true });
  return aside;
}

/** Some file systems know no second names. */
const secondName = (file: string, other: string): Promise<void> =>
  link(file, other).catch(() =>
    copyFile(file, `${other}.unfinished`).then(() => rename(`${other}.unfinished`, other)),
  );
