import type { MotorPulse } from '@plumbline/zepp-runtime/browser';

/** Makes the motor felt in the ways a page has: sound, the phone's own motor. Movement is the picture's part. */
export type Motor = { play(pulses: readonly MotorPulse[], speed: number): void; sound(on: boolean): void };

const TICK_HZ = 150;
const LOUDNESS = 0.12;
/** A pulse shorter than this would not be heard. */
const LEAST_TONE_MS = 40;
/** What arrives in one batch and lies longer ago than this is not made up for. */
const STALE_MS = 1_500;

function tone(context: AudioContext, startS: number, lengthMs: number): void {
  const source = context.createOscillator();
  const gain = context.createGain();
  source.frequency.value = TICK_HZ;
  source.type = 'triangle';
  gain.gain.setValueAtTime(LOUDNESS, startS);
  gain.gain.setTargetAtTime(0, startS + lengthMs / 1000, 0.01);
  source.connect(gain).connect(context.destination);
  source.start(startS);
  source.stop(startS + lengthMs / 1000 + 0.1);
}

/** On and off lengths in real milliseconds, as `navigator.vibrate` wants them. */
export function vibratePattern(pulses: readonly MotorPulse[], speed: number): number[] {
  const pattern: number[] = [];
  pulses.forEach((pulse, index) => {
    const before = pulses[index - 1];
    if (before !== undefined)
      pattern.push(Math.max(0, Math.round((pulse.at - before.at - before.onMs) / speed)));
    pattern.push(Math.max(15, Math.round(pulse.onMs / speed)));
  });
  return pattern;
}

export function openMotor(): Motor {
  let context: AudioContext | undefined;
  return {
    sound(on) {
      if (on) context ??= new AudioContext();
      void (on ? context?.resume() : context?.suspend());
    },
    play(pulses, speed) {
      const last = pulses[pulses.length - 1];
      if (last === undefined) return;
      const fresh = pulses.filter((pulse) => last.at - pulse.at <= STALE_MS * speed);
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(vibratePattern(fresh, speed));
      if (context?.state !== 'running') return;
      const first = fresh[0]?.at ?? 0;
      for (const { at, onMs } of fresh) {
        const start = context.currentTime + (at - first) / speed / 1000;
        tone(context, start, Math.max(LEAST_TONE_MS, onMs / speed));
      }
    },
  };
}
