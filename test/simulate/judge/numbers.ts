/** Do the server's own numbers fit each other? Nothing here asks what ought to be stored. */
import type { Database } from '../../../apps/server/src/database/database.js';
import { type EntryRow, gapRows, type JournalRow, journalRows, type Kept } from './rows.js';

type Gap = { accountId: string; journalId: string; from: number; to: number };

export async function judgeNumbers(database: Database, { entries, documents }: Kept): Promise<string[]> {
  const gaps = await gapRows(database);
  const journals = await journalRows(database);
  const accounts = await database.read.all<{ id: string; position: number }>(
    'SELECT id, position FROM account ORDER BY id',
  );
  return [
    ...journals.flatMap((journal) =>
      judgeJournal(journal, entries.filter(isOf(journal)), gaps.filter(isOf(journal))),
    ),
    ...accounts.flatMap(({ id, position }) => {
      const taken = [...entries, ...documents].filter(({ accountId }) => accountId === id);
      return judgePositions(
        id,
        position,
        taken.map((row) => row.position),
      );
    }),
  ];
}

type Named = { accountId: string; journalId: string };
const isOf = (one: Named) => (other: Named) =>
  one.accountId === other.accountId && one.journalId === other.journalId;

/** `through` reaches as far as every number is stored or named by a gap, and no further. */
function judgeJournal(journal: JournalRow, rows: readonly EntryRow[], gaps: readonly Gap[]): string[] {
  const { journalId, through, highest, quarantined } = journal;
  const covered = new Set(rows.map(({ seq }) => seq));
  const most = Math.max(through, ...covered);
  for (const { from, to } of gaps) for (let seq = from; seq <= to; seq += 1) covered.add(seq);
  const wrong: string[] = [];
  for (let seq = 1; seq <= through; seq += 1)
    if (!covered.has(seq))
      wrong.push(`${journalId}: through ${through} leaps over ${seq} and no gap says so`);
  if (covered.has(through + 1)) wrong.push(`${journalId}: through stays at ${through}`);
  if (highest !== most) wrong.push(`${journalId}: highest is ${highest}, not ${most}`);
  const unread = rows.filter((row) => row.quarantined).length;
  if (quarantined !== unread) wrong.push(`${journalId}: ${quarantined} counted as unread, not ${unread}`);
  for (const [index, gap] of gaps.entries())
    if (gap.from <= (gaps[index - 1]?.to ?? 0))
      wrong.push(`${journalId}: the gap from ${gap.from} names what the one before it names`);
  return wrong;
}

/** Every position is given once, and none is left out. */
function judgePositions(accountId: string, position: number, taken: readonly number[]): string[] {
  const sorted = [...taken].sort((one, other) => one - other);
  const isDense = sorted.every((each, index) => each === index + 1);
  if (isDense && sorted.length === position) return [];
  return [`${accountId}: ${sorted.length} positions up to ${sorted.at(-1) ?? 0}, counter at ${position}`];
}
