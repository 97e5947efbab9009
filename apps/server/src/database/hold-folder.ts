import path from 'node:path';
import { DataSource } from 'typeorm';
import { StartRefusal } from '../settings/start-refusal.js';
import { quietDriver } from './quiet-driver.js';

export type Hold = { release(): Promise<void> };

/**
 * One process for one data folder. The lock is SQLite's own, on a small file beside the data: the system
 * frees it the moment the process dies, so there is no stale pid to judge and none to guess in a container.
 */
export async function holdFolder(dataDir: string): Promise<Hold> {
  const database = path.join(dataDir, 'plumbline.lock');
  const source = await new DataSource({
    type: 'sqlite',
    driver: quietDriver,
    database,
    busyTimeout: 1,
  }).initialize();
  try {
    await source.query('BEGIN EXCLUSIVE');
  } catch (fault) {
    await source.destroy();
    if (!/SQLITE_BUSY|locked/.test(String(fault))) throw fault;
    throw new StartRefusal(
      `Another Plumbline already uses ${path.resolve(dataDir)}. Stop it first, or set DATA_DIR to another folder.`,
    );
  }
  return { release: () => source.destroy() };
}
