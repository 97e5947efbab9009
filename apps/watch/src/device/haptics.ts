import {
  type Action,
  VIBRATOR_SCENE_DURATION,
  VIBRATOR_SCENE_DURATION_LONG,
  VIBRATOR_SCENE_NOTIFICATION,
  VIBRATOR_SCENE_SHORT_STRONG,
  VIBRATOR_SCENE_STRONG_REMINDER,
  Vibrator,
} from '@zos/sensor';
import { guarded } from './log.js';

export type Pulse = { onMs: number; offMs: number };
export type Haptics = { play(pulses: readonly Pulse[]): void; stop(): void };

function actionsOf(types: Record<string, number>, pulses: readonly Pulse[]): Action[] {
  const on = types.CONTINUOUS ?? types.URGENT ?? 0;
  const off = types.PAUSE ?? 0;
  return pulses.flatMap((pulse) => [
    { type: on, duration: pulse.onMs },
    ...(pulse.offMs > 0 ? [{ type: off, duration: pulse.offMs }] : []),
  ]);
}

/** The nearest of the platform's fixed signals, for a vibrator that takes no lists. */
function sceneOf(pulses: readonly Pulse[]): number {
  if (pulses.length >= 3) return VIBRATOR_SCENE_STRONG_REMINDER;
  if (pulses.length === 2) return VIBRATOR_SCENE_NOTIFICATION;
  const onMs = pulses[0]?.onMs ?? 0;
  if (onMs >= 700) return VIBRATOR_SCENE_DURATION_LONG;
  return onMs >= 300 ? VIBRATOR_SCENE_DURATION : VIBRATOR_SCENE_SHORT_STRONG;
}

/** `stop` before every start: a running signal swallows the next one. */
export function openHaptics(): Haptics {
  const vibrator = guarded('vibrator', undefined, () => new Vibrator());
  const stop = () => guarded('vibrator stop', undefined, () => vibrator?.stop());
  const start = (pulses: readonly Pulse[]) => {
    const types = vibrator?.getType?.();
    if (types !== undefined) {
      vibrator?.start(actionsOf(types, pulses));
      return;
    }
    vibrator?.setMode({ mode: sceneOf(pulses) });
    vibrator?.start();
  };
  return {
    stop,
    play(pulses) {
      stop();
      guarded('vibrator start', undefined, () => start(pulses));
    },
  };
}
