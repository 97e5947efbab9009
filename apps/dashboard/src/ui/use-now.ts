import { useEffect, useState } from 'preact/hooks';
import { now as readClock } from '../time/clock.js';

/** The present, read again every `everyMs`. Only for display: nothing is ever counted by adding ticks. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(readClock);
  useEffect(() => {
    const timer = setInterval(() => setNow(readClock()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}
