import type { Machine } from '@plumbline/zepp-runtime/browser';
import { Button } from '../../ui/index.js';
import { SPEEDS } from './memory.js';

type TimeProps = {
  speed: number;
  onChoose: (speed: number) => void;
  machine: Machine | undefined;
  clock: number;
};

const STEPS = [
  { words: '1 s', ms: 1_000 },
  { words: '10 s', ms: 10_000 },
  { words: '1 min', ms: 60_000 },
  { words: '1 h', ms: 3_600_000 },
];

const timeOf = (at: number): string =>
  at === 0
    ? '–'
    : new Date(at).toLocaleString(undefined, {
        weekday: 'short',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
      });

/** How fast the watch's time passes; while it stands, it can be moved by steps. */
export function TimeChoice({ speed, onChoose, machine, clock }: TimeProps) {
  return (
    <div class="time-choice">
      <fieldset class="watch-choice">
        <legend>Time passes</legend>
        {[0, ...SPEEDS].map((one) => (
          <label key={one}>
            <input type="radio" name="watch-speed" checked={speed === one} onChange={() => onChoose(one)} />
            <span>{one === 0 ? 'not at all' : `× ${one}`}</span>
          </label>
        ))}
      </fieldset>
      {speed === 0 && (
        <fieldset class="watch-choice" aria-label="Let time pass by a step">
          {STEPS.map(({ words, ms }) => (
            <Button key={ms} kind="quiet" onClick={() => void machine?.advance(ms)}>
              + {words}
            </Button>
          ))}
        </fieldset>
      )}
      <p class="soft small">On the watch it is {timeOf(clock)}.</p>
    </div>
  );
}
