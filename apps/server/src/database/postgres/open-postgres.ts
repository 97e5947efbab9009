import pg from 'pg';
import { DataSource, type DataSourceOptions, type QueryRunner } from 'typeorm';
import { systemClock } from '../../api/clock.js';
import { VERSION } from '../../api/version.js';
import { StartRefusal } from '../../settings/start-refusal.js';
import { MIGRATIONS } from '../migrations/index.js';
import { type Database, heardBy, readerOn, type Witness } from '../roads.js';
import { upgrade } from '../upgrade.js';
import { type Engine, type QueueLimits, WriteQueue } from '../write-queue.js';
import { isAway, unreachable } from './address.js';
import { joinCompany } from './company.js';
import { speakOurSql } from './dialect.js';
import { expectByteOrder, expectSound } from './expect-sound.js';
import { LOCKS } from './locks.js';

type Address = { url: string; isShared: boolean };

/**
 * One writing transaction at a time, also among several servers: whoever begins waits for the lock, and it ends with the
 * commit. So whatever a transaction reads is as the last one left it, exactly as on SQLite. Positions are taken under it.
 */
const POSTGRES: Engine = {
  begin: `BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(${LOCKS.write})`,
  isAway,
  isAlone: false,
};

const SIZE = 'SELECT pg_database_size(current_database()) AS bytes';

/** A server that freezes in the middle of a write keeps the others waiting for so long at most. */
const WRITER_SETTINGS = '-c idle_in_transaction_session_timeout=30000 -c lock_timeout=30000';
const READER_SETTINGS = '-c default_transaction_read_only=on';
const WRITERS = 2;
const READERS = 8;

/** 64-bit and exact numbers come as text, because they may be larger than ours ever are. */
const NUMBER_OIDS = new Set<number>([pg.types.builtins.INT8, pg.types.builtins.NUMERIC]);
const types = {
  getTypeParser: (oid: number, format?: 'text') =>
    NUMBER_OIDS.has(oid) ? Number : pg.types.getTypeParser(oid, format),
};

const optionsFor = (url: string, options: string, poolSize: number): DataSourceOptions => ({
  type: 'postgres',
  driver: pg,
  url,
  poolSize,
  connectTimeoutMS: 10_000,
  applicationName: 'plumbline',
  installExtensions: false,
  extra: { options, types, keepAlive: true, keepAliveInitialDelayMillis: 10_000 },
  migrationsTransactionMode: 'each',
  synchronize: false,
  logging: false,
});

export async function openPostgres(
  { url, isShared }: Address,
  limits: QueueLimits,
  witness: Witness | undefined,
): Promise<Database> {
  const hold = await joinCompany(url, isShared);
  const opened: { destroy(): Promise<void> }[] = [{ destroy: hold.release }];
  const close = async () => {
    for (const each of opened.splice(0).reverse()) await each.destroy();
  };
  try {
    const writer = await openWriter(url, witness);
    opened.push(writer);
    const reader = await openReader(url);
    opened.push(reader);
    const write = new WriteQueue(writer, limits, POSTGRES);
    const read = readerOn(reader);
    const sizes = async () => ({ data: (await read.one<{ bytes: number }>(SIZE))?.bytes ?? 0 });
    return { write, read, sizes, close: () => write.close().then(close) };
  } catch (fault) {
    await close();
    throw fault;
  }
}

async function connect(url: string, options: DataSourceOptions): Promise<DataSource> {
  try {
    return speakOurSql(await new DataSource(options).initialize());
  } catch (fault) {
    throw unreachable(url, fault);
  }
}

async function openWriter(url: string, witness: Witness | undefined): Promise<DataSource> {
  const options = {
    ...optionsFor(url, WRITER_SETTINGS, WRITERS),
    migrations: MIGRATIONS,
    ...heardBy(witness),
  };
  const writer = await connect(url, options as DataSourceOptions);
  try {
    await expectSound(writer);
    await alone(writer, () => upgrade(writer, { version: VERSION, now: systemClock() }));
    await expectByteOrder(writer);
  } catch (fault) {
    await writer.destroy();
    throw fault;
  }
  witness?.opened(writer);
  return writer;
}

/** Two servers that start together do not both change the tables. */
async function alone<T>(writer: DataSource, work: () => Promise<T>): Promise<T> {
  const runner: QueryRunner = writer.createQueryRunner();
  try {
    await runner.query('SET lock_timeout = 0');
    await runner.query(`SELECT pg_advisory_lock(${LOCKS.upgrade})`);
    return await work();
  } finally {
    await runner.query(`SELECT pg_advisory_unlock(${LOCKS.upgrade})`);
    await runner.query('RESET lock_timeout');
    await runner.release();
  }
}

async function openReader(url: string): Promise<DataSource> {
  const reader = await connect(url, optionsFor(url, READER_SETTINGS, READERS));
  const [found] = (await reader.query('SHOW default_transaction_read_only')) as [Record<string, string>];
  if (found.default_transaction_read_only === 'on') return reader;
  await reader.destroy();
  throw new StartRefusal('DATABASE_URL must not carry options of its own: reads have to be read-only.');
}
