/** Either one step, or the word that the steps from `from` up to here are done `times` times in all. */
export type Folded<T> = { step: T } | { from: number; times: number };

const LONGEST = 100;
const SHORTEST = 2;

type Run = { width: number; times: number };

/** How often the `width` steps at `at` follow each other. */
function timesAt(keys: readonly string[], at: number, width: number): number {
  let end = at + width;
  while (end < keys.length && keys[end] === keys[end - width]) end += 1;
  return Math.floor((end - at) / width);
}

/** What saves most steps beginning here; undefined when nothing does. */
function bestRun(keys: readonly string[], at: number): Run | undefined {
  let best: (Run & { saved: number }) | undefined;
  for (let width = SHORTEST; width <= LONGEST && at + 2 * width <= keys.length; width += 1) {
    const times = timesAt(keys, at, width);
    const saved = width * (times - 1) - 1;
    if (times > 1 && saved > (best?.saved ?? 0)) best = { width, times, saved };
  }
  return best;
}

/** Writes steps that repeat once, with a repeat behind them. Unfolded they are the same steps in the same order. */
export function folded<T>(steps: readonly T[]): Folded<T>[] {
  const keys = steps.map((step) => JSON.stringify(step));
  const out: Folded<T>[] = [];
  for (let at = 0; at < steps.length; ) {
    const run = bestRun(keys, at);
    const width = run?.width ?? 1;
    const from = out.length;
    for (const step of steps.slice(at, at + width)) out.push({ step });
    if (run) out.push({ from, times: run.times });
    at += width * (run?.times ?? 1);
  }
  return out;
}
