/** `1-40,55`: which sessions of a file. Undefined for what is no such list, or leads beyond `most`. */
export function numbersIn(text: string, most: number): Set<number> | undefined {
  const numbers = new Set<number>();
  for (const part of text === '' ? [] : text.split(',')) {
    const [, from = '', to = from] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(part) ?? [];
    const [low, high] = [Number(from), Number(to)];
    if (from === '' || low < 1 || high < low || high > most) return undefined;
    for (let number = low; number <= high; number += 1) numbers.add(number);
  }
  return numbers;
}

/** The shortest list for these numbers, given in rising order. */
export function rangesOf(numbers: readonly number[]): string {
  const ranges: [number, number][] = [];
  for (const number of numbers) {
    const last = ranges.at(-1);
    if (last && last[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  return ranges.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}
