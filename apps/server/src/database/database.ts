import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DataSource, type DataSourceOptions, type Logger } from 'typeorm';
import { systemClock } from '../api/clock.js';
import { VERSION } from '../api/version.js';
import { type Hold, holdFolder } from './hold-folder.js';
import { MIGRATIONS } from './migrations/index.js';
import { quietDriver } from './quiet-driver.js';
import type { Param } from './sql.js';
import { upgrade } from './upgrade.js';
import { QUEUE_LIMITS, type QueueLimits, WriteQueue } from './write-queue.js';

export const DATABASE = Symbol('database');

export type Reader = {
  all<Row>(sql: string, params?: Param[]): Promise<Row[]>;
  one<Row>(sql: string, params?: Param[]): Promise<Row | undefined>;
};

/** The two roads to the data: every write through the queue, every read on a connection that cannot write. */
export type Database = { write: WriteQueue; read: Reader; close(): Promise<void> };

export const FILE_NAME = 'plumbline.sqlite';

/** Looks over the writer's shoulder; the fault simulation does. */
export type Witness = {
  /** Called right before each statement of the writer. */
  statement(sql: string): void;
  opened(writer: DataSource): void;
};

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

/** Opens, migrates and checks the data folder. Throws a `StartRefusal` sentence when another process has it. */
export async function openDatabase(
  dataDir: string,
  limits: QueueLimits = QUEUE_LIMITS,
  witness?: Witness,
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
  const all = <Row>(sql: string, params: Param[] = []): Promise<Row[]> => reader.query(sql, params);
  const one = async <Row>(sql: string, params: Param[] = []) => (await all<Row>(sql, params))[0];
  const close = async () => {
    await write.close();
    await reader.destroy();
    await writer.destroy();
    await hold.release();
  };
  return { write, read: { all, one }, close };
}

async function openWriter(dataDir: string, witness: Witness | undefined): Promise<DataSource> {
  const watched = witness === undefined ? {} : { logging: ['query' as const], logger: statementsTo(witness) };
  const writer = await new DataSource({
    ...optionsFor(dataDir),
    ...watched,
  } as DataSourceOptions).initialize();
  await writer.query('PRAGMA synchronous = FULL');
  await expectPragma(writer, 'journal_mode', 'wal');
  await expectPragma(writer, 'synchronous', 2);
  await expectPragma(writer, 'foreign_keys', 1);
  await expectPragma(writer, 'busy_timeout', 5_000, 'timeout');
  const file = path.join(dataDir, FILE_NAME);
  await upgrade(writer, { version: VERSION, now: systemClock(), file });
  witness?.opened(writer);
  return writer;
}

const statementsTo = ({ statement }: Witness): Logger => ({
  logQuery: (sql) => statement(sql),
  logQueryError: () => undefined,
  logQuerySlow: () => undefined,
  logSchemaBuild: () => undefined,
  logMigration: () => undefined,
  log: () => undefined,
});

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
