import type { DataSource } from 'typeorm';
import { type Database, openDatabase, type Witness } from '../../../apps/server/src/database/database.js';
import { cutConnections, dropDatabase, newDatabase } from '../../../apps/server/src/testing/test-place.js';
import { furnish } from '../world/households.js';
import type { Copy, Disk, DiskState, Store } from './disk.js';

/** A store on the PostgreSQL server at `server`; `end` leaves the server as it was. */
export async function postgresStore(server: string): Promise<Store> {
  const template = await newDatabase(server);
  const database = await openDatabase(template);
  await furnish(database);
  await database.close();
  return {
    newDisk: async () => new PostgresDisk(server, await newDatabase(server, template)),
    end: () => dropDatabase(server, template),
  };
}

const MOST_TRIES = 20;
const AGAIN_MS = 100;

/**
 * A database of its own. The death of a process is the loss of its connections, which takes back what was not committed; what is
 * left of the process is refused every further statement. An older copy is a database too.
 */
class PostgresDisk implements Disk {
  readonly copiesAtRest = true;
  private readonly made: string[];
  private readonly dead = new Set<Database>();
  private state: DiskState = 'sound';

  constructor(
    private readonly server: string,
    private url: string,
  ) {
    this.made = [url];
  }

  /** What is left of a dead process may be at the door once more in this moment; nothing of a real one would be. */
  async open(witness: Witness): Promise<Database> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.openOnce(witness);
      } catch (fault) {
        if (this.dead.size === 0 || tries === MOST_TRIES) throw fault;
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
        await cutConnections(this.server, this.url);
      }
    }
  }

  private async openOnce(witness: Witness): Promise<Database> {
    const opened: { database?: Database } = {};
    const isDead = () => opened.database !== undefined && this.dead.has(opened.database);
    opened.database = await openDatabase(this.url, undefined, {
      opened: (writer) => witness.opened(writer),
      statement: (sql) => {
        if (!isDead()) witness.statement(sql);
        if (isDead()) throw new Error('the process that asks is dead');
        this.refuse(sql);
      },
    });
    return opened.database;
  }

  async abandon(database: Database): Promise<void> {
    this.dead.add(database);
    await cutConnections(this.server, this.url);
    await database.close().catch(() => undefined);
  }

  async copy(): Promise<Copy> {
    return { name: await this.copyOf(this.url) };
  }

  async restore({ name }: Copy): Promise<void> {
    this.url = await this.copyOf(name);
  }

  async setState(state: DiskState, _writer: DataSource | undefined): Promise<void> {
    this.state = state;
  }

  async end(): Promise<void> {
    for (const url of this.made) await dropDatabase(this.server, url);
  }

  private async copyOf(from: string): Promise<string> {
    const url = await newDatabase(this.server, from);
    this.made.push(url);
    return url;
  }

  /** PostgreSQL's own words; its disk is not really filled, and a statement that changes nothing goes through. */
  private refuse(sql: string): void {
    if (this.state === 'sound' || !/^\s*(INSERT|UPDATE|DELETE)/.test(sql)) return;
    if (this.state === 'full')
      throw Object.assign(new Error('could not extend file: No space left on device'), { code: '53100' });
    throw Object.assign(new Error('cannot execute in a read-only transaction'), { code: '25006' });
  }
}
