import type { ImportSource } from '@plumbline/routine-core';
import type { Clock } from '../api/clock.js';
import type { Database } from '../database/database.js';
import { isRefusal } from '../problems/problems.js';
import type { Candidate } from './preview.js';
import { appendBundles, type Bundle, type Journal } from './write/append.js';
import { factsOf } from './write/facts.js';
import { sessionIdFor } from './write/ids.js';

export type Bringing = {
  journal: Journal;
  source: ImportSource;
  digest: string;
  name?: string;
  taken: readonly Candidate[];
};
export type Means = {
  database: Database;
  now: Clock;
  wait(ms: number): Promise<void>;
  tell(position: number): void;
  signal: AbortSignal;
};

/** So many at once that nobody who pushes meanwhile waits long. */
const TOGETHER = 20;
const ASIDE_MS = 250;

/** The first and the last fact of an import, and its sessions between, some at a time. */
function* bundlesOf({ journal: { journalId }, source, digest, name, taken }: Bringing, now: number) {
  const place = { at: now, zone: 0 };
  const sessions = taken.length;
  const begun = { kind: 'import-begun', source, digest, sessions, ...(name && { name }) } as const;
  let bundles: Bundle[] = [{ facts: [{ ...place, ...begun }] }];
  for (const found of taken) {
    const sessionId = sessionIdFor(journalId, found.number);
    bundles.push({ sessionId, facts: factsOf(found, { sessionId, source }) });
    if (bundles.length < TOGETHER) continue;
    yield bundles;
    bundles = [];
  }
  yield [...bundles, { facts: [{ ...place, kind: 'import-ended', sessions } as const] }];
}

/**
 * Writes sessions as facts of a journal of their own, a few in each transaction. Each leaves whole sessions behind; after a
 * kill the same file goes on behind them, because those that are here already are passed over.
 */
export async function bring(bringing: Bringing, means: Means): Promise<void> {
  const { tell, signal } = means;
  for (const bundles of bundlesOf(bringing, means.now())) {
    const position = await write(bringing.journal, bundles, means);
    if (position === undefined || signal.aborted) return;
    tell(position);
  }
}

/** Waits while the queue is full; undefined when it was stopped. */
async function write(
  journal: Journal,
  bundles: readonly Bundle[],
  { database, now, wait, signal }: Means,
): Promise<number | undefined> {
  while (!signal.aborted) {
    const written = await appendBundles(database, journal, { bundles, now: now() });
    if (written.ok) return written.position;
    if (isRefusal(written) && written.code === 'cannot-write') throw new Error('the disk takes no writes');
    await wait(ASIDE_MS);
  }
  return undefined;
}
