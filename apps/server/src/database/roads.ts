import type { DataSource } from 'typeorm';
import type { Param } from './sql.js';
import type { WriteQueue } from './write-queue.js';

export type Reader = {
  all<Row>(sql: string, params?: Param[]): Promise<Row[]>;
  one<Row>(sql: string, params?: Param[]): Promise<Row | undefined>;
};

/** The two roads to the data: every write through the queue, every read on a connection that cannot write. */
export type Database = {
  write: WriteQueue;
  read: Reader;
  /** What the data takes on its disk, by part. */
  sizes(): Promise<Record<string, number>>;
  close(): Promise<void>;
};

/** Looks over the writer's shoulder; the fault simulation does. */
export type Witness = {
  /** Called right before each statement of the writer. */
  statement(sql: string): void;
  opened(writer: DataSource): void;
};

export const readerOn = (source: DataSource): Reader => {
  const all = <Row>(sql: string, params: Param[] = []): Promise<Row[]> => source.query(sql, params);
  return { all, one: async <Row>(sql: string, params: Param[] = []) => (await all<Row>(sql, params))[0] };
};

/** What TypeORM is given so that a witness hears every statement. */
export const heardBy = (witness: Witness | undefined) =>
  witness === undefined
    ? {}
    : {
        logging: ['query' as const],
        logger: {
          logQuery: (sql: string) => witness.statement(sql),
          logQueryError: () => undefined,
          logQuerySlow: () => undefined,
          logSchemaBuild: () => undefined,
          logMigration: () => undefined,
          log: () => undefined,
        },
      };
