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
  return {
    all,
    run,
    one: async <Row>(sql: string, params: Param[] = []) => (await all<Row>(sql, params))[0],
    add: (table, columns, rows, suffix = '') => addRows(run, { table, columns, rows, suffix }),
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

/** `?,?,?` for an IN list of that length. */
export const marks = (count: number): string => Array.from({ length: count }, () => '?').join(',');
