import { asNumber, asObject } from '../wire/json.js';
import type { Core, OpCall } from './core.js';
import type { Callback, Scope } from './realm.js';
import type { Appointment } from './scheduler.js';

export type ScreenSettings = {
  /** How long the screen stays lit after the last touch. */
  screenTimeoutMs: number;
  /** How long after the screen goes dark the system closes the program (research: about 10 s). */
  closeAfterDarkMs: number;
};

/** The pauses last 30 s unless the program says otherwise; 0 means until reset. */
const DEFAULT_PAUSE_MS = 30_000;
const LEAST_BRIGHT_MS = 1_000;
const MOST_BRIGHT_MS = 2_147_483_000;

/** The display: lit or dark, and what a program may do to keep it lit. */
export class Screen {
  on = false;
  relaunch = false;
  brightness = 60;
  /** The program is to be closed: the screen has been dark too long. */
  onLongDark: () => void = () => undefined;
  private brightMs: number | undefined;
  private wristUntil = 0;
  private palmUntil = 0;
  private timeout: Appointment | undefined;
  private closing: Appointment | undefined;
  private readonly watchers: Callback[] = [];
  private readonly core: Core;
  private readonly settings: ScreenSettings;

  constructor(core: Core, settings: ScreenSettings) {
    this.core = core;
    this.settings = settings;
    core.ops.add('@zos/display', this.displayOps());
    core.ops.add('@zos/sensor.Screen', this.sensorOps());
  }

  /** A touch, key or wake: the countdown to darkness begins anew. */
  stir(): void {
    const { scheduler } = this.core;
    scheduler.cancel(this.timeout);
    const ms = this.brightMs ?? this.settings.screenTimeoutMs;
    if (this.on) this.timeout = scheduler.after(ms, this, () => this.turnOff());
  }

  turnOn(): void {
    this.core.scheduler.cancel(this.closing);
    const changed = !this.on;
    this.on = true;
    this.stir();
    if (changed) this.tell();
  }

  turnOff(): void {
    if (!this.on) return;
    const { scheduler } = this.core;
    this.on = false;
    scheduler.cancel(this.timeout);
    this.closing = scheduler.after(this.settings.closeAfterDarkMs, this, () => this.onLongDark());
    this.tell();
  }

  /** The wrist falls; false when the program had that paused. */
  dropWrist(): boolean {
    if (this.core.scheduler.now < this.wristUntil) return false;
    this.turnOff();
    return true;
  }

  /** A palm covers the screen; false when the program had that paused. */
  coverWithPalm(): boolean {
    if (this.core.scheduler.now < this.palmUntil) return false;
    this.turnOff();
    return true;
  }

  /** A page has gone: its bright time and pauses go with it. */
  endPage(): void {
    this.brightMs = undefined;
    this.wristUntil = 0;
    this.palmUntil = 0;
    this.stir();
  }

  private tell(): void {
    for (const watcher of [...this.watchers]) watcher.invoke();
  }

  private setBright({ args: [option] }: OpCall): number {
    const ms = asNumber(asObject(option).brightTime, -1);
    if (ms < LEAST_BRIGHT_MS || ms > MOST_BRIGHT_MS) return -1;
    this.brightMs = ms;
    this.stir();
    return 0;
  }

  private resetBright(): number {
    this.brightMs = undefined;
    this.stir();
    return 0;
  }

  private pauseUntil({ args: [option] }: OpCall): number {
    const ms = asNumber(asObject(option).duration, DEFAULT_PAUSE_MS);
    return ms === 0 ? Number.POSITIVE_INFINITY : this.core.scheduler.now + ms;
  }

  private displayOps() {
    const done = (change: () => void) => {
      change();
      return 0;
    };
    const wrist = (until: number) => {
      this.wristUntil = until;
      return 0;
    };
    const palm = (until: number) => {
      this.palmUntil = until;
      return 0;
    };
    return {
      setPageBrightTime: (call: OpCall) => this.setBright(call),
      resetPageBrightTime: () => this.resetBright(),
      pauseDropWristScreenOff: (call: OpCall) => wrist(this.pauseUntil(call)),
      resetDropWristScreenOff: () => wrist(0),
      pausePalmScreenOff: (call: OpCall) => palm(this.pauseUntil(call)),
      resetPalmScreenOff: () => palm(0),
      setScreenOff: () => done(() => this.turnOff()),
      setWakeUpRelaunch: ({ args: [option] }: OpCall) => {
        this.relaunch = option === true || asObject(option).relaunch === true;
      },
      setBrightness: ({ args: [option] }: OpCall) => {
        this.brightness = asNumber(option, asNumber(asObject(option).brightness, this.brightness));
        return 0;
      },
      getBrightness: () => this.brightness,
      getAutoBrightness: () => false,
      setAutoBrightness: () => undefined,
      getSettings: () => ({ autoBrightness: false, brightness: this.brightness }),
    };
  }

  private sensorOps() {
    return {
      getStatus: () => (this.on ? 1 : 2),
      getAodMode: () => false,
      getLight: () => this.brightness,
      onChange: ({ scope, args: [fn] }: OpCall) => this.watch(scope, scope.callback(fn)),
      offChange: ({ scope, args: [fn] }: OpCall) => this.unwatch(scope.callback(fn)),
    };
  }

  private watch(scope: Scope, callback: Callback | undefined): void {
    if (callback === undefined) return;
    this.watchers.push(callback);
    scope.atEnd(() => this.unwatch(callback));
  }

  private unwatch(callback: Callback | undefined): void {
    const at = this.watchers.findIndex((one) => callback !== undefined && one.equals(callback));
    if (at >= 0) this.watchers.splice(at, 1);
  }
}
