import type { Tx } from '../database/sql.js';
import type { Prepared } from '../journal/read-entries.js';
import type { KnownProgress } from '../progress/keep/known-progress.js';
import { updateProgress } from '../progress/keep/update-progress.js';
import type { Played } from './project-session.js';
import type { SessionRow } from './session-rows.js';

/** New entries of one journal; the last of them has `position`. */
export type Added = { accountId: string; journalId: string; added: readonly Prepared[]; position: number };

/** A session as it was before a transaction and as it is after it; one side is missing when it is new or gone. */
export type SessionChange = {
  before: SessionRow | undefined;
  after: SessionRow | undefined;
  /** Its state after the transaction, where it could be replayed. */
  played: Played | undefined;
};
export type News = { changes: readonly SessionChange[]; added: readonly Added[] };

/** Everything that is counted beside the sessions themselves follows from here, once for each transaction. */
export const updateReadModels = (tx: Tx, news: News, known?: KnownProgress): Promise<void> =>
  updateProgress(tx, news, known);
