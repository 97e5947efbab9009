import type { SessionTotals } from '../../api/index.js';
import { clockLength } from '../../time/durations.js';

/**
 * Work, rest and pause to the second, so that the three add up to the length as
 * shown: each is cut down to whole seconds and the last one takes what is left.
 */
export function shownTotals(totals: SessionTotals) {
  const whole = (ms: number) => Math.floor(ms / 1000) * 1000;
  const totalMs = whole(totals.totalMs);
  const workMs = whole(totals.workMs);
  const pausedMs = whole(totals.pausedMs);
  return { workMs, pausedMs, restMs: totalMs - workMs - pausedMs, totalMs };
}

const WIDTH = 600;

export function Totals({ totals, isTold = false }: { totals: SessionTotals; isTold?: boolean }) {
  const shown = shownTotals(totals);
  const parts = [
    { key: 'work', name: 'Work', ms: shown.workMs },
    { key: 'rest', name: 'Rest and changes', ms: shown.restMs },
    // A file seldom says what all of its time was.
    { key: 'paused', name: isTold ? 'Not told apart' : 'Pause', ms: shown.pausedMs },
  ];
  return (
    <section class="sheet totals" aria-label="Length">
      <svg viewBox={`0 0 ${WIDTH} 12`} preserveAspectRatio="none" aria-hidden="true">
        {parts.map((part, index) => {
          const before = parts.slice(0, index).reduce((sum, other) => sum + other.ms, 0);
          const scale = shown.totalMs === 0 ? 0 : WIDTH / shown.totalMs;
          return (
            <rect key={part.key} class={part.key} x={before * scale} width={part.ms * scale} height="12" />
          );
        })}
      </svg>
      <dl>
        {parts.map((part) => (
          <div key={part.key} class={part.key}>
            <dt>{part.name}</dt>
            <dd>{clockLength(part.ms)}</dd>
          </div>
        ))}
        <div>
          <dt>Length</dt>
          <dd>{clockLength(shown.totalMs)}</dd>
        </div>
      </dl>
    </section>
  );
}
