/** What one benchmark says: its figures, and how they stand to a peer or limit of the same run. */
export type Line = {
  name: string;
  ratio: number;
  against: string;
  better: 'higher' | 'lower';
  /** The ratio that must be reached, or undefined where it is only told. */
  limit?: number;
  [figure: string]: unknown;
};

export type Benchmark = {
  name: string;
  /** One line for `--help`. */
  title: string;
  run(say: (text: string) => void): Promise<Line[]>;
};

export type Spread = { median: number; least: number; most: number };

export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const median =
    sorted.length % 2 === 1
      ? (sorted[middle] ?? Number.NaN)
      : ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2;
  return { median, least: sorted[0] ?? Number.NaN, most: sorted.at(-1) ?? Number.NaN };
}

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));

export const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((one, other) => one - other)[
    Math.min(values.length - 1, Math.floor(values.length * share))
  ] ?? Number.NaN;

/** Runs each contender once a round, in turn and beginning with another one each time, so that a slow minute hits all alike. */
export async function alternate<Name extends string>(
  rounds: number,
  contenders: Record<Name, () => Promise<number>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contenders) as Name[];
  const results = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  for (let round = 0; round < rounds; round += 1) {
    for (const turn of names.keys()) {
      const name = names[(turn + round) % names.length] as Name;
      results[name].push(await contenders[name]());
    }
  }
  return results;
}

export const isMissed = ({ ratio, better, limit }: Line): boolean =>
  limit !== undefined && !(better === 'higher' ? ratio >= limit : ratio <= limit);

/** A line as it is printed: with a limit it says whether it holds. */
export const told = (line: Line): object =>
  line.limit === undefined ? line : { ...line, holds: !isMissed(line) };

/** The median, the least and the most of some figures, as they are printed. */
export function spreadOf(values: readonly number[], digits = 2) {
  const { median, least, most } = spread(values);
  return { median: rounded(median, digits), least: rounded(least, digits), most: rounded(most, digits) };
}

/** The median of what one contender has to the other, round by round: a slow minute has hit both. */
export const ratioOf = (ours: readonly number[], theirs: readonly number[]): number =>
  rounded(spread(ours.map((value, round) => value / (theirs[round] ?? Number.NaN))).median);
