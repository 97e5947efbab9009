import type { QueryResult, QueryRunner } from 'typeorm';
import type { Held } from './held.js';
import { literals, type Param } from './literal.js';

export type { Param } from './literal.js';

/** What one writing transaction may do. Nothing else in the program writes. */
export type Tx = {
  all<Row>(sql: string, params?: Param[]): Promise<Row[]>;
  one<Row>(sql: string, params?: Param[]): Promise<Row | undefined>;
  /** Runs a statement and says how many rows it touched. */
  run(sql: string, params?: Param[]): Promise<number>;
  /** One multi-row insert; `suffix` may hold an ON CONFLICT clause. */
  add(table: string, columns: readonly string[], rows: Param[][], suffix?: string): Promise<void>;
  /** The same for whoever needs no answer: it is done before whatever is asked next, and a fault comes up there or at the end. */
  put(table: string, columns: readonly string[], rows: Param[][], suffix?: string): void;
  /** A statement that nobody waits for, as with `put`. */
  later(sql: string, params: Param[]): void;
};

/** SQLite takes 32 766 parameters a statement; its parser is happiest far below. */
const MAX_PARAMS = 8_000;
/** More than this crosses in one text only when it is one row. */
const MAX_SIGNS = 200_000;

type Insert = { table: string; columns: readonly string[]; rows: Param[][]; suffix: string };
type Statement = { sql: string; params: Param[] };

export function makeTx(runner: QueryRunner, held: Held): Tx {
  const isSqlite = runner.connection.options.type === 'sqlite';
  const statements = isSqlite ? asText : asParams;
  const all = async <Row>(sql: string, params: Param[] = []): Promise<Row[]> => {
    await held.flush();
    return runner.query(sql, params);
  };
  const run = async (sql: string, params: Param[] = []): Promise<number> => {
    await held.flush();
    const done: QueryResult = await runner.query(sql, params, true);
    const touched = done.affected ?? 0;
    held.hasWritten ||= touched > 0;
    return touched;
  };
  const put: Tx['put'] = (table, columns, rows, suffix = '') => {
    for (const { sql, params } of statements({ table, columns, rows, suffix })) held.hold(sql, params);
  };
  return {
    all,
    run,
    one: async <Row>(sql: string, params: Param[] = []) => (await all<Row>(sql, params))[0],
    put,
    later: (sql, params) => held.hold(sql, params),
    add: async (...insert) => {
      put(...insert);
      await held.flush();
    },
  };
}

const beginOf = ({ table, columns }: Insert): string => `INSERT INTO ${table} (${columns.join(',')}) VALUES `;

function* asParams(insert: Insert): Generator<Statement> {
  const { columns, rows, suffix } = insert;
  const perStatement = Math.floor(MAX_PARAMS / columns.length);
  const row = `(${columns.map(() => '?').join(',')})`;
  for (let at = 0; at < rows.length; at += perStatement) {
    const part = rows.slice(at, at + perStatement);
    const values = Array.from(part, () => row).join(',');
    yield { sql: `${beginOf(insert)}${values} ${suffix}`, params: part.flat() };
  }
}

/**
 * The cells in the text of the statement. Binding those of thirty rows costs this thread, which reads and checks what everybody
 * sends, ten times what writing them costs, and the thread that stores them half as much again (docs/benchmarks.md).
 */
function* asText(insert: Insert): Generator<Statement> {
  const { rows, suffix } = insert;
  let values = '';
  for (const row of rows) {
    values += `${values === '' ? '' : ','}(${literals(row)})`;
    if (values.length < MAX_SIGNS) continue;
    yield { sql: `${beginOf(insert)}${values} ${suffix}`, params: [] };
    values = '';
  }
  if (values !== '') yield { sql: `${beginOf(insert)}${values} ${suffix}`, params: [] };
}

/** `?,?,?` for an IN list of that length. */
export const marks = (count: number): string => Array.from({ length: count }, () => '?').join(',');
