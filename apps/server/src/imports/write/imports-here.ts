import { UNDO_MS } from '@plumbline/routine-core';
import type { Reader } from '../../database/database.js';
import type { ImportFacts } from '../forms.js';

type Begun = { source: 'csv' | 'fit'; sessions: number; name?: string; at: number };
type Row = { journal_id: string; kind: string; bodies: string };
type Read = Pick<Reader, 'all'>;

/** Every import begins its journal with what it is, and ends it when all of it is in. */
const SAID = `SELECT journal_id, kind, bodies FROM entry_run WHERE account_id = ?
  AND kind IN ('import-begun', 'import-ended') AND quarantined = 0 ORDER BY last_position DESC LIMIT 2000`;
const SHOWN = 'SELECT journal_id, COUNT(*) AS count FROM session WHERE account_id = ? GROUP BY journal_id';

/** Newest first. `running` is the one that this server has in hand. */
export async function importsHere(
  read: Read,
  accountId: string,
  running: string | undefined,
): Promise<ImportFacts[]> {
  const rows = await read.all<Row>(SAID, [accountId]);
  if (rows.length === 0) return [];
  const counts = await read.all<{ journal_id: string; count: number }>(SHOWN, [accountId]);
  const shown = new Map(counts.map(({ journal_id, count }) => [journal_id, Number(count)]));
  const ended = new Set(rows.flatMap(({ journal_id, kind }) => (kind === 'import-ended' ? journal_id : [])));
  return rows
    .filter(({ kind }) => kind === 'import-begun')
    .map(({ journal_id: id, bodies }) => {
      const state = stateOf({
        isRunning: running === id,
        isOver: ended.has(id),
        isShown: shown.has(id),
      });
      return factsOf(id, JSON.parse(bodies) as Begun, { state, shown: shown.get(id) ?? 0 });
    });
}

type How = { isRunning: boolean; isOver: boolean; isShown: boolean };

function stateOf({ isRunning, isOver, isShown }: How): ImportFacts['state'] {
  if (isRunning) return 'running';
  if (!isOver) return 'stopped';
  return isShown ? 'done' : 'undone';
}

const factsOf = (
  id: string,
  { source, sessions, name, at }: Begun,
  { state, shown }: Pick<ImportFacts, 'state' | 'shown'>,
): ImportFacts => ({
  ...{ id, source, importedAt: at, state, sessions, shown, undoUntil: at + UNDO_MS },
  ...(name === undefined ? {} : { name }),
});
