import sqlite3 from 'sqlite3';

/**
 * TypeORM asks the driver to be verbose: every call would then print all its parameters into a text and take a stack,
 * just in case. That costs more than the writing, and it would put what people send into error messages.
 * Once asked, the driver is so for the whole process: every `DataSource` on SQLite takes this one.
 */
export const quietDriver = { ...sqlite3, verbose: (): object => quietDriver };
