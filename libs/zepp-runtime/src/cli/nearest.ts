/** How many letters must change to make one word of the other. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      next.push(Math.min((row[j - 1] ?? 0) + same, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

const plain = (text: string) => text.toLowerCase().replace(/[^a-z0-9]/g, '');

/** The names most like `wanted`, best first: those that hold it, then those a slip of the pen away, whole or in their beginning. */
export function nearest(wanted: string, names: readonly string[], count = 4): string[] {
  const key = plain(wanted);
  const rated = names.map((name) => {
    const other = plain(name);
    const holds = key !== '' && (other.includes(key) || key.includes(other));
    const begins =
      key.length > 2 ? distance(key, other.slice(0, key.length + 1)) + 1 : Number.POSITIVE_INFINITY;
    const far = Math.min(distance(key, other), begins);
    return { name, far: holds ? Math.abs(other.length - key.length) / 100 : far };
  });
  const close = rated.filter(({ far }) => far <= Math.max(2, key.length / 2));
  return close
    .sort((a, b) => a.far - b.far)
    .slice(0, count)
    .map(({ name }) => name);
}

/** ` Did you mean tap or type?`, or nothing when no name is near. */
export function suggestion(wanted: string, names: readonly string[]): string {
  const found = nearest(wanted, names);
  if (found.length === 0) return '';
  const last = found.pop();
  return ` Did you mean ${found.length > 0 ? `${found.join(', ')} or ` : ''}${last}?`;
}
