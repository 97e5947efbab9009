import { createHash } from 'node:crypto';
import {
  canonicalJson,
  type Entry,
  PUSH_LIMITS,
  type PushProblem,
  parseEntry,
  sessionIdOf,
} from '@plumbline/routine-core';

/** One entry as it will lie on disk. */
export type Prepared = {
  seq: number;
  kind: string | null;
  sessionId: string | null;
  /** Canonical JSON: equal texts for equal data, in whatever order its keys came. */
  body: string;
  /** The entry as the core reads it; undefined when it is kept in quarantine. */
  entry?: Entry | undefined;
};

export type ReadEntries = { prepared: Prepared[]; problems: PushProblem[] };

/**
 * Looks at every entry by itself; nothing one of them holds can stop the others. `strange`: kinds that whoever sends these
 * may not write, kept aside like those that nobody knows.
 */
export function readEntries(entries: readonly unknown[], strange: readonly string[] = []): ReadEntries {
  const read: ReadEntries = { prepared: [], problems: [] };
  for (let index = 0; index < entries.length; index += 1) {
    const prepared = prepare(entries[index], strange);
    const problem = problemWith(prepared, index);
    if (prepared) read.prepared.push(prepared);
    if (problem) read.problems.push(problem);
  }
  read.prepared.sort((one, other) => one.seq - other.seq);
  return read;
}

function problemWith(prepared: Prepared | undefined, index: number): PushProblem | undefined {
  if (prepared === undefined) return { code: 'seq-invalid', index };
  if (prepared.entry) return undefined;
  return { code: isTooLarge(prepared.body) ? 'entry-too-large' : 'quarantined', seq: prepared.seq };
}

/** A sign takes three bytes at most (two of them four): what is short by its signs need not be counted. */
export const MOST_BYTES = 3;

const isTooLarge = (body: string): boolean =>
  body.length * MOST_BYTES > PUSH_LIMITS.entryBytes && Buffer.byteLength(body) > PUSH_LIMITS.entryBytes;

const MOST_KIND_SIGNS = 40;

function prepare(raw: unknown, strange: readonly string[]): Prepared | undefined {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return undefined;
  const { seq, kind } = raw as { seq?: unknown; kind?: unknown };
  if (!Number.isSafeInteger(seq) || (seq as number) < 1) return undefined;
  const body = canonicalJson(raw);
  const entry = isTooLarge(body) || strange.includes(kind as string) ? undefined : readable(raw);
  return {
    seq: seq as number,
    kind: typeof kind === 'string' ? kind.slice(0, MOST_KIND_SIGNS) : null,
    sessionId: (entry && sessionIdOf(entry)) ?? null,
    body,
    entry,
  };
}

function readable(raw: object): Entry | undefined {
  const read = parseEntry(raw);
  return read.ok ? read.value : undefined;
}

/** SHA-256 of a body as it is stored: what stays of one that was erased. */
export const digestOf = (body: string): string => createHash('sha256').update(body).digest('base64url');

/** Whether a sent body is the one that is stored under its number, or was until it was erased. */
export function isStored(stored: string, sent: string): boolean {
  if (stored === sent) return true;
  const { kind, digest } = JSON.parse(stored) as { kind?: unknown; digest?: unknown };
  return kind === 'erased' && digest === digestOf(sent);
}

/** True when arrays and objects are nested deeper than `limit`; walks no further than that. */
export function isDeeperThan(value: unknown, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (limit === 0) return true;
  for (const key in value) if (isDeeperThan((value as Record<string, unknown>)[key], limit - 1)) return true;
  return false;
}
