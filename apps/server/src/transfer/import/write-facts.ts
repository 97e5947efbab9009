import { canonicalJson, SERVER_JOURNAL } from '@plumbline/routine-core';
import type { Param, Tx } from '../../database/sql.js';
import { followDecision } from '../../documents/follow-decision.js';
import { writeVersion } from '../../documents/store-document.js';
import { addEntryRows, addGaps, rowsOf } from '../../journal/entry-rows.js';
import {
  type JournalRow,
  readJournals,
  readPositions,
  writeJournals,
  writePositions,
} from '../../journal/journal-rows.js';
import { digestOf } from '../../journal/read-entries.js';
import type { Projections } from '../../sessions/projections.js';
import type { Added } from '../../sessions/read-models.js';
import { recomputeSessions } from '../../sessions/update-sessions.js';
import type { DocumentLine } from '../format/lines.js';
import type { NewEntry, Write } from '../merge/decided.js';
import { walkCovered } from './covered.js';

type To<K extends Write['to']> = Extract<Write, { to: K }>;
type PlacedEntry = { journalId: string; entry: NewEntry; position: number };
type PlacedDocument = { document: DocumentLine; position: number };
export type Place = { accountId: string; now: number };

const ofKind = <K extends Write['to']>(writes: readonly Write[], kind: K) =>
  writes.filter((write): write is To<K> => write.to === kind);

/** Writes what was decided to be added, in its order, and brings the read models up to it. Says where the account is now. */
export async function writeFacts(
  tx: Tx,
  place: Place,
  { writes, projections }: { writes: readonly Write[]; projections: Projections },
): Promise<number> {
  const { accountId } = place;
  const before = Number((await readPositions(tx, [accountId])).get(accountId) ?? 0);
  await openJournals(tx, place, ofKind(writes, 'journal'));
  const { entries, documents, position } = placeAll(writes, before);
  if (position > before) writePositions(tx, new Map([[accountId, position]]));
  const stretches = stretchesOf(entries);
  addEntryRows(
    tx,
    stretches.flatMap((stretch) => rowsAt(place, stretch)),
  );
  const gaps = ofKind(writes, 'gap').map(({ gap }) => ({ accountId, receivedAt: gap.noticedAt, ...gap }));
  addGaps(tx, gaps);
  await moveJournals(tx, accountId, [...entries, ...gaps.map(({ journalId }) => ({ journalId }))]);
  for (const { document, position: at } of documents)
    await writeDocument(tx, accountId, { document, position: at });
  await projections.update(tx, partsOf(accountId, stretches));
  await followDocuments(tx, accountId, documents);
  await followCorrections(tx, accountId, entries);
  return position;
}

/** No watch has spoken to this server through it yet, so nothing of it is live. */
async function openJournals(tx: Tx, { accountId }: Place, journals: readonly To<'journal'>[]): Promise<void> {
  const rows = journals.map(({ journal: { journalId, openedPosition } }): JournalRow => {
    const nothing = { through: 0, highest: 0, quarantined: 0, offsetMs: 0, lastPushAt: 0 };
    return { accountId, journalId, openedPosition, ...nothing };
  });
  writeJournals(tx, rows);
}

function placeAll(writes: readonly Write[], before: number) {
  const entries: PlacedEntry[] = [];
  const documents: PlacedDocument[] = [];
  let position = before;
  for (const write of writes) {
    if (write.to === 'journal' || write.to === 'gap') continue;
    position += 1;
    if (write.to === 'entry') entries.push({ journalId: write.journalId, entry: write.entry, position });
    else documents.push({ document: write.document, position });
  }
  return { entries, documents, position };
}

function rowsAt({ accountId, now }: Place, stretch: readonly PlacedEntry[]): Param[][] {
  const { journalId, position } = stretch[0] as PlacedEntry;
  const entries = stretch.map(({ entry }) => entry);
  return rowsOf({ accountId, journalId, receivedAt: now }, entries, position - 1);
}

type Touched = { journalId: string; entry?: NewEntry };

/** What each journal now reaches, counted from what is really here: a file is not asked. */
async function moveJournals(tx: Tx, accountId: string, touched: readonly Touched[]): Promise<void> {
  const ids = [...new Set(touched.map(({ journalId }) => journalId))];
  const journals = await readJournals(
    tx,
    ids.map((journalId) => ({ accountId, journalId })),
  );
  for (const journal of journals) {
    const own = touched
      .filter(({ journalId }) => journalId === journal.journalId)
      .flatMap(({ entry }) => entry ?? []);
    journal.through = await walkCovered(tx, journal, journal.through);
    journal.highest = own.reduce(
      (most, { seq }) => Math.max(most, seq),
      Math.max(journal.highest, journal.through),
    );
    journal.quarantined += own.filter(({ isQuarantined }) => isQuarantined).length;
  }
  writeJournals(tx, journals);
}

async function writeDocument(
  tx: Tx,
  accountId: string,
  { document, position }: PlacedDocument,
): Promise<void> {
  const { kind, id, version, madeAt, madeBy } = document;
  const body = canonicalJson(document.body);
  const edit = { accountId, kind, id, basedOn: version - 1, madeAt, madeBy };
  await writeVersion(tx, edit, { body, digest: digestOf(body), position });
}

/** Entries of one journal that follow each other in number and place, as a push would have brought them. */
function stretchesOf(entries: readonly PlacedEntry[]): PlacedEntry[][] {
  const stretches: PlacedEntry[][] = [];
  for (const placed of entries) {
    const stretch = stretches.at(-1);
    const last = stretch?.at(-1);
    const follows =
      last?.journalId === placed.journalId &&
      last.position === placed.position - 1 &&
      last.entry.seq < placed.entry.seq;
    if (stretch && follows) stretch.push(placed);
    else stretches.push([placed]);
  }
  return stretches;
}

const partsOf = (accountId: string, stretches: readonly PlacedEntry[][]): Added[] =>
  stretches.flatMap((stretch) => {
    const { journalId, position } = stretch.at(-1) as PlacedEntry;
    const added = stretch.map(({ entry: { seen } }) => seen);
    return journalId === SERVER_JOURNAL ? [] : { accountId, journalId, added, position };
  });

/** The weeks are counted anew once, however many decisions a batch holds. */
async function followDocuments(
  tx: Tx,
  accountId: string,
  documents: readonly PlacedDocument[],
): Promise<void> {
  const all = documents.map(({ document }) => document);
  const routines = all.filter(({ kind }) => kind === 'routine');
  const decision = all.filter(({ kind }) => kind !== 'routine').at(-1);
  for (const document of decision ? [...routines, decision] : routines)
    await followDecision(tx, accountId, document as Parameters<typeof followDecision>[2]);
}

async function followCorrections(tx: Tx, accountId: string, entries: readonly PlacedEntry[]): Promise<void> {
  const corrected = entries.flatMap(({ journalId, entry }) =>
    journalId === SERVER_JOURNAL ? (entry.sessionId ?? []) : [],
  );
  const sessions = [...new Set(corrected)].map((sessionId) => ({ accountId, sessionId }));
  await recomputeSessions(tx, sessions);
}
