/** The reference's own words for data: nothing here is shared with the product. */
import { createHash } from 'node:crypto';

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(fields.map(([key, inner]) => [key, sorted(inner)]));
}

/** JSON with sorted keys. */
export const plainText = (value: unknown): string => JSON.stringify(sorted(value));

/** The same of an entry, without its number: a fork gives it another one. */
export function entryText(entry: object): string {
  const { seq: _, ...rest } = entry as { seq?: unknown };
  return plainText(rest);
}

/** One digest of many texts, in whatever order they come. */
export const digestOf = (texts: readonly string[]): string =>
  createHash('sha256')
    .update([...texts].sort().join('\n'))
    .digest('hex');

export type Verdict = { lost: string[]; duplicated: string[]; diverged: string[] };

export const emptyVerdict = (): Verdict => ({ lost: [], duplicated: [], diverged: [] });

export function addVerdict(into: Verdict, { lost, duplicated, diverged }: Verdict): void {
  into.lost.push(...lost);
  into.duplicated.push(...duplicated);
  into.diverged.push(...diverged);
}
