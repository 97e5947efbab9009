import type { Machine, MotorPulse } from '@plumbline/zepp-runtime/browser';
import { Button } from '../../ui/index.js';
import { asText, save } from './downloads.js';

/** How much of the watch's time the strip shows. */
const SPAN_MS = 30_000;
const LEAST_PERCENT = 0.4;
const TICKS_S = [30, 20, 10, 0];

type StripProps = {
  pulses: readonly MotorPulse[];
  machine: Machine | undefined;
  sound: boolean;
  onSound: (on: boolean) => void;
};

/** The whole timeline as a file, in the runtime's own format: windows, and what was asked of the motor. */
async function saveTimeline(machine: Machine | undefined): Promise<void> {
  const timeline = await machine?.timeline();
  if (timeline === undefined) return;
  save('vibration.json', asText(`${JSON.stringify(timeline, null, 2)}\n`, 'application/json'));
}

/** When the motor ran: the last pulse at the right edge, half a minute of the watch's time to the left. */
export function MotorStrip({ pulses, machine, sound, onSound }: StripProps) {
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
      <p class="motor-ticks soft small" aria-hidden="true">
        {TICKS_S.map((seconds) => (
          <span key={seconds}>{seconds === 0 ? 'last pulse' : `−${seconds} s`}</span>
        ))}
      </p>
      <p class="soft small">
        {last === undefined
          ? 'The motor has not run yet.'
          : `${seen.length} ${seen.length === 1 ? 'pulse' : 'pulses'} in the last half minute of watch time, ${pulses.length} in all`}
      </p>
      <div class="button-row motor-row">
        <label class="watch-switch">
          <input type="checkbox" checked={sound} onChange={(event) => onSound(event.currentTarget.checked)} />
          Sound of the motor
        </label>
        {last !== undefined && (
          <Button kind="quiet" onClick={() => void saveTimeline(machine)}>
            Save as JSON
          </Button>
        )}
      </div>
    </section>
  );
}
