/** After this long in vain nobody is asked any more. */
export const GIVE_UP_MS = 24 * 3_600_000;

const FIRST_MS = 10_000;
const LONGEST_MS = 2 * 3_600_000;

/**
 * How long to wait after the given try (1 is the first), in milliseconds: twice as long each time up to two
 * hours, the upper half of it by `chance` (0 to 1), so that many webhooks to one place spread out.
 */
export function waitAfter(attempt: number, chance: number): number {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 30));
  return Math.round(longest / 2 + (longest / 2) * chance);
}

/** What a receiver asks for in `Retry-After`, in milliseconds; only whole seconds are read. */
export function askedWait(header: string | undefined): number {
  if (header === undefined || !/^\d{1,9}$/.test(header)) return 0;
  return Math.min(Number(header) * 1_000, LONGEST_MS);
}
