import { countBetween } from '../../journal/lying-entries.js';
import type { GapLine, JournalLine } from '../format/lines.js';
import { clashes, type Decided, HERE, type Here } from './decided.js';

/** A journal that is here stays as it is; its entries are looked at one by one. */
export async function decideJournal({ read, accountId, base }: Here, line: JournalLine): Promise<Decided> {
  const sql = 'SELECT journal_id FROM journal WHERE account_id = ? AND journal_id = ?';
  if (await read.one(sql, [accountId, line.journalId])) return HERE;
  // Behind the journals that are here, and among themselves in their own order.
  const journal = { ...line, openedPosition: line.openedPosition + base };
  return { verdict: 'added', write: { to: 'journal', journal } };
}

type Overlap = { from_seq: number; to_seq: number };

/** A gap is only news where nothing is known of its numbers. */
export async function decideGap({ read, accountId }: Here, gap: GapLine): Promise<Decided> {
  const key = [accountId, gap.journalId];
  const overlaps = await read.all<Overlap>(
    'SELECT from_seq, to_seq FROM gap WHERE account_id = ? AND journal_id = ? AND from_seq <= ? AND to_seq >= ? LIMIT 2',
    [...key, gap.to, gap.from],
  );
  const [same] = overlaps;
  if (same && Number(same.from_seq) === gap.from && Number(same.to_seq) === gap.to) return HERE;
  const known = await countBetween(read, { accountId, journalId: gap.journalId }, gap);
  if (known === gap.to - gap.from + 1) return HERE;
  if (known > 0 || overlaps.length > 0) return clashes('gap-partly-known');
  return { verdict: 'added', write: { to: 'gap', gap } };
}
