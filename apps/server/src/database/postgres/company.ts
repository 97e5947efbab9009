import pg from 'pg';
import { StartRefusal } from '../../settings/start-refusal.js';
import type { Hold } from '../hold-folder.js';
import { placeName, unreachable } from './address.js';
import { LOCKS } from './locks.js';

const AGAIN_MS = 1_000;

/**
 * Says to every other Plumbline on this database that this one is here. Those who hear each other through Redis stand
 * side by side; one that hears nobody is alone or does not start. The lock lives as long as its connection.
 */
export async function joinCompany(url: string, isShared: boolean): Promise<Hold> {
  let client = await come(url, isShared);
  let over = false;
  const stay = () => {
    client.once('error', () => undefined);
    client.once('end', () => void comeAgain());
  };
  const comeAgain = async (): Promise<void> => {
    while (!over) {
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS).unref());
      const back = over ? undefined : await come(url, isShared).catch(() => undefined);
      if (back === undefined) continue;
      client = back;
      if (over) await client.end();
      else stay();
      return;
    }
  };
  stay();
  const release = async () => {
    over = true;
    await client.end().catch(() => undefined);
  };
  return { release };
}

async function come(url: string, isShared: boolean): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'plumbline-company',
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });
  // Without a listener a lost connection would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    const take = `pg_try_advisory_lock${isShared ? '_shared' : ''}(${LOCKS.company})`;
    const { rows } = await client.query<{ taken: boolean }>(`SELECT ${take} AS taken`);
    if (rows[0]?.taken) return client;
  } catch (fault) {
    await client.end().catch(() => undefined);
    throw unreachable(url, fault);
  }
  await client.end();
  throw new StartRefusal(occupied(url, isShared));
}

const occupied = (url: string, isShared: boolean): string =>
  isShared
    ? `Another Plumbline uses the database ${placeName(url)} without REDIS_URL, or is being rebuilt: it would not hear this one. Give all of them the same REDIS_URL.`
    : `Another Plumbline already uses the database ${placeName(url)}. Several may, when all of them have the same REDIS_URL: through it they hear each other.`;
