/**
 * The reference journal: what a household may expect of its data, said without a line of the product's own code. Each
 * entry that a watch makes carries a mark of its own, so that nothing here depends on how journals are numbered.
 */
export type Body = { mark: string; seq: number; [field: string]: unknown };
/** One row of a server's journal. */
export type StoredRow = { journalId: string; seq: number; body: Body; quarantined: boolean };
export type GapRow = { journalId: string; from: number; to: number };
export type Held = { journalId: string; seq: number };

type Fact = {
  text: string;
  acked: boolean;
  /** Where it was when it was acknowledged. */
  at?: Held;
};

/** JSON with sorted keys, without the number: a fork gives an entry another one. */
export function plainText(body: object): string {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
    return Object.fromEntries(fields.map(([key, inner]) => [key, sorted(inner)]));
  };
  const { seq: _, ...rest } = body as Body;
  return JSON.stringify(sorted(rest));
}

export type Verdict = { lost: string[]; duplicated: string[]; diverged: string[] };

export class Model {
  private readonly facts = new Map<string, Fact>();
  /** Lost by a server that went back to an older copy, and where it was: a gap has to say so. */
  private readonly mustBeReported = new Map<string, Held>();
  /** Lost by that server too, but a watch still holds it. */
  private readonly mustComeBack = new Set<string>();
  /** Lost by a watch that went back to an older copy: it numbers anew, so nobody can name the hole. */
  private readonly forgottenByWatch = new Set<string>();
  /** Reported holes of journals that a server lost by going back to an older copy. */
  gaps = 0;

  get events(): number {
    return this.facts.size;
  }

  made(body: Body): void {
    this.facts.set(body.mark, { text: plainText(body), acked: false });
  }

  /** The server answered that this entry is on its disk. */
  acknowledged(mark: string, at: Held): void {
    const fact = this.facts.get(mark);
    if (fact === undefined) return;
    fact.acked = true;
    fact.at = at;
    this.mustComeBack.delete(mark);
  }

  forgotten(marks: readonly string[]): void {
    for (const mark of marks) {
      this.forgottenByWatch.add(mark);
      this.mustBeReported.delete(mark);
      const fact = this.facts.get(mark);
      if (this.mustComeBack.delete(mark) && fact !== undefined) fact.acked = false;
    }
  }

  /** A watch made room, not knowing that the server had gone back: what cannot come back any more must be reported. */
  pruned(marks: readonly string[]): void {
    for (const mark of marks) {
      const fact = this.facts.get(mark);
      if (!this.mustComeBack.delete(mark) || fact === undefined) continue;
      fact.acked = false;
      this.mustBeReported.set(mark, fact.at as Held);
    }
  }

  /** The server went back to a copy: what it does not hold any more and no watch holds is gone, and must be reported. */
  rolledBack(kept: ReadonlySet<string>, held: ReadonlySet<string>): void {
    for (const [mark, fact] of this.facts) {
      if (fact.acked && !kept.has(mark)) {
        fact.acked = held.has(mark);
        if (fact.acked) this.mustComeBack.add(mark);
        if (!fact.acked && !this.forgottenByWatch.has(mark)) this.mustBeReported.set(mark, fact.at as Held);
      }
    }
  }

  /** `held` is what the watches hold on their disks at the end; all of it must have arrived. */
  judge(rows: readonly StoredRow[], gaps: readonly GapRow[], held: ReadonlySet<string>): Verdict {
    const times = new Map<string, number>();
    const diverged: string[] = [];
    for (const { body } of rows) {
      times.set(body.mark, (times.get(body.mark) ?? 0) + 1);
      const fact = this.facts.get(body.mark);
      if (fact === undefined) diverged.push(`${body.mark} was never made`);
      else if (fact.text !== plainText(body)) diverged.push(`${body.mark} reads otherwise than it was made`);
    }
    // What came back to a watch by an old copy of it, after its loss was reported, stays reported.
    const isKnownLoss = ({ acked, at }: Fact) => !acked && at !== undefined && isReported(gaps, at);
    const lost = [...this.facts].filter(
      ([mark, fact]) => (fact.acked || held.has(mark)) && !times.has(mark) && !isKnownLoss(fact),
    );
    const duplicated = [...times].filter(([, count]) => count > 1);
    for (const [mark, at] of this.mustBeReported) {
      if (!times.has(mark) && !isReported(gaps, at)) diverged.push(`${mark} is gone and no gap says so`);
    }
    this.gaps = gaps.length;
    return {
      lost: lost.map(
        ([mark, { acked, at }]) =>
          `${mark} (${acked ? 'acknowledged' : 'held'} ${at?.journalId ?? ''} ${at?.seq ?? ''})`,
      ),
      duplicated: duplicated.map(([mark]) => mark),
      diverged,
    };
  }
}

const isReported = (gaps: readonly GapRow[], { journalId, seq }: Held): boolean =>
  gaps.some((gap) => gap.journalId === journalId && gap.from <= seq && seq <= gap.to);
