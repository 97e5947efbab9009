import { useEffect, useReducer } from 'preact/hooks';
import { now } from '../time/clock.js';

/**
 * The present, as it is whenever the screen is drawn, which happens at least every `everyMs`.
 * Only for display: nothing is ever counted by adding ticks.
 */
export function useNow(everyMs: number): number {
  const [, drawAgain] = useReducer((count: number, _: undefined) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(() => drawAgain(undefined), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now();
}
