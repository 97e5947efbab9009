import { FILE_NAME, openSqlite } from './open-sqlite.js';
import type { Database, Witness } from './roads.js';
import { QUEUE_LIMITS, type QueueLimits } from './write-queue.js';

export type { Database, Reader, Witness } from './roads.js';
export { FILE_NAME };

export const DATABASE = Symbol('database');

/** Where the data lies: in a folder, or in the PostgreSQL database at `databaseUrl`. */
export type Place = {
  dataDir: string;
  databaseUrl?: string | undefined;
  /** Others may use the same PostgreSQL database, because all of them hear each other. */
  isShared?: boolean;
};

export const isPostgres = (text: string): boolean => /^postgres(ql)?:\/\//.test(text);

/** Opens, migrates and checks the data. Throws a `StartRefusal` sentence when that cannot be, or another process has it. */
export async function openDatabase(
  place: string | Place,
  limits: QueueLimits = QUEUE_LIMITS,
  witness?: Witness,
): Promise<Database> {
  const { dataDir, databaseUrl, isShared = false } = typeof place === 'string' ? placeOf(place) : place;
  if (databaseUrl === undefined) return openSqlite(dataDir, limits, witness);
  // Loaded only when meant: without it the server is smaller.
  const { openPostgres } = await import('./postgres/open-postgres.js');
  return openPostgres({ url: databaseUrl, isShared }, limits, witness);
}

const placeOf = (text: string): Place =>
  isPostgres(text) ? { dataDir: '', databaseUrl: text } : { dataDir: text };
