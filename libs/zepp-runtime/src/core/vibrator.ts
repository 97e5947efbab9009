import { asNumber, asObject, type Json } from '../wire/json.js';
import type { Core, OpCall } from './core.js';
import { atLeast } from './devices.js';
import {
  actionSignal,
  actionTypes,
  DEFAULT_SCENE,
  mixedUp,
  type Signal,
  sceneName,
  sceneNumber,
  sceneSignal,
} from './motor-signals.js';
import { type MotorPulse, type MotorStart, type MotorTimeline, timelineOf } from './motor-timeline.js';
import type { Realm, Scope } from './realm.js';

export type { MotorPulse } from './motor-timeline.js';

/** Where firmware differs. The defaults are the harsher readings. */
export type MotorStyle = {
  /**
   * A `start()` while a signal plays: the new one is `swallowed`, or `replaces` the old one. With `needs-stop` a signal that
   * has played to its end bars the next one too, until `stop()`, as the reference of OS 1.0 has it. Default `swallowed`.
   */
  overlapping: 'swallowed' | 'replaces' | 'needs-stop';
  /** The mode given to `start()` in a service: `ignored`, as one team saw it, or `heard`. Default `ignored`. */
  backgroundMode: 'ignored' | 'heard';
  /** The forms that `setMode` takes: the reference has the object, its sample the bare number. Default `both`. */
  setMode: 'both' | 'object' | 'number';
  /** `mixed-up`: each scene plays another one, as seen on some firmware of one model. Default `documented`. */
  scenes: 'documented' | 'mixed-up';
};

export type MotorSettings = {
  outlivesProgram: boolean;
  /** The wearer wants quiet: the motor stays still. */
  quiet?: () => boolean;
  style?: Partial<MotorStyle> | undefined;
};

const DEFAULT_STYLE: MotorStyle = {
  overlapping: 'swallowed',
  backgroundMode: 'ignored',
  setMode: 'both',
  scenes: 'documented',
};

/** The motor of the watch. One signal at a time; it ends with the file that began it, unless set otherwise. */
export class Vibrator {
  readonly log: MotorPulse[] = [];
  readonly starts: MotorStart[] = [];
  private readonly core: Core;
  private readonly settings: MotorSettings;
  private readonly style: MotorStyle;
  private readonly began: number;
  private readonly modes = new WeakMap<Realm, number>();
  private readonly playing = {};
  private busy = false;
  /** A signal has ended and nobody has called `stop` since. */
  private unstopped = false;
  private owner: Scope | undefined;

  constructor(core: Core, settings: MotorSettings) {
    this.core = core;
    this.settings = settings;
    this.style = { ...DEFAULT_STYLE, ...settings.style };
    this.began = core.scheduler.now;
    core.ops.add('@zos/sensor.Vibrator', {
      start: (call) => this.start(call.scope, this.wanted(call)),
      stop: () => this.stop(),
      setMode: ({ scope, args: [option] }) => this.setMode(scope, option),
      getConfig: ({ scope }) => ({ mode: this.modeOf(scope) }),
      getType: () => actionTypes(),
    });
  }

  /** What happened since the watch began, as plain JSON. */
  timeline(): MotorTimeline {
    const { began, starts, log: pulses } = this;
    return timelineOf({ began, now: this.core.scheduler.now, pulses, starts });
  }

  /** Cuts what plays. */
  stop(): void {
    this.unstopped = false;
    if (!this.busy) return;
    this.busy = false;
    const { scheduler } = this.core;
    scheduler.cancelAllOf(this.playing);
    const last = this.log[this.log.length - 1];
    if (last === undefined) return;
    last.onMs = Math.min(last.onMs, scheduler.now - last.at);
    if (last.onMs === 0) this.log.pop();
  }

  private modeOf(scope: Scope): number {
    return this.modes.get(scope.realm) ?? sceneNumber(DEFAULT_SCENE);
  }

  private setMode(scope: Scope, option: Json | undefined): void {
    const bare = typeof option === 'number';
    const { setMode } = this.style;
    if (setMode !== 'both' && (setMode === 'number') !== bare) {
      this.core.remark(`setMode takes ${setMode === 'number' ? 'a number' : 'an object'} on this watch`);
      return;
    }
    const mode = bare ? option : asNumber(asObject(option).mode, this.modeOf(scope));
    this.modes.set(scope.realm, mode);
  }

  private wanted({ scope, args: [option] }: OpCall): Signal {
    const set = this.modeOf(scope);
    if (Array.isArray(option)) {
      if (atLeast(this.core.device.apiLevel, '3.6')) return actionSignal(option);
      this.core.remark('this watch takes no action lists: the set mode is played');
      return this.scene(set);
    }
    const deaf = scope.kind === 'service' && this.style.backgroundMode === 'ignored';
    const { mode } = asObject(option);
    if (deaf && mode !== undefined) this.core.remark('in a service the mode given to start() is not heard');
    return this.scene(deaf ? set : asNumber(mode, set));
  }

  private scene(mode: number): Signal {
    const name = sceneName(mode);
    if (name === undefined)
      this.core.remark(`no vibration scene has the number ${mode}: the default is played`);
    const played = name ?? DEFAULT_SCENE;
    return sceneSignal(this.style.scenes === 'mixed-up' ? mixedUp(played) : played);
  }

  private start(scope: Scope, signal: Signal): void {
    const { core, settings, style } = this;
    if (this.busy && style.overlapping === 'replaces') this.stop();
    const barred = this.barred();
    const outcome = barred?.outcome ?? 'played';
    this.starts.push({ at: core.scheduler.now, by: scope.kind, asked: signal.name, outcome });
    if (barred !== undefined) {
      core.remark(barred.why);
      return;
    }
    this.owner = scope;
    if (!settings.outlivesProgram) scope.atEnd(() => this.endOf(scope));
    this.play(signal);
  }

  private barred(): { outcome: MotorStart['outcome']; why: string } | undefined {
    if (this.settings.quiet?.() === true) {
      return { outcome: 'silenced', why: 'the watch is to be quiet: the motor stays still' };
    }
    const unstopped = this.unstopped && this.style.overlapping === 'needs-stop';
    if (!this.busy && !unstopped) return undefined;
    const why = this.busy ? 'is running' : 'was not stopped';
    return { outcome: 'swallowed', why: `the vibrator ${why}: start() without stop() is swallowed` };
  }

  /** The system's own signal, such as a notification's: it gives way to what plays, and no program ends it. */
  notice(signal: Signal): void {
    if (this.busy || this.settings.quiet?.() === true) return;
    this.owner = undefined;
    this.play(signal);
  }

  private endOf(scope: Scope): void {
    if (this.owner === scope) this.stop();
  }

  private play(signal: Signal): void {
    const { scheduler } = this.core;
    this.busy = true;
    let at = scheduler.now;
    for (const { kind, onMs, offMs } of signal.windows) {
      const pulse = { at, onMs, kind };
      if (onMs > 0 && at === scheduler.now) this.log.push(pulse);
      else if (onMs > 0) scheduler.at(at, this.playing, () => void this.log.push(pulse));
      at += onMs + offMs;
    }
    scheduler.at(at, this.playing, () => this.ended(signal));
  }

  private ended(signal: Signal): void {
    this.busy = false;
    this.unstopped = this.owner !== undefined;
    if (signal.repeats) this.play(signal);
  }
}
