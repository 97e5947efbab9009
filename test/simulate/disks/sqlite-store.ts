import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { DataSource } from 'typeorm';
import {
  type Database,
  FILE_NAME,
  openDatabase,
  type Witness,
} from '../../../apps/server/src/database/database.js';
import { furnish } from '../world/households.js';
import { type Copy, type Disk, type DiskState, IN_MEMORY, type Store } from './disk.js';

function copyFiles(from: string, to: string): void {
  for (const ending of ['', '-wal']) {
    const file = path.join(from, FILE_NAME + ending);
    if (existsSync(file)) copyFileSync(file, path.join(to, FILE_NAME + ending));
  }
}

export async function sqliteStore(): Promise<Store> {
  // No power is cut here.
  const base = existsSync(IN_MEMORY) ? IN_MEMORY : os.tmpdir();
  const root = mkdtempSync(path.join(base, 'plumbline-simulate-'));
  const template = path.join(root, 'template');
  mkdirSync(template);
  const database = await openDatabase(template);
  await furnish(database);
  await database.close();
  return {
    newDisk: async (name) => new SqliteDisk(path.join(root, name), template),
    end: async () => rmSync(root, { recursive: true, force: true }),
  };
}

/** A folder for each life of the process: the dead go on in theirs, the living in a copy of it. */
class SqliteDisk implements Disk {
  readonly copiesAtRest = false;
  private folders = 0;
  private dir: string;

  constructor(
    private readonly root: string,
    template: string,
  ) {
    this.dir = this.copyOf(template);
  }

  open(witness: Witness): Promise<Database> {
    return openDatabase(this.dir, undefined, witness);
  }

  async abandon(database: Database): Promise<void> {
    this.dir = this.copyOf(this.dir);
    await database.close().catch(() => undefined);
  }

  async copy(): Promise<Copy> {
    return { name: this.copyOf(this.dir) };
  }

  async restore({ name }: Copy): Promise<void> {
    this.dir = this.copyOf(name);
  }

  async setState(state: DiskState, writer: DataSource | undefined): Promise<void> {
    if (writer === undefined) return;
    const [{ page_count: pages }] = await writer.query('PRAGMA page_count');
    await writer.query(`PRAGMA max_page_count = ${state === 'full' ? pages : 4_294_967_294}`);
    await writer.query(`PRAGMA query_only = ${state === 'read-only' ? 'ON' : 'OFF'}`);
  }

  async end(): Promise<void> {
    rmSync(this.root, { recursive: true, force: true });
  }

  private copyOf(from: string): string {
    this.folders += 1;
    const folder = path.join(this.root, String(this.folders));
    mkdirSync(folder, { recursive: true });
    copyFiles(from, folder);
    return folder;
  }
}
