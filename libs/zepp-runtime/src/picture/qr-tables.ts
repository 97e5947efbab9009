/** Figures of ISO/IEC 18004 for versions 1 to 10: for each level the check words of a block, and the blocks. */
export const LEVELS = {
  L: { bits: 1, check: [7, 10, 15, 20, 26, 18, 20, 24, 30, 18], blocks: [1, 1, 1, 1, 1, 2, 2, 2, 2, 4] },
  M: { bits: 0, check: [10, 16, 26, 18, 24, 16, 18, 22, 22, 26], blocks: [1, 1, 1, 2, 2, 4, 4, 4, 5, 5] },
} as const;
export type Level = keyof typeof LEVELS;
export const LARGEST_VERSION = 10;

export const sideOf = (version: number): number => 17 + 4 * version;

/** Middles of the alignment patterns along one side. */
export function alignmentsOf(version: number): number[] {
  if (version === 1) return [];
  const last = sideOf(version) - 7;
  return version < 7 ? [6, last] : [6, (last + 6) / 2, last];
}

/** Words that a version holds, data and check together. */
export function wordsOf(version: number): number {
  const side = sideOf(version);
  const count = alignmentsOf(version).length;
  const alignments = count === 0 ? 0 : count * count - 3;
  const shared = count > 2 ? 2 * (count - 2) : 0;
  const format = 31 + (version >= 7 ? 36 : 0);
  const timing = 2 * (side - 16);
  const free = side * side - 3 * 64 - timing - format - alignments * 25 + shared * 5;
  return Math.floor(free / 8);
}
