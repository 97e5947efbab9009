import type { Core, OpCall } from './core.js';
import type { Callback, Scope } from './realm.js';
import type { Appointment } from './scheduler.js';

export type ScreenSettings = {
  /** How long the screen stays lit after the last touch. */
  screenTimeoutMs: number;
  /** How long after the screen goes dark the system closes the program (research: about 10 s). */
  closeAfterDarkMs: number;
  /** After so long a page's bright time is lost until it is set again; none where the platform keeps its word. */
  brightTimeCapMs: number | undefined;
};

/** What holds the screen awake for the page on it. Times are the scheduler's. */
type Hold = { brightMs: number | undefined; wristUntil: number; palmUntil: number };
const nothingHeld = (): Hold => ({ brightMs: undefined, wristUntil: 0, palmUntil: 0 });

/** The wearer's choices in the watch's own settings, as `getSettings` tells them. */
export type DisplayChoices = {
  /** The dark screen shows the time: always-on display. */
  aod: boolean;
  /** 0 the system's dark face, 1 the chosen face's own. */
  aodStyle: number;
  /** Lifting the wrist lights the screen. */
  liftToWake: boolean;
};

/** The display: lit or dark, and what a program may do to keep it lit. */
export class Screen {
  on = false;
  relaunch = false;
  brightness = 60;
  autoBrightness = false;
  readonly choices: DisplayChoices = { aod: false, aodStyle: 0, liftToWake: true };
  /** The program is to be closed: the screen has been dark too long. */
  onLongDark: () => void = () => undefined;
  /** The screen has just gone dark. */
  onDark: () => void = () => undefined;
  private hold = nothingHeld();
  private timeout: Appointment | undefined;
  private closing: Appointment | undefined;
  private fading: Appointment | undefined;
  private readonly watchers: Callback[] = [];
  private readonly core: Core;
  readonly settings: ScreenSettings;

  constructor(core: Core, settings: ScreenSettings) {
    this.core = core;
    this.settings = settings;
    core.ops.add('@zos/sensor.Screen', this.sensorOps());
  }

  /** A touch, key or wake: the countdown to darkness begins anew. */
  stir(): void {
    const { scheduler } = this.core;
    scheduler.cancel(this.timeout);
    const ms = this.hold.brightMs ?? this.settings.screenTimeoutMs;
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
    this.on = false;
    this.core.scheduler.cancel(this.timeout);
    this.countDown();
    this.onDark();
    this.tell();
  }

  /** The time in the dark that a program has left begins. */
  countDown(): void {
    const { scheduler } = this.core;
    scheduler.cancel(this.closing);
    this.closing = scheduler.after(this.settings.closeAfterDarkMs, this, () => this.onLongDark());
  }

  /** The wrist falls; false when the program had that paused. */
  dropWrist(): boolean {
    if (this.core.scheduler.now < this.hold.wristUntil) return false;
    this.turnOff();
    return true;
  }

  /** A palm covers the screen; false when the program had that paused. */
  coverWithPalm(): boolean {
    if (this.core.scheduler.now < this.hold.palmUntil) return false;
    this.turnOff();
    return true;
  }

  /** The page's own time until dark, from now and from each touch on; undefined ends it. */
  setBright(ms: number | undefined): void {
    const { scheduler } = this.core;
    scheduler.cancel(this.fading);
    this.hold.brightMs = ms;
    const cap = this.settings.brightTimeCapMs;
    if (ms !== undefined && cap !== undefined) {
      this.fading = scheduler.after(cap, this, () => this.setBright(undefined));
    }
    this.stir();
  }

  pauseWrist(until: number): void {
    this.hold.wristUntil = until;
  }

  pausePalm(until: number): void {
    this.hold.palmUntil = until;
  }

  /** A page has gone: its bright time and pauses go with it. */
  endPage(): void {
    this.hold = nothingHeld();
    this.setBright(undefined);
  }

  /** How many listen to the screen. */
  get watched(): number {
    return this.watchers.length;
  }

  private tell(): void {
    for (const watcher of [...this.watchers]) watcher.invoke();
  }

  private sensorOps() {
    return {
      getStatus: () => (this.on ? 1 : 2),
      getAodMode: () => this.choices.aod,
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
