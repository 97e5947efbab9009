import { existsSync } from 'node:fs';
import { testPostgres } from '../../../apps/server/src/testing/test-place.js';
import { NO_POSTGRES, startPostgres } from '../../stage/postgres.js';
import { IN_MEMORY, type Store } from './disk.js';
import { postgresStore } from './postgres-store.js';
import { sqliteStore } from './sqlite-store.js';

/** Where worlds of one run keep their data; `stop` ends what was started for it. */
export type Ground = { address: string; stop(): Promise<void> };

/** `sqlite`, or `postgres`: then a server is started, unless one is named by `PLUMBLINE_TEST_POSTGRES`. */
export async function prepareGround(database: string): Promise<Ground> {
  const nothing = async () => undefined;
  if (database === 'sqlite') return { address: database, stop: nothing };
  if (database !== 'postgres') throw new Error(`${database} is neither sqlite nor postgres`);
  const known = testPostgres();
  if (known !== undefined) return { address: known, stop: nothing };
  const started = await inMemory(startPostgres);
  if (started === undefined) throw new Error(NO_POSTGRES);
  return { address: started.url, stop: started.stop };
}

export const openStore = (address: string): Promise<Store> =>
  address === 'sqlite' ? sqliteStore() : postgresStore(address);

/** No power is cut here, so a disk in memory is as good as one that is slow. */
async function inMemory<T>(start: () => Promise<T>): Promise<T> {
  const before = process.env.TMPDIR;
  if (existsSync(IN_MEMORY)) process.env.TMPDIR = IN_MEMORY;
  try {
    return await start();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}
