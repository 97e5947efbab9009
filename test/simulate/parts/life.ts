import type { DataSource } from 'typeorm';
import { Credentials } from '../../../apps/server/src/accounts/credentials.js';
import { Corrections } from '../../../apps/server/src/corrections/corrections.js';
import type { Database } from '../../../apps/server/src/database/database.js';
import { Documents } from '../../../apps/server/src/documents/documents.js';
import { Changes } from '../../../apps/server/src/journal/changes.js';
import { Journal } from '../../../apps/server/src/journal/journal.js';
import { Committed } from '../../../apps/server/src/live/committed.js';
import { Live } from '../../../apps/server/src/live/live.js';

/** One life of the server's process: its database and the services that answer. */
export type Life = {
  database: Database;
  writer: DataSource;
  committed: Committed;
  credentials: Credentials;
  journal: Journal;
  changes: Changes;
  live: Live;
  documents: Documents;
  corrections: Corrections;
};

const settings = { port: 0, host: '', dataDir: '', trustProxy: false as const };

/** The server's own services, put together as its module does. */
export function makeLife(database: Database, writer: DataSource, now: () => number): Life {
  const committed = new Committed();
  const changes = new Changes(database);
  return {
    database,
    writer,
    committed,
    changes,
    credentials: new Credentials(database, now, settings),
    journal: new Journal(database, committed, now),
    live: new Live(database, changes, now),
    documents: new Documents(database, committed, now),
    corrections: new Corrections(database, committed, now),
  };
}
