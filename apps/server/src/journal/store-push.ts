import type { PushProblem } from '@plumbline/routine-core';
import { marks, type Tx } from '../database/sql.js';
import { type Answer, refuse } from '../problems/problems.js';
import type { Batch, Stored } from './batch.js';
import { addEntryRows, addGaps, cellsOf, rowsOf } from './entry-rows.js';
import {
  type JournalRow,
  readJournals,
  readPositions,
  writeJournals,
  writePositions,
} from './journal-rows.js';
import { KnownRows } from './known-rows.js';
import { bodiesUnder, type JournalKey, numbersAbove } from './lying-entries.js';
import { isStored, type Prepared } from './read-entries.js';
import { Shelf } from './shelf.js';
import { type Advance, advance } from './through.js';

const WALK_PAGE = 500;

/**
 * Stores pushes that waited together, in the order they came, exactly as if one had come after the other. `known` must be
 * what this very transaction would read.
 */
export async function storeGroup(
  tx: Tx,
  batches: readonly Batch[],
  known = new KnownRows(),
): Promise<Answer<Stored>[]> {
  const revoked = await noteContact(tx, batches, known);
  const taken = batches.filter(({ deviceId }) => deviceId === undefined || !revoked.has(deviceId));
  const shelf = await Shelf.open(tx, taken, known);
  const answers: Answer<Stored>[] = [];
  for (const batch of batches) {
    if (!taken.includes(batch)) answers.push(refuse('revoked'));
    else if (shelf.takes(batch)) answers.push({ ok: true, ...shelf.put(batch) });
    else {
      await shelf.flush();
      answers.push({ ok: true, ...(await storePush(tx, batch)) });
      await shelf.reload(batch);
    }
  }
  await shelf.flush();
  return answers;
}

/** A contact is told by the minute; noting it every few seconds is enough. */
const SEEN_IS_NOTED_MS = 10_000;

/** Notes that these devices were here; returns those that were removed since their sockets opened. */
async function noteContact(tx: Tx, batches: readonly Batch[], { seenAt }: KnownRows): Promise<Set<string>> {
  const at = batches.reduce((latest, { receivedAt }) => Math.max(latest, receivedAt), 0);
  const isNoted = (id: string) =>
    Math.abs(at - (seenAt.get(id) ?? Number.NEGATIVE_INFINITY)) < SEEN_IS_NOTED_MS;
  const asked = [...new Set(batches.flatMap(({ deviceId }) => deviceId ?? []))].filter((id) => !isNoted(id));
  const [here, strange] = [asked.filter((id) => seenAt.has(id)), asked.filter((id) => !seenAt.has(id))];
  if (here.length > 0)
    tx.later(`UPDATE device SET last_seen_at = ? WHERE id IN (${marks(here.length)})`, [at, ...here]);
  const gone = strange.length === 0 ? new Set<string>() : await markSeen(tx, strange, at);
  for (const id of asked) if (!gone.has(id)) seenAt.set(id, at);
  return gone;
}

async function markSeen(tx: Tx, asked: readonly string[], at: number): Promise<Set<string>> {
  const here = `id IN (${marks(asked.length)}) AND revoked_at IS NULL`;
  if ((await tx.run(`UPDATE device SET last_seen_at = ? WHERE ${here}`, [at, ...asked])) === asked.length)
    return new Set();
  const found = await tx.all<{ id: string }>(`SELECT id FROM device WHERE ${here}`, [...asked]);
  const present = new Set(found.map(({ id }) => id));
  return new Set(asked.filter((id) => !present.has(id)));
}

