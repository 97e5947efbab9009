import { constantOf } from '../wire/constants.js';
import { asNumber, asObject, asText, type Json } from '../wire/json.js';
import type { Core } from './core.js';
import type { Instant } from './scheduler.js';
import { instantOfLocal, localFields } from './zone.js';

export type Alarm = {
  id: number;
  url: string;
  param: string;
  /** Survives a reboot. */
  store: boolean;
  at: Instant;
  repeat: Repeat | undefined;
};
type Repeat = {
  unit: string;
  period: number;
  until: Instant;
  weekDays: number;
  window: [from: Instant, to: Instant];
};

const UNITS = ['MINUTE', 'HOUR', 'DAY', 'WEEK', 'MONTH', 'YEAR'];
const STEP_MS: Record<string, number> = { MINUTE: 60_000, HOUR: 3_600_000 };
const SECOND = 1_000;
const EVER = Number.MAX_SAFE_INTEGER;

function repeatOf(option: Record<string, Json>, at: Instant): Repeat | undefined {
  const type = asNumber(option.repeat_type);
  const unit = UNITS.find((name) => constantOf('@zos/alarm', `REPEAT_${name}`) === type);
  if (unit === undefined) return undefined;
  const period = Math.max(1, asNumber(option.repeat_period, 1));
  const count = asNumber(option.repeat_duration);
  const end = asNumber(option.end_time) * SECOND;
  return {
    unit,
    period,
    until: count > 0 ? at + count * (STEP_MS[unit] ?? 86_400_000) : EVER,
    weekDays: asNumber(option.week_days),
    window: [asNumber(option.start_time) * SECOND, end > 0 ? end : EVER],
  };
}

/** Alarms of the program. They outlive it; those with `store` outlive a reboot too. */
export class Alarms {
  readonly all = new Map<number, Alarm>();
  private readonly core: Core;
  private readonly ring: (alarm: Alarm) => void;
  private last = 0;

  constructor(core: Core, ring: (alarm: Alarm) => void) {
    this.core = core;
    this.ring = ring;
    core.ops.add('@zos/alarm', {
      set: ({ args: [option] }) => this.set(asObject(option)),
      cancel: ({ args: [id] }) => this.cancel(asNumber(id, asNumber(asObject(id).id, -1))),
      getAllAlarms: () => [...this.all.keys()],
    });
  }

  /** Drops what a reboot drops. */
  reboot(): void {
    for (const alarm of [...this.all.values()]) if (!alarm.store) this.cancel(alarm.id);
  }

  private set(option: Record<string, Json>): number {
    const { scheduler } = this.core;
    const at =
      'delay' in option ? scheduler.now + asNumber(option.delay) * SECOND : asNumber(option.time) * SECOND;
    const repeat = repeatOf(option, at);
    if ((at <= scheduler.now && repeat === undefined) || asText(option.url) === '') return 0;
    this.last += 1;
    const url = asText(option.url).replace(/^\/+/, '');
    const store = option.store === true;
    const alarm = { id: this.last, url, param: asText(option.param), store, at, repeat };
    this.all.set(alarm.id, alarm);
    if (at <= scheduler.now) alarm.at = this.next(alarm) ?? at;
    this.arm(alarm);
    return alarm.id;
  }

  private cancel(id: number): number {
    const alarm = this.all.get(id);
    if (alarm === undefined) return -1;
    this.core.scheduler.cancelAllOf(alarm);
    this.all.delete(id);
    return 0;
  }

  private arm(alarm: Alarm): void {
    this.core.scheduler.at(alarm.at, alarm, () => {
      const next = this.next(alarm);
      if (next === undefined) this.all.delete(alarm.id);
      else {
        alarm.at = next;
        this.arm(alarm);
      }
      this.ring(alarm);
    });
  }

  /** The next instant after now at which a repeating alarm rings, inside its window and on its days. */
  private next({ at, repeat }: Alarm): Instant | undefined {
    if (repeat === undefined) return undefined;
    const [from, to] = repeat.window;
    let next = at;
    for (let tries = 0; tries < 100_000; tries += 1) {
      next = this.step(next, repeat);
      if (next >= repeat.until || next > to) return undefined;
      if (next > this.core.scheduler.now && next >= from && this.fits(next, repeat)) return next;
    }
    return undefined;
  }

  private step(at: Instant, { unit, period }: Repeat): Instant {
    const fixed = STEP_MS[unit];
    if (fixed !== undefined) return at + fixed * period;
    const local = localFields(this.core.zone, at);
    if (unit === 'DAY' || unit === 'WEEK')
      local.setUTCDate(local.getUTCDate() + (unit === 'DAY' ? period : 1));
    if (unit === 'MONTH') local.setUTCMonth(local.getUTCMonth() + period);
    if (unit === 'YEAR') local.setUTCFullYear(local.getUTCFullYear() + period);
    return instantOfLocal(this.core.zone, local.getTime());
  }

  /** `week_days` is Monday in the lowest bit. A weekly alarm without days rings on its own day. */
  private fits(at: Instant, { unit, weekDays }: Repeat): boolean {
    if (unit !== 'WEEK') return true;
    const day = (localFields(this.core.zone, at).getUTCDay() + 6) % 7;
    return weekDays === 0 || (weekDays & (1 << day)) !== 0;
  }
}
