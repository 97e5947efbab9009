import type { Tx } from '../../database/sql.js';
import { holdAccount, readPositions } from '../../journal/journal-rows.js';
import type { JournalLine } from '../format/lines.js';

/**
 * What an account is at one instant: everything up to a position, and how far each journal was then. Facts are never
 * changed afterwards, so whoever reads up to there later reads the same.
 */
export type Moment = { accountId: string; position: number; journals: JournalAt[] };
export type JournalAt = JournalLine & { through: number };

type Row = { journal_id: string; opened_position: number; through: number };

/** Taken while nobody else writes to the account, on whichever node. */
export async function takeMoment(tx: Tx, accountId: string): Promise<Moment> {
  await holdAccount(tx, accountId);
  const sql = 'SELECT journal_id, opened_position, through FROM journal WHERE account_id = ?';
  const rows = await tx.all<Row>(sql, [accountId]);
  const journals = rows.map((row): JournalAt => {
    const { journal_id: journalId, opened_position, through } = row;
    return { line: 'journal', journalId, openedPosition: Number(opened_position), through: Number(through) };
  });
  const position = Number((await readPositions(tx, [accountId])).get(accountId) ?? 0);
  return { accountId, position, journals: journals.sort(byOpening) };
}

/** Sorted here: databases have their own ideas of the order of texts. */
const byOpening = (one: JournalLine, other: JournalLine): number =>
  one.openedPosition - other.openedPosition || (one.journalId < other.journalId ? -1 : 1);
