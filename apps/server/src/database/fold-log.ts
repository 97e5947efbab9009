import { DataSource } from 'typeorm';
import { quietDriver } from './quiet-driver.js';

/**
 * Brings what lies in the write-ahead log into the file, with nobody else on it. A file that is damaged stays as it is:
 * then its log is worth as much as it was.
 */
export async function foldLog(file: string): Promise<void> {
  const source = new DataSource({ type: 'sqlite', driver: quietDriver, database: file });
  try {
    await source.initialize();
    await source.query('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch {
    return;
  } finally {
    if (source.isInitialized) await source.destroy();
  }
}
