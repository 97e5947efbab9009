import { constantOf } from '../wire/constants.js';
import { asNumber, asObject, asText, type Json } from '../wire/json.js';

export type Strength = 'light' | 'middle' | 'strong';
/** The motor runs for `onMs`, then rests for `offMs`. */
export type MotorWindow = { kind: string; onMs: number; offMs: number };
/** A signal of the motor; one that repeats goes on until `stop`. */
export type Signal = { name: string; windows: MotorWindow[]; repeats: boolean };

const pulses = (count: number, [onMs, offMs]: [number, number]) => Array(count).fill([onMs, offMs]);

/**
 * The scenes. From the platform's reference: 20, 600 and 1000 ms; four pulses within 1200 ms; two short ones; a call's two
 * pulses within 500 ms and a timer's single one of 500 ms, both until `stop`. How pulse and pause share that time is our reading.
 */
const SCENES: Record<string, [number, number][]> = {
  SHORT_LIGHT: pulses(1, [20, 0]),
  SHORT_MIDDLE: pulses(1, [20, 0]),
  SHORT_STRONG: pulses(1, [20, 0]),
  DURATION: pulses(1, [600, 0]),
  DURATION_LONG: pulses(1, [1_000, 0]),
  STRONG_REMINDER: pulses(4, [150, 150]),
  NOTIFICATION: pulses(2, [100, 150]),
  CALL: pulses(2, [150, 100]),
  TIMER: pulses(1, [500, 500]),
};
const UNTIL_STOP = ['CALL', 'TIMER'];
/** What `start()` plays before any `setMode` (reference). */
export const DEFAULT_SCENE = 'SHORT_MIDDLE';

/**
 * Types of an action list in the order of `getType`, with the time of one that names no duration. The reference gives no times:
 * these are our reading of "short", "single pulse", "urgent".
 */
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
const LIGHT = ['SHORT_LIGHT', 'GENTLE_SHORT', 'STANDARD_CROWN', 'KEYCODE_CLICK'];
const MIDDLE = ['SHORT_MIDDLE', 'NOTIFICATION', 'SPULSE_CROWN', 'DIPULSE_CROWN'];

/** How hard the motor runs, as far as the reference puts it in words. */
export function strengthOf(kind: string): Strength {
  if (LIGHT.includes(kind)) return 'light';
  return MIDDLE.includes(kind) ? 'middle' : 'strong';
}

/** What `getType` answers. The numbers are ours: the reference gives the names alone. */
export const actionTypes = (): Record<string, number> =>
  Object.fromEntries(ACTIONS.map((name, i) => [name, i + 1]));

export const sceneNumber = (name: string): number => constantOf('@zos/sensor', `VIBRATOR_SCENE_${name}`);

/** Undefined where no scene has this number. */
export const sceneName = (mode: number): string | undefined =>
  Object.keys(SCENES).find((name) => sceneNumber(name) === mode);

export function sceneSignal(name: string): Signal {
  const windows = (SCENES[name] ?? []).map(([onMs, offMs]) => ({ kind: name, onMs, offMs }));
  return { name, windows, repeats: UNTIL_STOP.includes(name) };
}

/** On firmware that mixes up the scenes, as seen on one model, each plays the next one of the list. */
export function mixedUp(name: string): string {
  const names = Object.keys(SCENES);
  return names[(names.indexOf(name) + 1) % names.length] ?? name;
}

/** An action list: its pauses lengthen the rest after the pulse before them, or delay the first one. */
export function actionSignal(actions: readonly Json[]): Signal {
  const windows: MotorWindow[] = [];
  for (const action of actions) {
    const { type, duration } = asObject(action);
    const kind = ACTIONS[asNumber(type, -1) - 1] ?? asText(type, 'URGENT');
    const ms = Math.max(0, asNumber(duration, ACTION_MS[kind] ?? 100));
    const before = windows[windows.length - 1];
    if (kind !== 'PAUSE') windows.push({ kind, onMs: ms, offMs: 0 });
    else if (before === undefined) windows.push({ kind, onMs: 0, offMs: ms });
    else before.offMs += ms;
  }
  return { name: 'actions', windows, repeats: false };
}
