import type { Appointment, Scheduler } from './scheduler.js';

type Animation = {
  ms: number;
  fps: number;
  /** `linear`, `easein`, `easeout`, `easeinout`; anything else is linear. */
  rate: string;
  /** 0 … 1, eased. */
  frame(share: number): void;
  done(): void;
};

const CURVES: Record<string, (t: number) => number> = {
  easein: (t) => t * t,
  easeout: (t) => t * (2 - t),
  easeinout: (t) => (t < 0.5 ? 2 * t * t : 1 - 2 * (1 - t) * (1 - t)),
};

/** Plays frames by the watch's clock. Answers how to stop it; a stopped one is never done. */
export function runAnimation(scheduler: Scheduler, { ms, fps, rate, frame, done }: Animation): () => void {
  const step = Math.round(1_000 / Math.max(1, Math.min(60, fps)));
  const began = scheduler.now;
  const curve = CURVES[rate] ?? ((t: number) => t);
  let next: Appointment | undefined;
  const play = () => {
    const t = ms <= 0 ? 1 : Math.min(1, (scheduler.now - began) / ms);
    frame(curve(t));
    if (t < 1)
      next = scheduler.after(Math.max(1, Math.min(step, ms - (scheduler.now - began))), scheduler, play);
    else done();
  };
  next = scheduler.after(0, scheduler, play);
  return () => scheduler.cancel(next);
}
