import type { QueryResult, QueryRunner } from 'typeorm';

export type Param = string | number | null;

/** What one writing transaction may do. Nothing else in the program writes. */
export type Tx = {
  all<Row>(sql: string, params?: Param[]): Promise<Row[]>;
  one<Row>(sql: string, params?: Param[]): Promise<Row | undefined>;
  /** Runs a statement and says how many rows it touched. */
  run(sql: string, params?: Param[]): Promise<number>;
  /** One multi-row insert; `suffix` may hold an ON CONFLICT clause. */
  add(table: string, columns: readonly string[], rows: Param[][], suffix?: string): Promise<void>;
};

/** SQLite takes 32 766 parameters a statement; its parser is happiest far below. */
const MAX_PARAMS = 8_000;

export function makeTx(runner: QueryRunner): Tx {
  const all = <Row>(sql: string, params: Param[] = []): Promise<Row[]> => runner.query(sql, params);
  const run = async (sql: string, params: Param[] = []): Promise<number> => {
    const done: QueryResult = await runner.query(sql, params, true);
    return done.affected ?? 0;
  };
  const isSqlite = runner.connection.options.type === 'sqlite';
  return {
    all,
    run,
    one: async <Row>(sql: string, params: Param[] = []) => (await all<Row>(sql, params))[0],
    add: (table, columns, rows, suffix = '') => {
      const insert = { table, columns, rows, suffix };
      return isSqlite && rows.length >= MANY ? addAsOne(run, insert) : addRows(run, insert);
    },
  };
}

type Insert = { table: string; columns: readonly string[]; rows: Param[][]; suffix: string };

async function addRows(run: Tx['run'], { table, columns, rows, suffix }: Insert): Promise<void> {
  const perStatement = Math.floor(MAX_PARAMS / columns.length);
  const row = `(${columns.map(() => '?').join(',')})`;
  for (let at = 0; at < rows.length; at += perStatement) {
    const part = rows.slice(at, at + perStatement);
    const values = Array.from(part, () => row).join(',');
    await run(`INSERT INTO ${table} (${columns.join(',')}) VALUES ${values} ${suffix}`, part.flat());
  }
}

/** From so many rows on, one text that SQLite takes apart is cheaper than a parameter for each cell. */
const MANY = 20;
/** SQLite's JSON ends a text at such a sign. */
const NOUGHT = '\\u0000';

/**
 * All rows as one parameter. Binding costs this thread, which reads and checks what everybody sends, several times what
 * taking apart costs the thread that writes.
 */
async function addAsOne(run: Tx['run'], insert: Insert): Promise<void> {
  const { table, columns, rows, suffix } = insert;
  const text = JSON.stringify(rows);
  if (text.includes(NOUGHT)) return addRows(run, insert);
  const cells = columns.map((_, index) => `value ->> ${index}`).join(',');
  // Without a WHERE, ON CONFLICT would be read as the beginning of a join.
  const source = `SELECT ${cells} FROM json_each(?) WHERE true`;
  await run(`INSERT INTO ${table} (${columns.join(',')}) ${source} ${suffix}`, [text]);
}

/** `?,?,?` for an IN list of that length. */
export const marks = (count: number): string => Array.from({ length: count }, () => '?').join(',');
