import type { HostTimers } from './host-timers.js';
import type { Network } from './network.js';
import type { Instant, Scheduler } from './scheduler.js';

export type Speed = 'virtual' | number;
type Parts = { scheduler: Scheduler; timers: HostTimers; network: Network; remark(text: string): void };

/** So many steps at one instant are a program chasing its own tail. */
const MOST_AT_ONCE = 2_000;
/** Steps after which the host gets a turn, for rejections and timeouts of its own. */
const BREATH = 256;
/** With real time, a host that is far behind gets a turn after so many milliseconds of catching up. */
const LONGEST_TURN_MS = 100;
/** Longest a real-time host sleeps without looking. */
const LONGEST_SLEEP_MS = 1_000;

/** Moves one watch's clock: by leaps for tests, or with the host's time at any speed. */
export class Clockwork {
  /** Requests of the phone that are out; a leap gives their answers a chance to arrive. */
  outstanding: () => number = () => 0;
  private readonly parts: Parts;
  private stopPump: () => void = () => undefined;
  private running = false;
  private closed = false;

  constructor(parts: Parts) {
    this.parts = parts;
  }

  /** Real time from here on, `speed` times as fast; `virtual` stops the clock between leaps. */
  setSpeed(speed: Speed): void {
    const { scheduler, timers } = this.parts;
    const from = scheduler.now;
    const began = timers.now();
    scheduler.live =
      speed === 'virtual' ? undefined : () => from + Math.floor((timers.now() - began) * Number(speed));
    this.speed = speed;
    this.arm();
  }

  private speed: Speed = 'virtual';

  /** Something from outside happens now; what it makes due runs at once. */
  enter<T>(run: () => T): T {
    this.drain();
    const answer = this.parts.scheduler.hold(run);
    this.drain();
    return answer;
  }

  /** Runs everything due. */
  drain(): void {
    if (this.running || this.closed) return;
    this.running = true;
    try {
      this.runDue();
    } finally {
      this.running = false;
      this.arm();
    }
  }

  private runDue(): void {
    const { scheduler, timers } = this.parts;
    const end = this.speed === 'virtual' ? Number.POSITIVE_INFINITY : timers.now() + LONGEST_TURN_MS;
    let steps = 0;
    let at: Instant = scheduler.reached;
    while (scheduler.runNext(scheduler.now) && timers.now() < end) {
      steps = scheduler.reached === at ? steps + 1 : 0;
      at = scheduler.reached;
      if (steps > MOST_AT_ONCE) {
        this.parts.remark('the program keeps the same instant busy for ever; it is left waiting');
        scheduler.moveTo(at + 1);
        return;
      }
    }
  }

  /** Lets `ms` of the watch's time pass, everything in order. */
  async advance(ms: number): Promise<void> {
    const { scheduler } = this.parts;
    const until = scheduler.now + ms;
    if (this.speed !== 'virtual') return this.sleepUntil(until);
    this.drain();
    for (let steps = 1; !this.closed; steps += 1) {
      if (this.parts.network.busy?.() === true) await this.quiet();
      else if (this.outstanding() > 0 || steps % BREATH === 0) await this.parts.timers.turn();
      if (!this.step(until)) break;
    }
    scheduler.moveTo(until);
    await this.settled();
  }

  /** Resolves when nothing more happens without time passing. */
  async settled(): Promise<void> {
    this.drain();
    await this.parts.timers.turn();
    await this.quiet();
    this.drain();
  }

  close(): void {
    this.closed = true;
    this.stopPump();
  }

  private step(until: Instant): boolean {
    this.running = true;
    try {
      return this.parts.scheduler.runNext(until);
    } finally {
      this.running = false;
    }
  }

  private async quiet(): Promise<void> {
    const { network, timers } = this.parts;
    while (network.busy?.() === true && !this.closed) {
      await network.idle?.();
      await timers.turn();
      this.drain();
    }
  }

  private async sleepUntil(until: Instant): Promise<void> {
    const { scheduler, timers } = this.parts;
    while (!this.closed && scheduler.now < until) {
      const ms = (until - scheduler.now) / Number(this.speed);
      await new Promise<void>((done) => void timers.after(Math.max(1, Math.min(ms, LONGEST_SLEEP_MS)), done));
    }
    await this.settled();
  }

  /** With real time: wakes when the next thing is due. */
  private arm(): void {
    this.stopPump();
    const { scheduler, timers } = this.parts;
    const { nextAt } = scheduler;
    if (this.speed === 'virtual' || this.closed || nextAt === undefined) return;
    const ms = Math.max(0, (nextAt - scheduler.now) / Number(this.speed));
    this.stopPump = timers.after(Math.min(ms, LONGEST_SLEEP_MS), () => this.drain());
  }
}
