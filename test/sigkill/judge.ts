/** Holds what is on disk against what was promised. */
import { rmSync } from 'node:fs';
import { rebuild } from '../../apps/server/src/rebuild.js';
import { ask, copyData, linesOf, type Row } from './disk.js';
import { digestOf } from './facts.js';
import type { Follower } from './follower.js';
import type { Pusher } from './pusher.js';

export type Verdict = { lost: string[]; duplicated: string[]; diverged: string[] };
export type Household = { dataDir: string; pushers: Pusher[]; followers: Follower[] };

export const emptyVerdict = (): Verdict => ({ lost: [], duplicated: [], diverged: [] });

type Found = { entries: Row[]; journals: Row[]; gaps: Row[]; accounts: Row[]; faults: string[] };

/** Right after the kill, on a copy: the next start must not be what repairs it. */
export async function judgeDisk(household: Household, scratch: string): Promise<Verdict> {
  const folder = copyData(household.dataDir, scratch);
  try {
    const found = await ask(folder, look);
    const verdict = emptyVerdict();
    verdict.diverged.push(...found.faults);
    for (const pusher of household.pushers) judgeJournal(pusher, found, verdict);
    for (const follower of household.followers) judgeTold(follower, found, verdict);
    verdict.duplicated.push(...doubledPositions(found));
    verdict.diverged.push(...(await differencesAfterRebuild(folder)));
    return verdict;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function look(all: (sql: string) => Promise<Row[]>): Promise<Found> {
  const checks = [...(await all('PRAGMA integrity_check')), ...(await all('PRAGMA foreign_key_check'))];
  const faults = checks.map((row) => JSON.stringify(row)).filter((text) => !text.includes('"ok"'));
  return {
    faults,
    entries: await all('SELECT account_id, journal_id, seq, position, body FROM entry'),
    journals: await all('SELECT account_id, journal_id, through FROM journal'),
    gaps: await all('SELECT journal_id, from_seq, to_seq FROM gap'),
    accounts: await all('SELECT id, position FROM account'),
  };
}

function judgeJournal(pusher: Pusher, { entries, journals, gaps }: Found, verdict: Verdict): void {
  const { journalId, digests, acknowledged } = pusher;
  const rows = entries.filter(({ journal_id }) => journal_id === journalId);
  const stored = new Map(rows.map(({ seq, body }) => [seq as number, digestOf(JSON.parse(String(body)))]));
  if (stored.size !== rows.length) verdict.duplicated.push(`${journalId}: a number is stored twice`);
  if (rows.some(({ account_id }) => account_id !== pusher.accountId))
    verdict.diverged.push(`${journalId}: lies in another account`);
  for (const seq of acknowledged)
    if (!stored.has(seq)) verdict.lost.push(`${journalId} ${seq} was acknowledged`);
  for (const [seq, digest] of stored)
    if (digests.get(seq) !== digest) verdict.diverged.push(`${journalId} ${seq} is not what was sent`);
  const through = Number(journals.find(({ journal_id }) => journal_id === journalId)?.through ?? 0);
  if (through < pusher.through) verdict.lost.push(`${journalId}: through fell to ${through}`);
  const covered = new Set(stored.keys());
  for (const { journal_id, from_seq, to_seq } of gaps)
    if (journal_id === journalId)
      for (let seq = Number(from_seq); seq <= Number(to_seq); seq += 1) covered.add(seq);
  for (let seq = 1; seq <= through; seq += 1)
    if (!covered.has(seq)) verdict.diverged.push(`${journalId}: through ${through} leaps over ${seq}`);
  for (const surprise of pusher.surprises.splice(0)) verdict.diverged.push(`${journalId}: ${surprise}`);
}

/** What a dashboard was told had been committed; it must be there, and read as it was told. */
function judgeTold({ person, told, surprises }: Follower, { entries }: Found, verdict: Verdict): void {
  const own = entries.filter(({ account_id }) => account_id === person.accountId);
  const stored = new Map(own.map(({ journal_id, seq, body }) => [`${journal_id} ${seq}`, String(body)]));
  for (const [key, digest] of told) {
    const body = stored.get(key);
    if (body === undefined) verdict.lost.push(`${key} was told live`);
    else if (digestOf(JSON.parse(body)) !== digest) verdict.diverged.push(`${key} was told otherwise`);
  }
  told.clear();
  verdict.diverged.push(...surprises.splice(0));
}

function doubledPositions({ entries, accounts }: Found): string[] {
  return accounts.flatMap(({ id, position }) => {
    const own = entries.filter(({ account_id }) => account_id === id).map((row) => Number(row.position));
    const highest = own.reduce((most, one) => Math.max(most, one), 0);
    const doubled = new Set(own).size === own.length ? [] : [`${id}: a position was given twice`];
    return highest > Number(position) ? [...doubled, `${id}: a position above the counter`] : doubled;
  });
}

async function differencesAfterRebuild(folder: string): Promise<string[]> {
  const before = await linesOf(folder);
  await rebuild(folder);
  const after = new Set(await linesOf(folder));
  const missing = before.filter((line) => !after.delete(line));
  return [...missing, ...after].slice(0, 5).map((line) => `rebuilt differently: ${line.slice(0, 200)}`);
}

/** After the restart: what the dashboard pulled over all rounds is the account's journal, each fact once, with all that was acknowledged. */
export async function judgePulled(
  { dataDir, followers, pushers }: Household,
  scratch: string,
): Promise<string[]> {
  const folder = copyData(dataDir, scratch);
  const rows = await ask(folder, (all) => all('SELECT account_id, journal_id, seq, position FROM entry'));
  rmSync(folder, { recursive: true, force: true });
  const pulled = new Set(followers.flatMap(({ known }) => [...known.values()]));
  const missing = pushers.flatMap(({ journalId, acknowledged }) =>
    [...acknowledged].map((seq) => `${journalId} ${seq}`).filter((key) => !pulled.has(key)),
  );
  const unseen = missing.map((key) => `${key} was acknowledged and is not told after the restart`);
  const differences = followers.flatMap(({ person, known }) => {
    const own = rows.filter(({ account_id }) => account_id === person.accountId);
    const wrong = own.filter((row) => known.get(Number(row.position)) !== `${row.journal_id} ${row.seq}`);
    const count = own.length === known.size ? [] : [`pulled ${known.size} facts of ${own.length}`];
    return [...count, ...wrong.slice(0, 3).map((row) => `pulled otherwise: ${JSON.stringify(row)}`)];
  });
  return [...unseen.slice(0, 5), ...differences];
}
