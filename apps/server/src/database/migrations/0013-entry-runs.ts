import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = [
  `CREATE TABLE entry_run (
    account_id TEXT NOT NULL, journal_id TEXT NOT NULL, last_seq INTEGER NOT NULL,
    last_position INTEGER NOT NULL, size INTEGER NOT NULL, kind TEXT, session_id TEXT,
    quarantined INTEGER NOT NULL, bodies TEXT NOT NULL, received_at INTEGER NOT NULL,
    PRIMARY KEY (account_id, journal_id, last_seq),
    FOREIGN KEY (account_id, journal_id) REFERENCES journal(account_id, journal_id) ON DELETE CASCADE)`,
  'CREATE UNIQUE INDEX entry_run_position ON entry_run (account_id, last_position)',
  'CREATE INDEX entry_run_session ON entry_run (account_id, session_id) WHERE session_id IS NOT NULL',
  `CREATE INDEX entry_run_import ON entry_run (account_id, last_position)
    WHERE kind IN ('import-begun', 'import-ended')`,
];

const viewOf = (number: string, { body, kind, from }: { body: string; kind: string; from: string }): string =>
  `CREATE VIEW entry AS SELECT run.account_id, run.journal_id,
    run.last_seq - run.size + ${number} AS seq, run.last_position - run.size + ${number} AS position,
    CASE WHEN run.size = 1 OR run.kind IS NOT NULL THEN run.kind ELSE ${kind} END AS kind,
    run.session_id, run.quarantined, ${body} AS body, run.received_at FROM entry_run run ${from}`;

/** What stands alone may be nested deeper than SQLite reads JSON, and need not be taken apart. */
const SQLITE_VIEW = viewOf('1 + part.key', {
  body: 'CASE WHEN run.size = 1 THEN run.bodies ELSE part.value END',
  kind: `json_extract(part.value, '$.kind')`,
  from: `JOIN json_each(CASE WHEN run.size = 1 THEN '[0]'
    ELSE '[' || replace(run.bodies, char(10), ',') || ']' END) part`,
});
/** PostgreSQL's own reader stops at escapes that no text of its may hold; in a plain entry the first word of that name is its kind. */
const POSTGRES_VIEW = viewOf('part.number', {
  body: 'part.body',
  kind: `substring(part.body FROM '"kind":"([^"]*)"')`,
  from: `CROSS JOIN LATERAL unnest(string_to_array(run.bodies, chr(10)))
    WITH ORDINALITY AS part(body, number)`,
});

/**
 * One row for entries that came together, instead of one for each: four trees grew by every entry, and now by every run of
 * them. The view shows them one by one, for whoever looks into the data by hand; the program reads runs.
 */
export class EntryRuns0013 implements MigrationInterface {
  readonly name = 'EntryRuns1795000000013';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of TABLE) await runner.query(statement);
    const accounts: { id: string }[] = await runner.query('SELECT id FROM account ORDER BY id');
    for (const { id } of accounts) await moveEntries(runner, id);
    await runner.query('DROP TABLE entry');
    const isSqlite = runner.connection.options.type === 'sqlite';
    await runner.query(isSqlite ? SQLITE_VIEW : POSTGRES_VIEW);
  }

  async down(): Promise<void> {
    throw new Error('older data is kept in the copy that was made before this migration');
  }
}

type Row = {
  journal_id: string;
  seq: number;
  position: number;
  kind: string | null;
  session_id: string | null;
  quarantined: number;
  body: string;
  received_at: number;
};

const PAGE = 2_000;
const ROWS_A_STATEMENT = 100;
const COLUMNS = 10;

async function moveEntries(runner: QueryRunner, accountId: string): Promise<void> {
  const next = `SELECT journal_id, seq, position, kind, session_id, quarantined, body, received_at FROM entry
    WHERE account_id = ? AND position > ? ORDER BY position LIMIT ${PAGE}`;
  for (let after = 0; ; ) {
    const rows: Row[] = await runner.query(next, [accountId, after]);
    const runs = runsOf(rows);
    for (let at = 0; at < runs.length; at += ROWS_A_STATEMENT)
      await addRuns(runner, accountId, runs.slice(at, at + ROWS_A_STATEMENT));
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = Number(last.position);
  }
}

async function addRuns(runner: QueryRunner, accountId: string, runs: readonly Row[][]): Promise<void> {
  const row = `(${Array.from({ length: COLUMNS }, () => '?').join(',')})`;
  const sql = `INSERT INTO entry_run (account_id, journal_id, last_seq, last_position, size, kind, session_id,
    quarantined, bodies, received_at) VALUES ${runs.map(() => row).join(',')}`;
  await runner.query(
    sql,
    runs.flatMap((run) => cellsOf(accountId, run)),
  );
}

function cellsOf(accountId: string, run: readonly Row[]): (string | number | null)[] {
  const { journal_id, seq, position, kind, session_id, quarantined, received_at } = run.at(-1) as Row;
  const bodies = run.map(({ body }) => body).join('\n');
  const place = [accountId, journal_id, seq, position, run.length];
  return [...place, run.length === 1 ? kind : null, session_id, quarantined, bodies, received_at];
}

/** The law of runs as it was in the release of this migration: `journal/entry-runs.ts` may change, this may not. */
const MOST = 64;
const ALONE = new Set([
  'clock-moved',
  'erased',
  'import-begun',
  'import-ended',
  'session-corrected',
  'session-deleted',
  'correction-undone',
  'session-erased',
]);

const standsAlone = ({ kind, quarantined }: Row): boolean =>
  Number(quarantined) !== 0 || (kind !== null && ALONE.has(kind));

const follows = (last: Row, next: Row): boolean =>
  next.journal_id === last.journal_id &&
  next.received_at === last.received_at &&
  Number(next.seq) === Number(last.seq) + 1 &&
  Number(next.position) === Number(last.position) + 1 &&
  next.session_id === last.session_id &&
  !standsAlone(last) &&
  !standsAlone(next);

function runsOf(rows: readonly Row[]): Row[][] {
  const runs: Row[][] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last && run.length < MOST && follows(last, row)) run.push(row);
    else runs.push([row]);
  }
  return runs;
}
