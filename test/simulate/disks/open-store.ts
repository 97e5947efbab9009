import type { Store } from './disk.js';
import { sqliteStore } from './sqlite-store.js';

export const DATABASES = ['sqlite'] as const;

export async function openStore(database: string): Promise<Store> {
  if (database === 'sqlite') return sqliteStore();
  throw new Error(`${database} is not one of ${DATABASES.join(', ')}`);
}
