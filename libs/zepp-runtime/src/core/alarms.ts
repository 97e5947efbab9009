import { asNumber, asObject, asText, type Json } from '../wire/json.js';
import { nextRing, type Repeat, repeatOf } from './alarm-repeat.js';
import type { Core } from './core.js';
import type { Instant } from './scheduler.js';
import type { ClockChange } from './wall-clock.js';

export type Alarm = {
  id: number;
  url: string;
  param: string;
  /** Survives a reboot. */
  store: boolean;
  /** By the watch's own clock. */
  at: Instant;
  repeat: Repeat | undefined;
};
export type AlarmFacts = Pick<Alarm, 'id' | 'url' | 'param' | 'at' | 'store'>;
export type AlarmSettings = {
  /** What becomes of an alarm whose time the clock is set past. */
  missed: 'lost' | 'late';
  /** Ids come back as texts once the watch was restarted (research: field report). */
  idsAsText: boolean;
  /** How long after its second an alarm rings. */
  lateMs: number;
};

const SECOND = 1_000;
/** Further ahead than a program means: it gave milliseconds. */
const ABSURD_MS = 200 * 366 * 24 * 3_600_000;

/** Alarms of the program. They outlive it; those with `store` outlive a reboot too. */
export class Alarms {
  readonly all = new Map<number, Alarm>();
  private readonly core: Core;
  private readonly ring: (alarm: Alarm) => void;
  private readonly settings: AlarmSettings;
  private last = 0;
  private restarted = false;

  constructor(core: Core, settings: AlarmSettings, ring: (alarm: Alarm) => void) {
    this.core = core;
    this.settings = settings;
    this.ring = ring;
    core.wall.onChange((change) => this.follow(change));
    core.ops.add('@zos/alarm', {
      set: ({ args: [option] }) => this.set(asObject(option)),
      cancel: ({ args: [id] }) => this.cancel(id),
      getAllAlarms: () => [...this.all.keys()].map((id) => (this.textual ? String(id) : id)),
    });
  }

  facts(): AlarmFacts[] {
    return [...this.all.values()].map(({ id, url, param, at, store }) => ({ id, url, param, at, store }));
  }

  /** Drops what a reboot drops. */
  reboot(): void {
    for (const alarm of [...this.all.values()]) if (!alarm.store) this.drop(alarm);
    this.restarted = true;
  }

  /** All of them go: the program is removed, or an update of the system forgets them. */
  clear(): void {
    for (const alarm of [...this.all.values()]) this.drop(alarm);
  }

  /** An alarm of an earlier life of this watch. One that should have rung meanwhile did not. */
  takeBack(kept: Alarm): void {
    const { wall } = this.core;
    this.last = Math.max(this.last, kept.id);
    const at = kept.at > wall.now ? kept.at : kept.repeat && nextRing(kept.repeat, wall.now, wall.zone);
    if (at === undefined) this.core.remark(`alarm ${kept.id} was due while nothing ran; it did not ring`);
    else this.arm({ ...kept, at });
  }

  private get textual(): boolean {
    return this.settings.idsAsText && this.restarted;
  }

  /** When `time` or, without it, `delay` falls, in whole seconds of the watch's clock. */
  private timeOf({ time, delay }: Record<string, Json>): Instant | undefined {
    if (typeof time === 'number') return Math.floor(time) * SECOND;
    if (typeof delay === 'number') return this.core.wall.now + Math.floor(delay * SECOND);
    return undefined;
  }

  private set(option: Record<string, Json>): number {
    const { wall, program } = this.core;
    const at = this.timeOf(option);
    const url = asText(option.url).replace(/^\/+/, '');
    const app = asNumber(option.appid, program.manifest.app.appId);
    if (at === undefined || url === '' || app !== program.manifest.app.appId) return 0;
    if (at > wall.now + ABSURD_MS)
      this.core.remark(`alarm.set: time counts seconds; ${at / 1_000} never comes`);
    const repeat = repeatOf(option, at, wall.zone);
    const first = repeat === undefined ? at : nextRing(repeat, wall.now, wall.zone);
    if (first === undefined || first <= wall.now) return 0;
    this.last += 1;
    const store = option.store === true;
    this.arm({ id: this.last, url, param: asText(option.param), store, at: first, repeat });
    return this.last;
  }

  private cancel(given: Json | undefined): number {
    const asked = typeof given === 'object' ? asObject(given).id : given;
    const alarm = this.all.get(typeof asked === 'string' ? Number(asked) : asNumber(asked, -1));
    if (alarm === undefined) return -1;
    this.drop(alarm);
    return 0;
  }

  private drop(alarm: Alarm): void {
    this.core.scheduler.cancelAllOf(alarm);
    this.all.delete(alarm.id);
  }

  private arm(alarm: Alarm): void {
    this.all.set(alarm.id, alarm);
    const { scheduler, wall } = this.core;
    scheduler.at(wall.when(alarm.at) + this.settings.lateMs, alarm, () => this.due(alarm));
  }

  private due(alarm: Alarm): void {
    this.again(alarm);
    this.ring(alarm);
  }

  /** Arms the next ring, or forgets an alarm that has none. */
  private again(alarm: Alarm): void {
    const { wall } = this.core;
    this.drop(alarm);
    const next = alarm.repeat && nextRing(alarm.repeat, wall.now, wall.zone);
    if (next === undefined) return;
    alarm.at = next;
    this.arm(alarm);
  }

  /** The clock or its zone was set: what repeats is planned anew, what is still to come keeps its time. */
  private follow({ from, to }: ClockChange): void {
    for (const alarm of [...this.all.values()]) {
      const missed = alarm.at > from && alarm.at <= to;
      if (alarm.repeat !== undefined || missed) this.again(alarm);
      else this.rearm(alarm);
      if (missed && this.settings.missed === 'late') this.ringSoon(alarm);
      else if (missed) this.core.remark(`the clock was set past alarm ${alarm.id}; it does not ring`);
    }
  }

  private rearm(alarm: Alarm): void {
    this.core.scheduler.cancelAllOf(alarm);
    this.arm(alarm);
  }

  private ringSoon(alarm: Alarm): void {
    this.core.scheduler.after(0, this, () => this.ring(alarm));
  }
}
