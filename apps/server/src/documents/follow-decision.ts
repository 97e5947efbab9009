import type { DocumentVersion } from '@plumbline/routine-core';
import type { Tx } from '../database/sql.js';
import { rebuildWeeks } from '../progress/keep/weeks.js';
import { recomputeSessions, sessionsWithoutRoutine } from '../sessions/update-sessions.js';

/** What was counted by the older version is counted anew, in the same transaction. */
export async function followDecision(
  tx: Tx,
  accountId: string,
  document: Pick<DocumentVersion, 'kind' | 'id' | 'version' | 'body'>,
): Promise<void> {
  if (document.kind === 'routine') await readSessionsAnew(tx, accountId, document);
  else await rebuildWeeks(tx, accountId);
}

type Routine = Pick<DocumentVersion, 'id' | 'version' | 'body'>;

/** A watch may bring a session before anyone brings its routine; with the routine it can be read. */
async function readSessionsAnew(tx: Tx, accountId: string, routine: Routine): Promise<void> {
  if (routine.body === null) return;
  await recomputeSessions(tx, await sessionsWithoutRoutine(tx, accountId, routine));
}
