/** Everything that will happen, by the instant it is due. The world stands still between two steps. */
type Event = { at: number; order: number; run: () => void };

export class Timeline {
  now: number;
  private events: Event[] = [];
  private order = 0;
  private readonly open = new Set<Promise<unknown>>();
  private readonly looks: (() => void)[] = [];

  constructor(start: number) {
    this.now = start;
  }

  /** Runs `run` in `ms`; the answer takes it back. Instants are rounded to 10 ms, so that some things happen together. */
  after(ms: number, run: () => void): () => void {
    this.order += 1;
    const event = { at: Math.ceil((this.now + Math.max(0, ms)) / 10) * 10, order: this.order, run };
    this.events.push(event);
    return () => {
      this.events = this.events.filter((other) => other !== event);
    };
  }

  /** Work of the real disk and the real promises that a step must wait for. */
  track<T>(work: Promise<T>): Promise<T> {
    const known: Promise<unknown> = work.catch(() => undefined).finally(() => this.open.delete(known));
    this.open.add(known);
    return work;
  }

  /** For what only reads: in the same instant, but after all that writes, and one at a time, so that a seed is the same world each time. */
  whenQuiet(look: () => void): void {
    this.looks.push(look);
  }

  /** Does all that is due next, then waits until nothing moves without time passing. False when nothing is left. */
  async step(): Promise<boolean> {
    const next = this.events.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
    if (next === Number.POSITIVE_INFINITY) return false;
    this.now = Math.max(this.now, next);
    const due = this.events.filter(({ at }) => at <= next).sort((one, other) => one.order - other.order);
    this.events = this.events.filter(({ at }) => at > next);
    for (const event of due) event.run();
    await this.quiet();
    return true;
  }

  async quiet(): Promise<void> {
    await this.settled();
    for (let look = this.looks.shift(); look !== undefined; look = this.looks.shift()) {
      look();
      await this.settled();
    }
  }

  async until(instant: number): Promise<void> {
    while (this.events.some(({ at }) => at <= instant)) await this.step();
    this.now = Math.max(this.now, instant);
  }

  private async settled(): Promise<void> {
    for (let turn = 0; turn < 3; turn += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      while (this.open.size > 0) {
        await Promise.all(this.open);
        turn = 0;
      }
    }
  }
}
