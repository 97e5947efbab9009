import type { DataSource } from 'typeorm';
import { StartRefusal } from '../../settings/start-refusal.js';

const OLDEST = 130_000;

type Facts = { version: string; number: string; flush: string; commit: string; encoding: string };
const FACTS = `SELECT current_setting('server_version') AS version, current_setting('server_version_num') AS number,
  current_setting('fsync') AS flush, current_setting('synchronous_commit') AS "commit",
  current_setting('server_encoding') AS encoding`;

/** An acknowledgement is a promise; a server that forgets what it committed cannot keep it. */
export async function expectSound(source: DataSource): Promise<void> {
  const [facts] = (await source.query(FACTS)) as [Facts];
  const problem = problemWith(facts);
  if (problem) throw new StartRefusal(problem);
}

function problemWith({ version, number, flush, commit, encoding }: Facts): string | undefined {
  if (Number(number) < OLDEST) return `PostgreSQL ${version} is too old; Plumbline needs 13 or later.`;
  if (flush !== 'on')
    return 'This PostgreSQL runs with fsync = off and may lose what it acknowledged. Set it to on.';
  if (commit === 'off')
    return 'This PostgreSQL runs with synchronous_commit = off and may lose what it acknowledged. Set it to on for this database.';
  if (encoding !== 'UTF8') return `The database must be made with ENCODING 'UTF8'; it is ${encoding}.`;
  return undefined;
}

const NOT_BY_BYTES = `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
  WHERE table_schema = current_schema() AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'`;

/** Pages, cursors and digests rely on one order of texts; a language's order changes with the system's library. */
export async function expectByteOrder(source: DataSource): Promise<void> {
  const rows: { name: string }[] = await source.query(NOT_BY_BYTES);
  if (rows.length === 0) return;
  const names = rows.map(({ name }) => name).join(', ');
  throw new StartRefusal(`These columns do not sort by bytes (COLLATE "C"): ${names}.`);
}
