import type { Instant } from '../scheduler.js';
import type { WallClock } from '../wall-clock.js';
import { localFields } from '../zone.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
type Entry = { at: Instant; value: number };

const average = (values: number[]): number =>
  values.length === 0 ? 0 : Math.round(values.reduce((sum, one) => sum + one, 0) / values.length);

/** Measurements by the watch's clock, kept for a week. */
export class DayRecord {
  private entries: Entry[] = [];
  private readonly wall: WallClock;

  constructor(wall: WallClock) {
    this.wall = wall;
  }

  add(value: number): void {
    const { now } = this.wall;
    this.entries = [...this.entries.filter(({ at }) => at > now - 7 * DAY && at <= now), { at: now, value }];
  }

  get last(): Entry | undefined {
    return this.entries.at(-1);
  }

  since(from: Instant): Entry[] {
    return this.entries.filter(({ at }) => at >= from);
  }

  /** The highest of today. */
  get highest(): Entry | undefined {
    return this.since(this.midnight).reduce<Entry | undefined>(
      (best, one) => (best === undefined || one.value > best.value ? one : best),
      undefined,
    );
  }

  get today(): number {
    return average(this.since(this.midnight).map(({ value }) => value));
  }

  /** One value for every `minutes` of today up to now, 0 where nothing was measured, the last one of each. */
  slots(minutes: number): number[] {
    const length = this.slotOf(this.wall.now, minutes) + 1;
    const slots = new Array<number>(length).fill(0);
    for (const { at, value } of this.since(this.midnight)) slots[this.slotOf(at, minutes)] = value;
    return slots;
  }

  /** Averages of the day's 24 hours, 0 where nothing was measured. */
  hours(): number[] {
    const entries = this.since(this.midnight);
    return Array.from({ length: 24 }, (_, hour) =>
      average(entries.filter(({ at }) => this.slotOf(at, 60) === hour).map(({ value }) => value)),
    );
  }

  /** Averages of the 24 hours before now, the oldest first. */
  lastDay(): number[] {
    const { now } = this.wall;
    return Array.from({ length: 24 }, (_, i) => {
      const from = now - (24 - i) * 60 * MINUTE;
      const within = this.entries.filter(({ at }) => at > from && at <= from + 60 * MINUTE);
      return average(within.map(({ value }) => value));
    });
  }

  private get midnight(): Instant {
    return midnightOf(this.wall);
  }

  private slotOf(at: Instant, minutes: number): number {
    return Math.floor((at - this.midnight) / (minutes * MINUTE));
  }
}

/** When the watch's clock last showed 0:00. */
export function midnightOf({ now, zone }: WallClock): Instant {
  return now - (localFields(zone, now).getTime() % DAY);
}
