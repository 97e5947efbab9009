import { canonicalJson, utf8Length } from '../journal/index.js';
import type { Problem } from '../result/index.js';

/** True when nothing in `value` is nested deeper than `depth`; looks no further than that. */
export const isWithinDepth = (value: unknown, depth: number): boolean =>
  typeof value !== 'object' ||
  value === null ||
  (depth > 0 &&
    Object.keys(value).every((key) => isWithinDepth((value as Record<string, unknown>)[key], depth - 1)));

type Amount = { readonly depth: number; readonly bodyBytes: number };

/** Whether a body is more than anybody needs: looked at first, so that no schema ever walks a giant. */
export function amountProblems(body: unknown, { depth, bodyBytes }: Amount): Problem[] {
  if (!isWithinDepth(body, depth))
    return [{ code: 'too-deep', path: '(body)', message: `may be nested ${depth} deep` }];
  return utf8Length(canonicalJson(body)) > bodyBytes
    ? [{ code: 'too-large', path: '(body)', message: `may have ${bodyBytes} bytes` }]
    : [];
}
