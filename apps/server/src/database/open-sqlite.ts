import { mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { systemClock } from '../api/clock.js';
import { VERSION } from '../api/version.js';
import { type Hold, holdFolder } from './hold-folder.js';
import { MIGRATIONS } from './migrations/index.js';
import { quietDriver } from './quiet-driver.js';
import { type Database, heardBy, readerOn, type Witness } from './roads.js';
import { upgrade } from './upgrade.js';
import { type QueueLimits, WriteQueue } from './write-queue.js';

export const FILE_NAME = 'plumbline.sqlite';

/**
 * How long the write-ahead log grows (64 MB) before a commit stops to carry its pages over: the same pages change again and again,
 * and each time they are carried over costs a flush of the data file and its writes once more. A start after a crash reads all
 * of it, which a slow card does in some seconds.
 */
const LOG_PAGES = 16_000;

const optionsFor = (dataDir: string): DataSourceOptions => ({
  type: 'sqlite',
  driver: quietDriver,
  database: path.join(dataDir, FILE_NAME),
  enableWAL: true,
  busyTimeout: 5_000,
  migrations: MIGRATIONS,
  migrationsTransactionMode: 'each',
  synchronize: false,
  logging: false,
});

/** One process for one folder. */
export async function openSqlite(
  dataDir: string,
  limits: QueueLimits,
  witness: Witness | undefined,
): Promise<Database> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const hold = await holdFolder(dataDir);
  try {
    return await openHeld(dataDir, limits, { hold, witness });
  } catch (fault) {
    await hold.release();
    throw fault;
  }
}

type Company = { hold: Hold; witness: Witness | undefined };

async function openHeld(dataDir: string, limits: QueueLimits, { hold, witness }: Company): Promise<Database> {
  const writer = await openWriter(dataDir, witness);
  const reader = await openReader(dataDir);
  const write = new WriteQueue(writer, limits);
  const close = async () => {
    await write.close();
    await reader.destroy();
    await writer.destroy();
    await hold.release();
  };
  const file = path.join(dataDir, FILE_NAME);
  const sizes = async () => ({ data: sizeOf(file), log: sizeOf(`${file}-wal`) });
  return { write, read: readerOn(reader), sizes, close };
}

const sizeOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

async function openWriter(dataDir: string, witness: Witness | undefined): Promise<DataSource> {
  const options = { ...optionsFor(dataDir), ...heardBy(witness) } as DataSourceOptions;
  const writer = await new DataSource(options).initialize();
  await writer.query('PRAGMA synchronous = FULL');
  await writer.query(`PRAGMA wal_autocheckpoint = ${LOG_PAGES}`);
  await expectPragma(writer, 'journal_mode', 'wal');
  await expectPragma(writer, 'synchronous', 2);
  await expectPragma(writer, 'foreign_keys', 1);
  await expectPragma(writer, 'busy_timeout', 5_000, 'timeout');
  const file = path.join(dataDir, FILE_NAME);
  await upgrade(writer, { version: VERSION, now: systemClock(), file });
  witness?.opened(writer);
  return writer;
}

async function openReader(dataDir: string): Promise<DataSource> {
  const reader = await new DataSource({ ...optionsFor(dataDir), migrations: [] }).initialize();
  await reader.query('PRAGMA query_only = ON');
  await expectPragma(reader, 'query_only', 1);
  return reader;
}

async function expectPragma(source: DataSource, name: string, value: string | number, column = name) {
  const rows: Record<string, unknown>[] = await source.query(`PRAGMA ${name}`);
  const found = rows[0]?.[column];
  if (found !== value) throw new Error(`the database answers ${name} = ${found}, not ${value}`);
}
