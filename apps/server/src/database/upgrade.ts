import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import { StartRefusal } from '../settings/start-refusal.js';
import { checkFile } from './check-file.js';
import { bytesOf, copyTo, expectRoom, stampOf } from './copy-file.js';

/** How many copies made before an upgrade stay. */
export const COPIES_KEPT = 3;

/** `file` is the SQLite file, where there is one. */
export type Upgrade = { version: string; now: number; file?: string };

/**
 * Brings the tables up to this program: all of the way or not at all. What an older program left behind is copied
 * first; what a newer one left behind is refused. Throws a `StartRefusal` for the owner to read.
 */
export async function upgrade(writer: DataSource, { version, now, file }: Upgrade): Promise<void> {
  const done = await migrationsDone(writer);
  const known = new Set(writer.migrations.map(({ name }) => name));
  const strange = done.filter((name) => !known.has(name));
  if (strange.length > 0) throw new StartRefusal(await newerSentence(writer, version, strange));
  const missing = writer.migrations.filter(({ name }) => !done.includes(name as string));
  const copy =
    done.length > 0 && missing.length > 0 && file ? await copyBefore(writer, file, { version, now }) : '';
  await migrate(writer, version, copy);
  await noteRelease(writer, version, now);
}

async function migrationsDone(writer: DataSource): Promise<string[]> {
  if (!(await hasTable(writer, 'migrations'))) return [];
  const rows: { name: string }[] = await writer.query('SELECT name FROM migrations ORDER BY id');
  return rows.map(({ name }) => name);
}

async function hasTable(writer: DataSource, name: string): Promise<boolean> {
  const runner = writer.createQueryRunner();
  try {
    return await runner.hasTable(name);
  } finally {
    await runner.release();
  }
}

async function newerSentence(writer: DataSource, version: string, strange: string[]): Promise<string> {
  const used: { version: string }[] = (await hasTable(writer, 'release_used'))
    ? await writer.query('SELECT version FROM release_used ORDER BY first_at DESC, version DESC LIMIT 1')
    : [];
  const newer = used[0]?.version ?? 'a later release';
  return `This data was last used by Plumbline ${newer}, and this is Plumbline ${version}, which does not know ${strange.join(', ')}. Start ${newer} or later, or restore a backup made by ${version}; nothing was changed.`;
}

/** A whole copy beside the data, checked, before anything of it changes. Says where it lies. */
async function copyBefore(writer: DataSource, file: string, { version, now }: Upgrade): Promise<string> {
  const copy = `${file}.before-${version}-${stampOf(now)}`;
  if (existsSync(copy)) return copy;
  // The upgrade itself may write every page once more.
  await expectRoom(path.dirname(file), 2 * bytesOf(file));
  try {
    await copyTo(copy, (sql, params) => writer.query(sql, params), checkFile);
  } catch (fault) {
    throw new StartRefusal(
      `The data could not be copied before its upgrade to ${version}: ${wordsOf(fault)}. Nothing was changed.`,
    );
  }
  await keepLast(file);
  return copy;
}

const wordsOf = (fault: unknown): string =>
  (fault instanceof Error ? fault.message.split('\n')[0] : String(fault))?.replace(/\.$/, '') ?? '';

async function keepLast(file: string): Promise<void> {
  const folder = path.dirname(file);
  const prefix = `${path.basename(file)}.before-`;
  const copies = (await readdir(folder)).filter(
    (name) => name.startsWith(prefix) && !name.endsWith('.unfinished'),
  );
  const stamp = (name: string) => name.slice(name.lastIndexOf('-') + 1);
  copies.sort((one, other) => (stamp(one) < stamp(other) ? -1 : 1));
  for (const name of copies.slice(0, -COPIES_KEPT)) await rm(path.join(folder, name));
}

async function migrate(writer: DataSource, version: string, copy: string): Promise<void> {
  try {
    await writer.runMigrations({ transaction: 'all' });
  } catch (fault) {
    const kept = copy === '' ? '' : ` A copy lies at ${copy}.`;
    throw new StartRefusal(
      `The data could not be brought to Plumbline ${version}: ${wordsOf(fault)}. It is as it was.${kept}`,
    );
  }
}

async function noteRelease(writer: DataSource, version: string, now: number): Promise<void> {
  if (!(await hasTable(writer, 'release_used'))) return;
  const used: { version: string }[] = await writer.query('SELECT version FROM release_used');
  if (used.some((release) => release.version === version)) return;
  await writer.query('INSERT INTO release_used (version, first_at) VALUES (?, ?)', [version, now]);
}
