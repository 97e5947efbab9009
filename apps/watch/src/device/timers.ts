import { clearInterval, clearTimeout, setInterval, setTimeout } from '@zos/timer';

export type Undo = () => void;

/** Calls `work` every `everyMs`, not exactly: whoever counts must ask the clock. */
export function repeat(everyMs: number, work: () => void): Undo {
  const timer = setInterval(work, everyMs);
  return () => clearInterval(timer);
}

export function after(waitMs: number, work: () => void): Undo {
  const timer = setTimeout(work, waitMs);
  return () => clearTimeout(timer);
}
