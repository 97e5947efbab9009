import type { MotorNews, MotorPulse } from '@plumbline/zepp-runtime/browser';

/** Makes the motor felt in the ways a page has: sound, the phone's own motor. Movement is the picture's part. */
export type Motor = { play(pulses: readonly MotorPulse[], speed: number): void; sound(on: boolean): void };

const TICK_HZ = 150;
const LOUDNESS = 0.12;
/** A pulse shorter than this would not be heard. */
const LEAST_TONE_MS = 40;
/** What arrives in one batch and lies longer ago than this is not made up for. */
const STALE_MS = 1_500;
/** Older pulses are forgotten; a session of an hour has a few hundred. */
const MOST_PULSES = 5_000;

/** The motor's whole log: what was told before is corrected by what is told now. */
export type MotorLog = { pulses: readonly MotorPulse[]; dropped: number };
export const noPulses: MotorLog = { pulses: [], dropped: 0 };

export function heard({ pulses, dropped }: MotorLog, { from, pulses: news }: MotorNews): MotorLog {
  const all = [...pulses.slice(0, Math.max(0, from - dropped)), ...news];
  const extra = Math.max(0, all.length - MOST_PULSES);
  return { pulses: all.slice(extra), dropped: dropped + extra };
}

/** Pulses nobody was told of before. */
export const fresh = ({ pulses, dropped }: MotorLog, { from, pulses: news }: MotorNews): MotorPulse[] =>
  news.slice(Math.max(0, pulses.length + dropped - from));

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
      const recent = pulses.filter((pulse) => last.at - pulse.at <= STALE_MS * speed);
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(vibratePattern(recent, speed));
      if (context?.state !== 'running') return;
      const first = recent[0]?.at ?? 0;
      for (const { at, onMs } of recent) {
        const start = context.currentTime + (at - first) / speed / 1000;
        tone(context, start, Math.max(LEAST_TONE_MS, onMs / speed));
      }
    },
  };
}
