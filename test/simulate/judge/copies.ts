/** Has everybody who follows along come to the same? */
import {
  type Board,
  emptyBoard,
  takeSnapshot,
} from '../../../apps/dashboard/src/features/live/live-board.js';
import { bundledDocuments } from '../../../apps/server/src/documents/bundled-documents.js';
import { digestOf, entryText, plainText } from '../model/plain.js';
import type { Follower } from '../parts/follower.js';
import type { SimDashboard } from '../parts/sim-dashboard.js';
import type { SimHousehold, Wrist } from '../world/household.js';
import type { EntryRow, Kept, PlacedVersion } from './rows.js';

/** What a client of this account should hold. */
function wanted({ entries, documents }: Kept, accountId: string) {
  const newest = new Map<string, PlacedVersion>();
  for (const row of documents)
    if (row.accountId === accountId) {
      const key = `${row.kind}.${row.id}`;
      if ((newest.get(key)?.version ?? 0) < row.version) newest.set(key, row);
    }
  return {
    entries: entries.filter((row) => row.accountId === accountId),
    documents: [...bundledDocuments, ...newest.values()].map(
      ({ kind, id, version, body }) => `${kind}.${id} ${version} ${plainText(body)}`,
    ),
  };
}

export const documentsDigest = (documents: Follower['documents']): string =>
  digestOf([...documents].map(([key, { version, body }]) => `${key} ${version} ${plainText(body)}`));

export function judgeCopies(world: SimHousehold, kept: Kept): string[] {
  const { dashboards, wrists } = world;
  return [
    ...dashboards.flatMap((dashboard) => judgeDashboard(dashboard, kept)),
    ...wrists.flatMap((wrist) => judgeWrist(wrist, kept)),
  ];
}

function judgeDashboard({ parts, copy, surprises }: SimDashboard, kept: Kept): string[] {
  const { accountId, name } = parts;
  const { entries, documents } = wanted(kept, accountId);
  const wrong = entries.filter(({ journalId, seq, text }) => {
    const held = copy.entries.get(`${journalId} ${seq}`);
    return held === undefined || plainText(held) !== plainText(JSON.parse(text));
  });
  const told = [...surprises, ...copy.surprises].map((surprise) => `${name}: ${surprise}`);
  if (wrong.length > 0 || copy.entries.size !== entries.length)
    told.push(`${name} holds ${copy.entries.size} of ${entries.length} entries, ${wrong.length} wrong`);
  if (documentsDigest(copy.documents) !== digestOf(documents)) told.push(`${name} has other documents`);
  return told;
}

function judgeWrist({ accountId, name, watch, papers }: Wrist, kept: Kept): string[] {
  const { documents } = wanted(kept, accountId);
  const told = papers.surprises.map((surprise) => `${name}: ${surprise}`);
  if (papers.entries.size > 0) told.push(`${name} was given entries of others`);
  if (documentsDigest(papers.documents) !== digestOf(documents)) told.push(`${name} has other documents`);
  if (watch.waiting !== 0) told.push(`${name} still has ${watch.waiting} entries to send`);
  return told;
}

/** What runs now looks the same on a page that followed along as on one that is opened anew. */
export async function judgeBoards({ dashboards, server, timeline }: SimHousehold): Promise<string[]> {
  const wrong: string[] = [];
  for (const { parts, board } of dashboards) {
    const told = await server.asPerson(parts.login, ({ live }, who) => live.join(who));
    if (!told.heard || !told.answer.ok) throw new Error('the server gave no answer');
    const [shown, fresh] = [runningOn(board), runningOn(takeSnapshot(emptyBoard, told.answer, timeline.now))];
    for (const [sessionId, entries] of fresh)
      if (shown.get(sessionId) !== entries)
        wrong.push(`${parts.name} shows ${sessionId} as ${shown.get(sessionId)}, a fresh page as ${entries}`);
    for (const sessionId of shown.keys())
      if (!fresh.has(sessionId)) wrong.push(`${parts.name} still shows ${sessionId}`);
  }
  return wrong;
}

/** Ended sessions stay on a page for a while, so that nobody's goes blank at the finish. */
function runningOn({ sessions }: Board): Map<string, string> {
  const running = Object.values(sessions).filter(
    ({ isGone, entries }) => !isGone && !entries.some(({ kind }) => kind === 'session-ended'),
  );
  return new Map(
    running.map(({ sessionId, entries }) => [
      sessionId,
      entries.map(({ seq, kind }) => `${seq} ${kind}`).join(),
    ]),
  );
}

/** One digest of every account, told by the reference, the server and each dashboard; a line for each that differs. */
export function judgeDigests({ model, dashboards }: SimHousehold, rows: readonly EntryRow[]) {
  const differ: string[] = [];
  const ofServer = (accountId: string) => rows.filter((row) => row.accountId === accountId);
  for (const { parts, copy } of dashboards) {
    const { accountId, name } = parts;
    const own = ofServer(accountId);
    const stored = digestOf(own.map(({ body }) => entryText(body)));
    const made = digestOf(model.journal.textsOf(own.map(({ body }) => body.mark)));
    const pulled = [...copy.entries].filter(([key]) => !key.startsWith('server '));
    const held = digestOf(pulled.map(([, entry]) => entryText(entry as object)));
    if (stored !== made) differ.push(`the digest of ${accountId} is not that of what was made`);
    if (stored !== held) differ.push(`the digest of ${name} is not the server's`);
  }
  return { differ, digest: digestOf(rows.map(({ accountId, text }) => `${accountId} ${text}`)) };
}
