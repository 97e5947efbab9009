import type { Core, Op } from '../core.js';
import type { Preferences } from '../preferences.js';
import { calm, type Senses } from '../senses.js';
import type { WallClock } from '../wall-clock.js';
import { midnightOf } from './day-record.js';
import { Listeners } from './listeners.js';

export type SensorSettings = {
  /** Classes the model has not got. */
  missing: readonly string[];
  preferences: Preferences;
  /** The watch's language, as `zh-CN`. */
  language: () => string;
};

/** What all sensors of one watch share: the readings, who listens, who wants to know that a reading was set. */
export class Board {
  readonly senses = calm();
  readonly listeners = new Listeners();
  readonly core: Core;
  readonly settings: SensorSettings;
  /** The midnight that began the first day of the forecast. */
  forecastFrom = 0;
  private readonly hooks = new Map<string, Set<() => void>>();

  constructor(core: Core, settings: SensorSettings) {
    this.core = core;
    this.settings = settings;
    this.onSet('weather.sun', () => {
      this.forecastFrom = midnightOf(this.wall);
    });
  }

  get wall(): WallClock {
    return this.core.wall;
  }

  /** The watch's clock in whole seconds. */
  get seconds(): number {
    return Math.floor(this.wall.now / 1_000);
  }

  has(sensor: string): boolean {
    return !this.settings.missing.includes(sensor);
  }

  add(sensor: string, ops: Record<string, Op>): void {
    this.core.ops.add(`@zos/sensor.${sensor}`, ops);
  }

  /** `onChange` and `offChange`, or by another name, for what is told under `key`. */
  pair(key: string, name = 'Change'): Record<string, Op> {
    return {
      [`on${name}`]: (call) => this.listeners.on(key, call),
      [`off${name}`]: (call) => this.listeners.off(key, call),
    };
  }

  /** Runs when the reading `sensor.field` was set, before listeners hear of it. Answers how to end that. */
  onSet(reading: string, run: () => void): () => void {
    const hooks = this.hooks.get(reading) ?? new Set();
    this.hooks.set(reading, hooks.add(run));
    return () => void hooks.delete(run);
  }

  set<K extends keyof Senses>(sensor: K, change: Partial<Senses[K]>): void {
    Object.assign(this.senses[sensor], change);
    for (const field of Object.keys(change)) {
      for (const run of [...(this.hooks.get(`${sensor}.${field}`) ?? [])]) run();
    }
    this.listeners.tell(sensor);
    for (const field of Object.keys(change)) this.listeners.tell(`${sensor}.${field}`);
  }
}
