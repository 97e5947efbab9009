import type { Tx } from '../../database/sql.js';
import { type JournalKey, numbersAbove } from '../../journal/lying-entries.js';
import type { Gap } from '../../journal/through.js';

/** How far numbers run on behind `through` without a hole, when entries and gaps both fill them. Both lists ascend. */
export function coveredThrough(through: number, present: readonly number[], gaps: readonly Gap[]): number {
  let reached = through;
  let gap = 0;
  for (const seq of present) {
    for (; gaps[gap] && (gaps[gap] as Gap).from <= reached + 1; gap += 1)
      reached = Math.max(reached, (gaps[gap] as Gap).to);
    if (seq > reached + 1) return reached;
    reached = Math.max(reached, seq);
  }
  for (; gaps[gap] && (gaps[gap] as Gap).from <= reached + 1; gap += 1)
    reached = Math.max(reached, (gaps[gap] as Gap).to);
  return reached;
}

const PAGE = 1_000;
type GapRow = { from_seq: number; to_seq: number };

/** The same for a journal as it lies on disk, a page at a time. */
export async function walkCovered(tx: Tx, key: JournalKey, through: number): Promise<number> {
  const gaps = `SELECT from_seq, to_seq FROM gap WHERE account_id = ? AND journal_id = ? AND to_seq > ? ORDER BY from_seq LIMIT ${PAGE}`;
  for (let reached = through; ; ) {
    const { seqs } = await numbersAbove(tx, key, { above: reached, runs: PAGE });
    const rows = await tx.all<GapRow>(gaps, [key.accountId, key.journalId, reached]);
    const holes = rows.map(({ from_seq, to_seq }) => ({ from: Number(from_seq), to: Number(to_seq) }));
    const next = coveredThrough(reached, seqs, holes);
    if (next === reached) return reached;
    reached = next;
  }
}
