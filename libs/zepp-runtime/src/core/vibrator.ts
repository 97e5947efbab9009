import { constantOf } from '../wire/constants.js';
import { asNumber, asObject, asText, type Json } from '../wire/json.js';
import type { Core } from './core.js';
import type { Scope } from './realm.js';
import type { Instant } from './scheduler.js';

/** The motor ran from `at` for `onMs`. `kind` is the action's type or the scene's name. */
export type MotorPulse = { at: Instant; onMs: number; kind: string };
type Window = { kind: string; onMs: number; offMs: number };
type Scene = { windows: Window[]; repeats?: true };

/** How long an action lasts that does not say. */
const ACTION_MS: Record<string, number> = {
  GENTLE_SHORT: 20,
  STRONG_SHORT: 20,
  STANDARD_CROWN: 10,
  STRONG_CROWN: 15,
  SPULSE_CROWN: 15,
  DIPULSE_CROWN: 30,
  KEYCODE_CLICK: 15,
  URGENT: 300,
  CONTINUOUS: 1_000,
  PAUSE: 100,
};
const ACTIONS = Object.keys(ACTION_MS);

const pulses = (kind: string, count: number, [onMs, offMs]: [number, number]): Window[] =>
  Array.from({ length: count }, () => ({ kind, onMs, offMs }));

/** The fixed signals; lengths as the platform documents them, pauses within them our own reading. */
const SCENES: Record<string, Scene> = {
  SHORT_LIGHT: { windows: pulses('SHORT_LIGHT', 1, [20, 0]) },
  SHORT_MIDDLE: { windows: pulses('SHORT_MIDDLE', 1, [20, 0]) },
  SHORT_STRONG: { windows: pulses('SHORT_STRONG', 1, [20, 0]) },
  DURATION: { windows: pulses('DURATION', 1, [600, 0]) },
  DURATION_LONG: { windows: pulses('DURATION_LONG', 1, [1_000, 0]) },
  STRONG_REMINDER: { windows: pulses('STRONG_REMINDER', 4, [150, 150]) },
  NOTIFICATION: { windows: pulses('NOTIFICATION', 2, [100, 150]) },
  CALL: { windows: pulses('CALL', 1, [500, 500]), repeats: true },
  TIMER: { windows: pulses('TIMER', 4, [150, 100]), repeats: true },
};

const sceneNumber = (name: string) => constantOf('@zos/sensor', `VIBRATOR_SCENE_${name}`);
const DEFAULT_SCENE = 'NOTIFICATION';

function sceneOf(mode: number): Scene {
  const name = Object.keys(SCENES).find((one) => sceneNumber(one) === mode) ?? DEFAULT_SCENE;
  return SCENES[name] as Scene;
}

function windowsOf(actions: Json[]): Window[] {
  const windows: Window[] = [];
  for (const action of actions) {
    const { type, duration } = asObject(action);
    const kind = ACTIONS[asNumber(type, -1) - 1] ?? asText(type, 'URGENT');
    const ms = asNumber(duration, ACTION_MS[kind] ?? 100);
    const before = windows[windows.length - 1];
    if (kind !== 'PAUSE') windows.push({ kind, onMs: ms, offMs: 0 });
    else if (before !== undefined) before.offMs += ms;
  }
  return windows;
}

/** The motor. A running signal swallows the next one; programs stop before they start. */
export class Vibrator {
  readonly log: MotorPulse[] = [];
  private readonly core: Core;
  private mode = sceneNumber(DEFAULT_SCENE);
  private readonly playing = {};
  private busy = false;
  private owner: Scope | undefined;

  constructor(core: Core, settings: { outlivesProgram: boolean }) {
    this.core = core;
    const begin = (scope: Scope, windows: Window[], repeats = false) => {
      if (this.busy) return core.remark('the vibrator is running: start() without stop() is swallowed');
      this.owner = scope;
      if (!settings.outlivesProgram) scope.atEnd(() => this.endOf(scope));
      this.play(windows, repeats);
    };
    core.ops.add('@zos/sensor.Vibrator', {
      start: ({ scope, args: [option] }) => {
        if (Array.isArray(option)) return begin(scope, windowsOf(option));
        const scene = sceneOf(asNumber(asObject(option).mode, this.mode));
        return begin(scope, scene.windows, scene.repeats === true);
      },
      stop: () => this.stop(),
      setMode: ({ args: [option] }) => {
        this.mode = asNumber(option, asNumber(asObject(option).mode, this.mode));
      },
      getConfig: () => ({ mode: this.mode }),
      getType: () => Object.fromEntries(ACTIONS.map((name, i) => [name, i + 1])),
    });
  }

  stop(): void {
    if (!this.busy) return;
    this.busy = false;
    const { scheduler } = this.core;
    scheduler.cancelAllOf(this.playing);
    const last = this.log[this.log.length - 1];
    if (last === undefined) return;
    last.onMs = Math.min(last.onMs, scheduler.now - last.at);
    if (last.onMs === 0) this.log.pop();
  }

  private endOf(scope: Scope): void {
    if (this.owner === scope) this.stop();
  }

  private play(windows: Window[], repeats: boolean): void {
    const { scheduler } = this.core;
    this.busy = true;
    let at = scheduler.now;
    windows.forEach(({ kind, onMs, offMs }, i) => {
      const pulse = { at, onMs, kind };
      if (i === 0) this.log.push(pulse);
      else scheduler.at(at, this.playing, () => void this.log.push(pulse));
      at += onMs + offMs;
    });
    scheduler.at(at, this.playing, () => {
      this.busy = false;
      if (repeats && windows.length > 0) this.play(windows, true);
    });
  }
}
