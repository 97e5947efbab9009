import type { Database } from '../../database/database.js';
import { marks, type Tx } from '../../database/sql.js';
import { holdAccount, readJournals } from '../../journal/journal-rows.js';
import { readEntries } from '../../journal/read-entries.js';
import { storeGroup } from '../../journal/store-push.js';
import type { Answer } from '../../problems/problems.js';
import { Projections } from '../../sessions/projections.js';
import type { Fact } from './facts.js';

export type Journal = { accountId: string; journalId: string };
/** Facts that belong together: all of them are written, or none. Those of a session that is here already are not written again. */
export type Bundle = { sessionId?: string; facts: Fact[] };

/** Writes bundles behind what the journal holds, in one transaction. Says where the account is then. */
export function appendBundles(
  database: Database,
  journal: Journal,
  { bundles, now }: { bundles: readonly Bundle[]; now: number },
): Promise<Answer<{ position: number }>> {
  return database.write.run((tx) => append(tx, journal, { bundles, now }));
}

async function append(
  tx: Tx,
  { accountId, journalId }: Journal,
  { bundles, now }: { bundles: readonly Bundle[]; now: number },
): Promise<Answer<{ position: number }>> {
  await holdAccount(tx, accountId);
  const here = await sessionsHere(tx, accountId, bundles);
  const [known] = await readJournals(tx, [{ accountId, journalId }]);
  const highest = Number(known?.highest ?? 0);
  const facts = bundles
    .filter(({ sessionId }) => sessionId === undefined || !here.has(sessionId))
    .flatMap((bundle) => bundle.facts)
    // A journal begins once, whoever else began it meanwhile.
    .filter(({ kind }) => kind !== 'import-begun' || highest === 0);
  const { prepared, problems } = readEntries(
    facts.map((fact, index) => ({ seq: highest + 1 + index, ...fact })),
  );
  if (problems.length > 0) throw new Error(`an imported fact is none that we read: ${problems[0]?.code}`);
  const push = { journalId, first: highest + 1, sentAt: now, entries: [] };
  const [stored] = await storeGroup(tx, [
    { accountId, deviceId: undefined, push, prepared, receivedAt: now },
  ]);
  if (!stored?.ok) throw new Error('the journal of an import refused its own entries');
  const { added, position } = stored;
  await new Projections().update(tx, [{ accountId, journalId, added, position }]);
  return { ok: true, position };
}

async function sessionsHere(tx: Tx, accountId: string, bundles: readonly Bundle[]): Promise<Set<string>> {
  const ids = bundles.flatMap(({ sessionId }) => sessionId ?? []);
  if (ids.length === 0) return new Set();
  const sql = `SELECT DISTINCT session_id FROM entry_run WHERE account_id = ? AND session_id IN (${marks(ids.length)})`;
  const rows = await tx.all<{ session_id: string }>(sql, [accountId, ...ids]);
  return new Set(rows.map(({ session_id }) => session_id));
}
