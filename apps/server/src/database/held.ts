import type { QueryRunner } from 'typeorm';
import { literal, type Param } from './literal.js';

type Statement = { sql: string; params: Param[]; isFrame: boolean };

/**
 * Statements of one transaction whose answers nobody waits for. They cross to the thread that writes together, as one text,
 * as soon as something is asked or the work is done: crossing costs more than most statements do.
 */
export class Held {
  private statements: Statement[] = [];
  private begun = false;
  private fault: unknown;
  /** True once something was written that stands: a transaction of reading alone says nothing about the disk. */
  hasWritten = false;

  /** The transaction begins with the first statements that cross, which wait for `after`: when that fails, so does this. */
  constructor(
    private readonly runner: QueryRunner,
    private readonly begin: string,
    private after?: Promise<void>,
  ) {}

  /** False as long as nothing has reached the database. */
  get hasBegun(): boolean {
    return this.begun;
  }

  /** Why the first crossing failed, if it did: then nobody knows whether the transaction has begun, and nothing crosses any more. */
  get barred(): unknown {
    return this.begun ? undefined : this.fault;
  }

  hold(sql: string, params: Param[] = []): void {
    this.statements.push({ sql, params, isFrame: false });
  }

  /** Savepoints and the end: what stays when the work between them is dropped. */
  frame(sql: string): void {
    this.statements.push({ sql, params: [], isFrame: true });
  }

  /** Work that has not crossed and is to be undone need not cross. */
  drop(): void {
    this.statements = this.statements.filter(({ isFrame }) => isFrame);
  }

  async flush(): Promise<void> {
    if (this.barred !== undefined) throw this.barred;
    const { statements } = this;
    this.statements = [];
    this.hasWritten ||= statements.some(({ isFrame }) => !isFrame);
    if (!this.begun) statements.unshift({ sql: this.begin, params: [], isFrame: true });
    if (statements.length === 0) return;
    try {
      await this.after;
      this.after = undefined;
      if (this.runner.connection.options.type === 'sqlite') await this.together(statements);
      else await this.oneByOne(statements);
    } catch (fault) {
      this.fault = fault;
      throw fault;
    }
  }

  /** SQLite stops at the first statement that fails: when it cannot begin, nothing of what follows is done. */
  private async together(statements: readonly Statement[]): Promise<void> {
    const { runner } = this;
    for (const { sql } of statements) runner.connection.logger.logQuery(sql, undefined, runner);
    const connection: Connection = await runner.connect();
    const text = statements.map(({ sql, params }) => filled(sql, params)).join(';\n');
    await new Promise<void>((resolve, reject) =>
      connection.exec(text, (fault) => (fault === null ? resolve() : reject(fault))),
    );
    this.begun = true;
  }

  private async oneByOne(statements: readonly Statement[]): Promise<void> {
    for (const { sql, params } of statements) {
      await this.runner.query(sql, params);
      this.begun = true;
    }
  }
}

type Connection = { exec(text: string, done: (fault: Error | null) => void): void };

/** Statements that are held have no question mark within a text of theirs. */
function filled(sql: string, params: readonly Param[]): string {
  if (params.length === 0) return sql;
  let at = -1;
  return sql.replace(/\?/g, () => {
    at += 1;
    return literal(params[at] ?? null);
  });
}
