/** Whether the database takes writes, and if not, what it met. */
export type Condition = 'sound' | 'full' | 'read-only' | 'failing';

/** What the drivers say of a disk that cannot be written; SQLite's words and PostgreSQL's numbers. */
const CONDITIONS: Record<string, Condition> = {
  SQLITE_FULL: 'full',
  SQLITE_READONLY: 'read-only',
  SQLITE_IOERR: 'failing',
  SQLITE_CANTOPEN: 'failing',
  '53100': 'full',
  '25006': 'read-only',
  '58030': 'failing',
};

/** The condition a failed statement reveals, or undefined when the disk has no part in it. */
export function conditionAfter(fault: unknown): Condition | undefined {
  const { code } = (fault ?? {}) as { code?: unknown };
  return typeof code === 'string' && Object.hasOwn(CONDITIONS, code) ? CONDITIONS[code] : undefined;
}
