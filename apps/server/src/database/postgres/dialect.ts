import type { DataSource, QueryRunner } from 'typeorm';

/** Texts, names and comments are passed over; what is left is SQL. */
const PIECES = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|\?|\bINTEGER\b|\bTEXT\b/g;
const CHANGES_TABLES = /^\s*(CREATE|ALTER)\s+TABLE\b/;

/**
 * Our SQL as PostgreSQL reads it. Parameters get numbers, integers their 64 bits, and the texts of our tables sort by
 * their bytes, as they do in SQLite, whatever the database was made with.
 */
export function toPostgres(sql: string): string {
  const text = CHANGES_TABLES.test(sql) ? 'TEXT COLLATE "C"' : 'TEXT';
  let count = 0;
  return sql.replace(PIECES, (piece) => {
    if (piece === '?') {
      count += 1;
      return `$${count}`;
    }
    if (piece === 'INTEGER') return 'BIGINT';
    return piece === 'TEXT' ? text : piece;
  });
}

/** PostgreSQL keeps every sign but U+0000; nobody means that one, and the bodies of entries write it as an escape. */
const withoutNul = (params: unknown[] | undefined): unknown[] | undefined =>
  params?.some((param) => typeof param === 'string' && param.includes('\0'))
    ? params.map((param) => (typeof param === 'string' ? param.replaceAll('\0', '\uFFFD') : param))
    : params;

const MOST_KNOWN = 500;

/** From now on everything asked of this source may be written in our SQL: migrations, reads and writes alike. */
export function speakOurSql(source: DataSource): DataSource {
  const known = new Map<string, string>();
  const translate = (sql: string): string => {
    const before = known.get(sql);
    if (before !== undefined) return before;
    const translated = toPostgres(sql);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(sql, translated);
    return translated;
  };
  const { driver } = source;
  const make = driver.createQueryRunner.bind(driver);
  driver.createQueryRunner = (mode): QueryRunner => {
    const runner = make(mode);
    const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
    runner.query = (sql: string, params?: unknown[], isStructured?: boolean) =>
      // biome-ignore lint/suspicious/noExplicitAny: TypeORM's own signature.
      query(translate(sql), withoutNul(params), isStructured) as Promise<any>;
    return runner;
  };
  return source;
}
