/** Effort as it was told: of a block, or of whatever else carries the key. */
export interface EffortMark {
  readonly key: string;
  /** 0 … 10. */
  readonly value: number;
}

export interface EffortAverage {
  readonly key: string;
  readonly count: number;
  /** To a tenth. */
  readonly mean: number;
  readonly least: number;
  readonly most: number;
}

/** The mean to a tenth; of nothing it is 0. */
export const meanOf = (values: readonly number[]): number =>
  values.length === 0
    ? 0
    : Math.round((10 * values.reduce((sum, each) => sum + each, 0)) / values.length) / 10;

function averageOf(key: string, values: readonly number[]): EffortAverage {
  const least = values.reduce((one, other) => Math.min(one, other));
  const most = values.reduce((one, other) => Math.max(one, other));
  return { key, count: values.length, mean: meanOf(values), least, most };
}

/** One average for each key that was told at least once, in alphabetical order. */
export function effortAverages(marks: readonly EffortMark[]): readonly EffortAverage[] {
  const keys = marks.map(({ key }) => key).filter((key, index, all) => all.indexOf(key) === index);
  return keys.sort().map((key) =>
    averageOf(
      key,
      marks.filter((mark) => mark.key === key).map(({ value }) => value),
    ),
  );
}
