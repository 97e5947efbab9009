import type { MotorPulse } from '@plumbline/zepp-runtime/browser';

/** How much of the watch's time the strip shows. */
const SPAN_MS = 30_000;
const LEAST_PERCENT = 0.4;

/** When the motor ran: the last pulse at the right edge, half a minute of the watch's time to the left. */
export function MotorStrip({ pulses }: { pulses: readonly MotorPulse[] }) {
  const last = pulses[pulses.length - 1];
  const end = last === undefined ? 0 : last.at + last.onMs;
  const seen = pulses.filter((pulse) => pulse.at + pulse.onMs > end - SPAN_MS);
  return (
    <section class="sheet motor" aria-label="Vibration">
      <h2>Vibration</h2>
      <svg class="motor-strip" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <line x1="0" y1="9.5" x2="100" y2="9.5" />
        {seen.map((pulse, index) => (
          <rect
            key={`${pulse.at}-${index}`}
            x={((pulse.at - (end - SPAN_MS)) / SPAN_MS) * 100}
            y="1"
            height="8.5"
            width={Math.max(LEAST_PERCENT, (pulse.onMs / SPAN_MS) * 100)}
          />
        ))}
      </svg>
      <p class="soft small">
        {last === undefined
          ? 'The motor has not run yet.'
          : `${seen.length} ${seen.length === 1 ? 'pulse' : 'pulses'} in the last half minute of watch time`}
      </p>
    </section>
  );
}
