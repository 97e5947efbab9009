/** How often each kind of message was sent, so that a run shows what it reached. */
export class Tally {
  private readonly byKind = new Map<string, number>();

  add(kind: string): void {
    this.byKind.set(kind, (this.byKind.get(kind) ?? 0) + 1);
  }

  get all(): Record<string, number> {
    return Object.fromEntries([...this.byKind].sort(([one], [other]) => (one < other ? -1 : 1)));
  }
}

/** How far a long run is, how fast, and how long it will take. */
export function pace(done: number, count: number, ms: number): string {
  const rate = (done * 1_000) / Math.max(1, ms);
  const left = rate > 0 ? Math.max(0, Math.ceil((count - done) / rate)) : 0;
  const rest = left < 120 ? `${left} s` : `${Math.ceil(left / 60)} min`;
  return `${done} of ${count}, ${rate.toFixed(0)} a second, about ${rest} left`;
}
