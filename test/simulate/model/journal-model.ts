/**
 * The reference journal: what a household may expect of what its watches write. Each entry that a watch makes carries a
 * mark of its own, so that nothing here depends on how journals are numbered.
 */
import { entryText, type Verdict } from './plain.js';

export type Body = { mark: string; seq: number; [field: string]: unknown };
/** One row of a server's journal. */
export type StoredRow = { accountId: string; journalId: string; seq: number; body: Body };
export type GapRow = { journalId: string; from: number; to: number };
export type Held = { journalId: string; seq: number };

type Fact = {
  accountId: string;
  text: string;
  /** The server said that it has it. */
  acked: boolean;
  /** It lay on the disk of its watch, and nobody has taken it from there. */
  kept: boolean;
  /** Where it was when it was acknowledged. */
  at?: Held;
};

export class JournalModel {
  private readonly facts = new Map<string, Fact>();
  /** Lost by a server that went back to an older copy, and where it was: a gap has to say so. */
  private readonly mustBeReported = new Map<string, Held>();
  /** Lost by that server too, but a watch still holds it. */
  private readonly mustComeBack = new Set<string>();
  /** Lost by a watch that went back to an older copy: it numbers anew, so nobody can name the hole. */
  private readonly forgottenByWatch = new Set<string>();

  get events(): number {
    return this.facts.size;
  }

  made(accountId: string, body: Body): void {
    this.facts.set(body.mark, { accountId, text: entryText(body), acked: false, kept: false });
  }

  /** These are on the disk of their watch: from now on they may not get lost. */
  kept(marks: readonly string[]): void {
    for (const mark of marks) {
      const fact = this.facts.get(mark);
      if (fact !== undefined) fact.kept = true;
    }
  }

  /** It went out to the server under this number; one that was acknowledged stays where it was. */
  sent(mark: string, at: Held): void {
    const fact = this.facts.get(mark);
    if (fact !== undefined && !fact.acked) fact.at = at;
  }

  /** The server answered that this entry is on its disk. */
  acknowledged(mark: string, at: Held): void {
    const fact = this.facts.get(mark);
    if (fact === undefined) return;
    fact.acked = true;
    fact.at = at;
    this.mustComeBack.delete(mark);
  }

  /** A watch went back to an older copy of itself, which does not hold these. */
  forgotten(marks: readonly string[]): void {
    for (const mark of marks) {
      this.forgottenByWatch.add(mark);
      this.mustBeReported.delete(mark);
      const fact = this.facts.get(mark);
      if (fact === undefined) continue;
      fact.kept = false;
      if (this.mustComeBack.delete(mark)) fact.acked = false;
    }
  }

  /**
   * A watch made room: it relies on the server for these. It may not know that the server has gone back; then they cannot come
   * back any more, and that must be reported.
   */
  pruned(marks: readonly string[]): void {
    for (const mark of marks) {
      const fact = this.facts.get(mark);
      // What had been reported as gone, and came to the watch by an old copy of it, stays reported.
      if (fact === undefined || this.mustBeReported.has(mark)) continue;
      if (this.mustComeBack.delete(mark)) this.reportable(mark, fact);
      else fact.acked = true;
    }
  }

  /** The server went back to a copy: what it does not hold any more and no watch holds is gone, and must be reported. */
  rolledBack(kept: ReadonlySet<string>, held: ReadonlySet<string>): void {
    for (const [mark, fact] of this.facts) {
      if (!fact.acked || kept.has(mark)) continue;
      if (held.has(mark)) this.mustComeBack.add(mark);
      else this.reportable(mark, fact);
    }
  }

  /** `held` is what the watches hold on their disks at the end; all of it must have arrived. */
  judge(rows: readonly StoredRow[], gaps: readonly GapRow[], held: ReadonlySet<string>): Verdict {
    const times = new Map<string, number>();
    const diverged: string[] = [];
    for (const row of rows) {
      times.set(row.body.mark, (times.get(row.body.mark) ?? 0) + 1);
      diverged.push(...this.differences(row));
    }
    for (const [mark, at] of this.mustBeReported)
      if (!times.has(mark) && !isReported(gaps, at)) diverged.push(`${mark} is gone and no gap says so`);
    const lost = [...this.facts]
      .filter(([mark, fact]) => !times.has(mark) && isOwed(fact, held.has(mark), gaps))
      .map(([mark, { acked, at }]) => {
        const place = `${at?.journalId ?? ''} ${at?.seq ?? ''}`;
        return `${mark} (${acked ? 'acknowledged' : 'on the disk of its watch'} ${place})`;
      });
    const duplicated = [...times].filter(([, count]) => count > 1).map(([mark]) => mark);
    return { lost, duplicated, diverged };
  }

  /** What these entries read, as they were made. */
  textsOf(marks: readonly string[]): string[] {
    return marks.map((mark) => this.facts.get(mark)?.text ?? '');
  }

  private differences({ accountId, body }: StoredRow): string[] {
    const fact = this.facts.get(body.mark);
    if (fact === undefined) return [`${body.mark} was never made`];
    if (fact.accountId !== accountId) return [`${body.mark} lies in the account ${accountId}`];
    return fact.text === entryText(body) ? [] : [`${body.mark} reads otherwise than it was made`];
  }

  private reportable(mark: string, fact: Fact): void {
    fact.acked = false;
    fact.kept = false;
    if (!this.forgottenByWatch.has(mark)) this.mustBeReported.set(mark, fact.at as Held);
  }
}

/** What came back to a watch by an old copy of it, after its loss was reported, stays reported. */
function isOwed({ acked, kept, at }: Fact, isHeld: boolean, gaps: readonly GapRow[]): boolean {
  if (acked) return true;
  return (kept || isHeld) && !(at !== undefined && isReported(gaps, at));
}

const isReported = (gaps: readonly GapRow[], { journalId, seq }: Held): boolean =>
  gaps.some((gap) => gap.journalId === journalId && gap.from <= seq && seq <= gap.to);
