export type Sizes = Record<string, number>;

/** Packed bytes by entry name, shared helper files counted under their own names. */
export function sizesOf(scripts: Record<string, string>): Sizes {
  const rows = Object.entries(scripts).map(
    ([name, code]) => [name.replace(/^[^/]+\.zip\//, ''), Buffer.byteLength(code)] as const,
  );
  return Object.fromEntries(rows.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** A sentence for each entry that is over its budget, or that has none. */
export function overBudget(sizes: Sizes, budget: Record<string, unknown>): string[] {
  return Object.entries(sizes).flatMap(([name, bytes]) => {
    const most = budget[name];
    if (typeof most !== 'number') return [`${name} (${bytes} bytes) has no line in budget.json`];
    return bytes > most ? [`${name} has ${bytes} bytes; its budget is ${most}`] : [];
  });
}

export function printSizes(sizes: Sizes): string {
  const width = Math.max(...Object.keys(sizes).map((name) => name.length));
  return Object.entries(sizes)
    .map(([name, bytes]) => `  ${name.padEnd(width)} ${String(bytes).padStart(7)} bytes`)
    .join('\n');
}
