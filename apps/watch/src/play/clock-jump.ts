/** Wall clock against counted time, beyond which somebody has set the clock. */
const JUMP_MS = 5000;

/**
 * By how much the wall clock was moved between two looks that lie `everyMs` apart by count; 0 for what a busy or
 * drifting timer explains.
 */
export function clockJump(lastAt: number, now: number, everyMs: number): number {
  const byMs = now - lastAt - everyMs;
  return Math.abs(byMs) > JUMP_MS ? byMs : 0;
}
