export type Gap = { from: number; to: number };
export type Advance = { through: number; gaps: Gap[] };

type Held = {
  through: number;
  /** The lowest number the device still has: what lies below and is not on disk will never come. */
  first: number;
  /** Numbers on disk above `through`, ascending. */
  present: readonly number[];
};

/** How far the journal now reaches without a hole, and which holes it stepped over because nobody can fill them. */
export function advance({ through, first, present }: Held): Advance {
  const gaps: Gap[] = [];
  let next = through + 1;
  const stepOver = (end: number) => {
    if (next < end) gaps.push({ from: next, to: end - 1 });
    next = Math.max(next, end);
  };
  for (const seq of present) {
    if (seq > next) stepOver(Math.min(seq, first));
    if (seq > next) break;
    if (seq === next) next += 1;
  }
  stepOver(first);
  return { through: next - 1, gaps };
}
