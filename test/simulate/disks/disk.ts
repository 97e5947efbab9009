import type { DataSource } from 'typeorm';
import type { Database, Witness } from '../../../apps/server/src/database/database.js';

/** Where Linux keeps files in memory: nothing here cuts the power, so a slow disk would prove no more. */
export const IN_MEMORY = '/dev/shm';

export type DiskState = 'sound' | 'full' | 'read-only';
/** A copy of all data, wherever its disk keeps it. */
export type Copy = { readonly name: string };

/** Where a server's data lies. It outlives the processes that use it. */
export interface Disk {
  open(witness: Witness): Promise<Database>;
  /**
   * The process that had opened it is gone, in this very step: what the system has of its data stays, and nothing that is left of
   * the process can reach it any more. Resolves when the rest of it is cleared away.
   */
  abandon(database: Database): Promise<void>;
  /** True when nobody may have it open while it is copied. */
  readonly copiesAtRest: boolean;
  copy(): Promise<Copy>;
  /** The copy's data instead of its own; nobody has it open. */
  restore(copy: Copy): Promise<void>;
  setState(state: DiskState, writer: DataSource | undefined): Promise<void>;
  end(): Promise<void>;
}

/** Makes empty disks with the households on them. */
export interface Store {
  newDisk(name: string): Promise<Disk>;
  end(): Promise<void>;
}
