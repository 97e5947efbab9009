/** Two real servers on one PostgreSQL and one Redis, with a household that was made before they started. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readAllowed } from '../../apps/server/src/outgoing/target.js';
import { askPostgres } from '../../apps/server/src/testing/test-place.js';
import { type Device, type Person, World } from '../../apps/server/src/testing/world.js';
import { launch, type RunningServer, started } from '../sigkill/running-server.js';
import { NO_POSTGRES, type Postgres, startPostgres } from '../stage/postgres.js';
import { NO_REDIS, type Redis, startRedis } from '../stage/redis.js';
import { RoundRobin } from '../stage/round-robin.js';
import { serverProgram } from '../stage/server-program.js';

/** What has to be there; the sentence says what is missing. */
export async function means(): Promise<{ postgres: Postgres; redis: Redis } | string> {
  const lent = process.env.PLUMBLINE_TEST_POSTGRES || process.env.PLUMBLINE_LENT_POSTGRES;
  const postgres = lent ? { url: lent, stop: async () => undefined } : await startPostgres();
  if (postgres === undefined) return NO_POSTGRES;
  const redis = await startRedis();
  if (redis !== undefined) return { postgres, redis };
  await postgres.stop();
  return NO_REDIS;
}

export type Row = Record<string, string | number>;

export class Household {
  readonly servers: RunningServer[] = [];
  readonly world = new World();
  readonly people: Person[] = [];
  readonly devices: Device[] = [];
  /** Where the proxy is. */
  url = '';
  databaseUrl = '';
  private program = '';
  private proxy: RoundRobin | undefined;
  private readonly folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-nodes-'));

  /** How long ago it is while things are made ready, before the servers start. */
  agoMs = 0;

  constructor(
    private readonly redisUrl: string,
    private readonly env: Record<string, string> = {},
  ) {}

  /**
   * Accounts and devices first, and whatever else `prepare` does; then the servers, side by side, and the proxy. Journals
   * by the person they are of.
   */
  async open(
    postgresUrl: string,
    journals: readonly string[][],
    prepare?: () => Promise<void>,
  ): Promise<void> {
    process.env.PLUMBLINE_TEST_POSTGRES = postgresUrl;
    const outgoingAllow = readAllowed(this.env.OUTGOING_ALLOW ?? '') ?? new Set<string>();
    await this.world.start({ clock: () => Date.now() - this.agoMs, outgoingAllow });
    for (const [index, own] of journals.entries()) {
      const person = await this.world.person(`Person ${index}`);
      this.people.push(person);
      for (const journal of own) this.devices.push(await this.world.device(person, journal));
    }
    await prepare?.();
    await this.world.stop();
    this.databaseUrl = (await this.world.place.open()).databaseUrl as string;
    this.program = await serverProgram();
    this.servers.push(...(await Promise.all([this.start(), this.start()])));
    this.proxy = new RoundRobin(this.servers.map(({ url }) => Number(new URL(url).port)));
    this.url = await this.proxy.listen();
  }

  start(env: Record<string, string> = {}): Promise<RunningServer> {
    const where = { DATABASE_URL: this.databaseUrl, REDIS_URL: this.redisUrl, ...this.env, ...env };
    return started(launch(this.program, this.folder, where));
  }

  ask(sql: string): Promise<Row[]> {
    return askPostgres<Row>(this.databaseUrl, sql);
  }

  async close(): Promise<void> {
    this.proxy?.close();
    await Promise.all(this.servers.map((server) => server.end('SIGKILL')));
    await this.world.end();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
