import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { openDatabase, type Place } from '../database/database.js';

/**
 * The address of a PostgreSQL that tests may make databases in. Where it is set, the tests of the server run on it;
 * `test/stage/postgres.ts` starts one.
 */
export const testPostgres = (): string | undefined => process.env.PLUMBLINE_TEST_POSTGRES || undefined;

/** Where a test keeps data: a folder always, and a database of the server under test where there is one. */
export class TestPlace {
  readonly dataDir = mkdtempSync(path.join(os.tmpdir(), 'plumbline-'));
  private databaseUrl: string | undefined;

  /** `file` is for what only the embedded database has. */
  constructor(private readonly kind: 'any' | 'file' = 'any') {}

  /** Empty at first; the same at every later call. */
  async open(): Promise<Place> {
    const server = testPostgres();
    if (server !== undefined && this.kind === 'any') this.databaseUrl ??= await newDatabase(server);
    return { dataDir: this.dataDir, databaseUrl: this.databaseUrl };
  }

  async end(): Promise<void> {
    rmSync(this.dataDir, { recursive: true, force: true });
    if (this.databaseUrl !== undefined) await dropDatabase(testPostgres() as string, this.databaseUrl);
  }
}

const TEMPLATE = 'plumbline_template';
const nameIn = (url: string) => new URL(url).pathname.slice(1);

/** The address of another database of the same server. */
export function beside(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** Asks as the server's owner, outside every database under test. */
export async function askPostgres<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** A new database with this program's tables, or a copy of the one at `from`, which nobody may use meanwhile. */
export async function newDatabase(server: string, from?: string): Promise<string> {
  const name = `plumbline_${randomBytes(8).toString('hex')}`;
  const template = from === undefined ? await templateOn(server) : nameIn(from);
  await askPostgres(server, `CREATE DATABASE ${name} TEMPLATE ${template}`);
  return beside(server, name);
}

export async function dropDatabase(server: string, url: string): Promise<void> {
  await askPostgres(server, `DROP DATABASE IF EXISTS ${nameIn(url)} WITH (FORCE)`);
}

/** Ends every connection to a database, as the death of the process at the other end does. */
export async function cutConnections(server: string, url: string): Promise<void> {
  const sql = `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '${nameIn(url)}'`;
  await askPostgres(server, sql);
}

/** Made once for all test files that share the server, whichever comes first. */
async function templateOn(server: string): Promise<string> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock(1)');
    const { rows } = await client.query(`SELECT 1 FROM pg_database WHERE datname = '${TEMPLATE}'`);
    if (rows.length === 0) {
      await client.query(`DROP DATABASE IF EXISTS ${TEMPLATE}_unfinished`);
      await client.query(`CREATE DATABASE ${TEMPLATE}_unfinished TEMPLATE template0`);
      await (await openDatabase(beside(server, `${TEMPLATE}_unfinished`))).close();
      await client.query(`ALTER DATABASE ${TEMPLATE}_unfinished RENAME TO ${TEMPLATE}`);
    }
  } finally {
    await client.end();
  }
  return TEMPLATE;
}
