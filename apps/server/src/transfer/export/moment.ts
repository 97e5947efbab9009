import type { Tx } from '../../database/sql.js';
import { holdAccount, readPositions } from '../../journal/journal-rows.js';
import type { GapLine, JournalLine } from '../format/lines.js';

/**
 * What an account is at one instant: everything up to a position, and how far each journal was then. Facts are never
 * changed afterwards, so whoever reads up to there later reads the same.
 */
export type Moment = { accountId: string; position: number; journals: JournalAt[] };
/** Gaps up to `through` can be read whenever one likes: one that is noticed later lies beyond it. The others are few. */
export type JournalAt = JournalLine & { through: number; beyond: GapLine[] };

type Row = { journal_id: string; opened_position: number; through: number };

/** Taken while nobody else writes to the account, on whichever node. */
export async function takeMoment(tx: Tx, accountId: string): Promise<Moment> {
  await holdAccount(tx, accountId);
  const sql = 'SELECT journal_id, opened_position, through FROM journal WHERE account_id = ?';
  const rows = await tx.all<Row>(sql, [accountId]);
  const gaps = await gapsBeyond(tx, accountId);
  const journals = rows.map((row): JournalAt => {
    const { journal_id: journalId, opened_position, through } = row;
    const beyond = gaps.filter((gap) => gap.journalId === journalId);
    const openedPosition = Number(opened_position);
    return { line: 'journal', journalId, openedPosition, through: Number(through), beyond };
  });
  const position = Number((await readPositions(tx, [accountId])).get(accountId) ?? 0);
  return { accountId, position, journals: journals.sort(byOpening) };
}

export type GapRow = { journal_id: string; from_seq: number; to_seq: number; noticed_at: number };
export const gapLine = ({ journal_id, from_seq, to_seq, noticed_at }: GapRow): GapLine => ({
  line: 'gap',
  journalId: journal_id,
  from: Number(from_seq),
  to: Number(to_seq),
  noticedAt: Number(noticed_at),
});

/** Only a file that is still being brought in, or one with holes of its own, leaves such. */
async function gapsBeyond(tx: Tx, accountId: string): Promise<GapLine[]> {
  const sql = `SELECT gap.journal_id, from_seq, to_seq, noticed_at FROM gap
    JOIN journal ON journal.account_id = gap.account_id AND journal.journal_id = gap.journal_id
    WHERE gap.account_id = ? AND to_seq > through ORDER BY from_seq`;
  return (await tx.all<GapRow>(sql, [accountId])).map(gapLine);
}

/** Sorted here: databases have their own ideas of the order of texts. */
const byOpening = (one: JournalLine, other: JournalLine): number =>
  one.openedPosition - other.openedPosition || (one.journalId < other.journalId ? -1 : 1);