/** The careful way: everything a push changes, looked up as it is on disk. */
async function storePush(tx: Tx, batch: Batch): Promise<Stored> {
  const { accountId, push, receivedAt } = batch;
  const place = { accountId, journalId: push.journalId, receivedAt };
  const before = (await readPositions(tx, [accountId])).get(accountId) ?? 0;
  const journal = await openJournal(tx, batch, before);
  const { fresh, forkedAt } = await sortOut(tx, batch);
  const late = fresh[0] !== undefined && fresh[0].seq < journal.highest;
  addEntryRows(tx, rowsOf(place, fresh.map(cellsOf), before));
  const position = before + fresh.length;
  if (fresh.length > 0) writePositions(tx, new Map([[accountId, position]]));
  const gaps = await moveOn(tx, batch, { journal, fresh });
  const problems: PushProblem[] = gaps.map(({ from, to }) => ({ code: 'gap', seq: from, through: to }));
  if (forkedAt !== undefined) problems.push({ code: 'journal-forked', seq: forkedAt });
  return { through: journal.through, problems, added: fresh, position, late };
}

async function openJournal(
  tx: Tx,
  { accountId, push, receivedAt }: Batch,
  openedPosition: number,
): Promise<JournalRow> {
  const { journalId } = push;
  const [known] = await readJournals(tx, [{ accountId, journalId }]);
  const news = { accountId, journalId, openedPosition, through: 0, highest: 0, quarantined: 0 };
  const journal = { ...news, ...known, offsetMs: receivedAt - push.sentAt, lastPushAt: receivedAt };
  writeJournals(tx, [journal]);
  return journal;
}

type Sorted = { fresh: Prepared[]; forkedAt: number | undefined };

/**
 * What is not on disk yet. The first body under a number stays; from a fork on the rest of the push is
 * left out, because the device will send it again in the journal that continues this one.
 */
async function sortOut(tx: Tx, { accountId, push, prepared }: Batch): Promise<Sorted> {
  const key = { accountId, journalId: push.journalId };
  const bodies = await bodiesUnder(
    tx,
    key,
    prepared.map(({ seq }) => seq),
  );
  const fresh: Prepared[] = [];
  for (const entry of prepared) {
    const known = bodies.get(entry.seq);
    if (known !== undefined && !isStored(known, entry.body)) return { fresh, forkedAt: entry.seq };
    if (known === undefined) fresh.push(entry);
    bodies.set(entry.seq, entry.body);
  }
  return { fresh, forkedAt: undefined };
}

type Moving = { journal: JournalRow; fresh: Prepared[] };

/** Moves the journal's end and writes it down with the holes it stepped over. */
async function moveOn(tx: Tx, { accountId, push, receivedAt, prepared }: Batch, { journal, fresh }: Moving) {
  // A device that sends a number below its own `first` evidently still holds it.
  const first = Math.min(push.first, prepared[0]?.seq ?? push.first);
  const place = { accountId, journalId: push.journalId, receivedAt };
  const moved = await walk(tx, place, { through: journal.through, first });
  addGaps(
    tx,
    moved.gaps.map((gap) => ({ ...place, ...gap })),
  );
  journal.through = moved.through;
  journal.highest = Math.max(journal.highest, moved.through, fresh.at(-1)?.seq ?? 0);
  journal.quarantined += fresh.filter(({ entry }) => !entry).length;
  writeJournals(tx, [journal]);
  return moved.gaps;
}

/** Reads the numbers above `through` a page at a time, so that far-off islands cost nothing. */
async function walk(tx: Tx, key: JournalKey, { through, first }: { through: number; first: number }) {
  const moved: Advance = { through, gaps: [] };
  for (;;) {
    const { seqs: present, isAll } = await numbersAbove(tx, key, { above: moved.through, runs: WALK_PAGE });
    const last = isAll ? undefined : present.at(-1);
    // What lies beyond a full page is not known yet, so no hole may be named there.
    const known = last === undefined ? first : Math.min(first, last + 1);
    const step = advance({ through: moved.through, first: known, present });
    moved.through = step.through;
    moved.gaps.push(...step.gaps);
    if (last === undefined || step.through < last) return moved;
  }
}
