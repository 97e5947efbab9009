import type { Appointment, Instant, Scheduler } from './scheduler.js';
import type { ZoneRules } from './zone.js';

/** What the watch's clock showed before and shows after somebody set it. */
export type ClockChange = { from: Instant; to: Instant; zone: ZoneRules };
type Beat = { owner: object; next: (now: Instant) => Instant; run: () => void; made: Appointment };

/**
 * The time that the watch shows, as epoch milliseconds and a zone. It starts as the world's time and may be set by hand, as a
 * phone does at a sync; what runs by duration – timers, the screen's timeout, the 600 ms of a service – does not notice.
 */
export class WallClock {
  private zoneRules: ZoneRules;
  private shift = 0;
  private readonly scheduler: Scheduler;
  private readonly listeners: ((change: ClockChange) => void)[] = [];
  private readonly beats = new Set<Beat>();

  constructor(scheduler: Scheduler, zone: ZoneRules) {
    this.scheduler = scheduler;
    this.zoneRules = zone;
  }

  get now(): Instant {
    return this.scheduler.now + this.shift;
  }

  get zone(): ZoneRules {
    return this.zoneRules;
  }

  /** The scheduler's instant at which this clock will show `wall`, if nobody sets it before. */
  when(wall: Instant): Instant {
    return wall - this.shift;
  }

  set(to: Instant): void {
    const from = this.now;
    this.shift += to - from;
    this.tell({ from, to, zone: this.zoneRules });
  }

  setZone(zone: ZoneRules): void {
    this.zoneRules = zone;
    this.tell({ from: this.now, to: this.now, zone });
  }

  onChange(listener: (change: ClockChange) => void): () => void {
    this.listeners.push(listener);
    return () => {
      const at = this.listeners.indexOf(listener);
      if (at >= 0) this.listeners.splice(at, 1);
    };
  }

  /** Runs at each wall instant that `next` names, also after the clock was set. Answers how to end it. */
  every(owner: object, next: (now: Instant) => Instant, run: () => void): () => void {
    const beat: Beat = { owner, next, run, made: this.arm(owner, next, () => this.ring(beat)) };
    this.beats.add(beat);
    return () => {
      this.beats.delete(beat);
      this.scheduler.cancel(beat.made);
    };
  }

  private arm(owner: object, next: (now: Instant) => Instant, run: () => void): Appointment {
    return this.scheduler.at(this.when(next(this.now)), owner, run);
  }

  private ring(beat: Beat): void {
    beat.made = this.arm(beat.owner, beat.next, () => this.ring(beat));
    beat.run();
  }

  private tell(change: ClockChange): void {
    for (const beat of this.beats) {
      this.scheduler.cancel(beat.made);
      beat.made = this.arm(beat.owner, beat.next, () => this.ring(beat));
    }
    for (const listener of [...this.listeners]) listener(change);
  }
}
