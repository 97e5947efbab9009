/** Integer epoch milliseconds. */
export type Instant = number;
export type Appointment = { at: Instant; owner: object; run: () => void; gone: boolean };

/**
 * The clock of one watch and all that is due on it, in order; of two at the same instant the one made first. Nothing runs
 * by itself: a host moves the clock, by leaps or with real time.
 */
export class Scheduler {
  private queue: Appointment[] = [];
  private instant: Instant;
  /** Set while real time drives: the clock then moves between appointments too. */
  live: (() => Instant) | undefined;

  constructor(start: Instant) {
    this.instant = start;
  }

  private held = false;

  get now(): Instant {
    if (this.live === undefined || this.held) return this.instant;
    return Math.max(this.instant, this.live());
  }

  /**
   * Runs something from outside at this very instant: the clock stands until it is done. A watch that is behind real time
   * has not come so far yet: nothing from outside leaps over what is still due, or a program would see its clock jump.
   */
  hold<T>(run: () => T): T {
    if (this.held) return run();
    this.instant = Math.max(this.instant, Math.min(this.now, this.nextAt ?? Number.POSITIVE_INFINITY));
    this.held = true;
    try {
      return run();
    } finally {
      this.held = false;
    }
  }

  /** The last instant at which anything ran. */
  get reached(): Instant {
    return this.instant;
  }

  at(at: Instant, owner: object, run: () => void): Appointment {
    const made = { at: Math.max(at, this.instant), owner, run, gone: false };
    let place = this.queue.length;
    while (place > 0 && (this.queue[place - 1]?.at ?? 0) > made.at) place -= 1;
    this.queue.splice(place, 0, made);
    return made;
  }

  after(ms: number, owner: object, run: () => void): Appointment {
    return this.at(this.now + ms, owner, run);
  }

  cancel(appointment: Appointment | undefined): void {
    if (appointment === undefined || appointment.gone) return;
    appointment.gone = true;
    this.queue = this.queue.filter((one) => one !== appointment);
  }

  cancelAllOf(owner: object): void {
    for (const one of this.queue) if (one.owner === owner) one.gone = true;
    this.queue = this.queue.filter((one) => !one.gone);
  }

  /** Whose appointments there are, by class: what a test looks at when nothing should be due. */
  get owners(): string[] {
    return this.queue.map(({ owner }) => owner.constructor.name);
  }

  get nextAt(): Instant | undefined {
    return this.queue[0]?.at;
  }

  /**
   * Runs the first appointment not later than `until`, at its own instant even when real time is already past it; false when
   * there is none.
   */
  runNext(until: Instant): boolean {
    const first = this.queue[0];
    if (first === undefined || first.at > until) return false;
    this.queue.shift();
    first.gone = true;
    this.instant = Math.max(this.instant, first.at);
    this.held = true;
    try {
      first.run();
    } finally {
      this.held = false;
    }
    return true;
  }

  moveTo(at: Instant): void {
    this.instant = Math.max(this.instant, at);
  }
}
