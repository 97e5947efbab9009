import { parseArgs } from 'node:util';
import { rebuild } from '../rebuild.js';
import type { Settings } from '../settings/settings.js';
import { StartRefusal } from '../settings/start-refusal.js';
import { ACCOUNT, account } from './account.js';
import { backup, mega } from './backup.js';
import { restore } from './restore.js';

export type Call = { args: string[]; settings: Settings; now: number; say(line: string): void };
type Command = { help: string; run(call: Call): Promise<void> };

const BACKUP = `npm run backup -- [--to FILE]

Copies all data while the server runs, reads the copy back, and gives it its name last. FILE may be a folder, which gets a
file named by the date; without --to it is DATA_DIR/backups. A file that is there is never overwritten. On PostgreSQL use
pg_dump instead.`;

const RESTORE = `npm run restore -- FILE

Puts a backup in the place of the data in DATA_DIR. Stop the server first. What was there stays in DATA_DIR/replaced-DATE.
Devices then send again what they still hold; what none of them holds is reported as a gap, never silently left out.`;

const REBUILD = `npm run rebuild

Computes everything that is derived from the journals anew. Stop the server first.`;

const entriesIn = (tables: Record<string, number>): string =>
  `${tables.account ?? 0} accounts, ${tables.entry ?? 0} entries, ${tables.session ?? 0} sessions`;

async function runBackup({ args, settings, now, say }: Call): Promise<void> {
  const { values } = read(() => parseArgs({ args, options: { to: { type: 'string' } } }), BACKUP);
  expectFile(settings, 'pg_dump --format=custom --file=plumbline.dump "$DATABASE_URL"');
  const made = await backup({ dataDir: settings.dataDir, to: values.to, now, say });
  say(`${made.file} holds ${entriesIn(made.tables)} in ${mega(made.bytes)}; every table was read back.`);
}

async function runRestore({ args, settings, now, say }: Call): Promise<void> {
  const { positionals } = read(() => parseArgs({ args, allowPositionals: true }), RESTORE);
  const [from, ...more] = positionals;
  if (from === undefined || more.length > 0) throw new StartRefusal(RESTORE);
  expectFile(settings, 'pg_restore --clean --if-exists --dbname="$DATABASE_URL" plumbline.dump');
  const restored = await restore({ dataDir: settings.dataDir, from, now, say });
  say(`${settings.dataDir} now holds ${entriesIn(restored.tables)}, as ${from} does.`);
  if (restored.replaced)
    say(`What was there before lies in ${restored.replaced}; remove it when you no longer need it.`);
}

async function runRebuild({ settings, say }: Call): Promise<void> {
  say(`Rebuilt ${await rebuild(settings)} sessions from the journals.`);
}

/** PostgreSQL has its own tools for this; ours would only stand between. */
function expectFile({ databaseUrl }: Settings, instead: string): void {
  if (databaseUrl === undefined) return;
  throw new StartRefusal(
    `DATABASE_URL is set, so the data lies in PostgreSQL, which is copied by its own tools:\n\n  ${instead}`,
  );
}

/** An unknown option gets the help, as a sentence to act on. */
function read<T>(parse: () => T, help: string): T {
  try {
    return parse();
  } catch (fault) {
    throw new StartRefusal(`${fault instanceof Error ? fault.message.split('. ')[0] : fault}.\n\n${help}`);
  }
}

/** What the program does when its first word names it; without a word it is the server. */
export const COMMANDS: Record<string, Command> = {
  backup: { help: BACKUP, run: runBackup },
  restore: { help: RESTORE, run: runRestore },
  rebuild: { help: REBUILD, run: runRebuild },
  account: { help: ACCOUNT, run: ({ args: words, ...call }) => account({ words, ...call }) },
};
