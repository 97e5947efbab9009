import type { Input, Machine } from '@plumbline/zepp-runtime/browser';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../../ui/index.js';

type Quality = 'good' | 'slow' | 'lossy' | 'away';
type LinkInput = Extract<Input, { kind: 'link' }>;

const LINKS: Record<Quality, { words: string; link: Omit<LinkInput, 'kind'> }> = {
  good: { words: 'good', link: { connected: true, delayMs: 40, loss: 0, duplicate: 0 } },
  slow: { words: 'slow', link: { connected: true, delayMs: 1_500, loss: 0, duplicate: 0 } },
  lossy: { words: 'loses and doubles', link: { connected: true, delayMs: 200, loss: 0.2, duplicate: 0.1 } },
  away: { words: 'phone is away', link: { connected: false, delayMs: 40, loss: 0, duplicate: 0 } },
};

const MODES = [
  ['DND', 'Do not disturb'],
  ['sleep', 'Sleep'],
  ['theater', 'Theatre'],
  ['powerSaving', 'Power saving'],
] as const;

type SurroundingsProps = { machine: Machine | undefined; phoneRuns: boolean };

/** The bench the watch lies on: its connection, its phone, its modes. A watch that starts anew starts with none of it. */
export function Surroundings({ machine, phoneRuns }: SurroundingsProps) {
  const [quality, setQuality] = useState<Quality>('good');
  const [asleep, setAsleep] = useState(false);
  const [modes, setModes] = useState<readonly string[]>([]);
  useEffect(() => {
    setQuality('good');
    setAsleep(false);
    setModes([]);
  }, [machine]);
  const choose = (name: Quality) => {
    setQuality(name);
    machine?.input({ kind: 'link', ...LINKS[name].link });
  };
  return (
    <details class="sheet watch-part">
      <summary>Connection, phone and modes</summary>
      <div class="stack">
        <fieldset class="watch-choice">
          <legend>Bluetooth</legend>
          {(Object.keys(LINKS) as Quality[]).map((name) => (
            <label key={name}>
              <input
                type="radio"
                name="watch-link"
                checked={quality === name}
                onChange={() => choose(name)}
              />
              <span>{LINKS[name].words}</span>
            </label>
          ))}
        </fieldset>
        <p class="soft small">{linkWords(LINKS[quality].link)}</p>
        <fieldset class="watch-choice">
          <legend>Phone</legend>
          <Button
            kind="quiet"
            onClick={() => machine?.input({ kind: 'phone', does: phoneRuns ? 'kill' : 'start' })}
          >
            {phoneRuns ? 'Kill its service' : 'Start its service'}
          </Button>
          <label>
            <input
              type="checkbox"
              checked={asleep}
              onChange={(event) => {
                setAsleep(event.currentTarget.checked);
                machine?.input({ kind: 'phone', does: event.currentTarget.checked ? 'sleep' : 'awake' });
              }}
            />
            Asleep: refuses the network
          </label>
        </fieldset>
        <fieldset class="watch-choice">
          <legend>Modes</legend>
          {MODES.map(([mode, words]) => (
            <label key={mode}>
              <input
                type="checkbox"
                checked={modes.includes(mode)}
                onChange={(event) => {
                  const on = event.currentTarget.checked;
                  setModes(on ? [...modes, mode] : modes.filter((one) => one !== mode));
                  machine?.input({ kind: 'mode', mode, on });
                }}
              />
              {words}
            </label>
          ))}
        </fieldset>
      </div>
    </details>
  );
}

function linkWords({ connected, delayMs, loss, duplicate }: Omit<LinkInput, 'kind'>): string {
  if (!connected) return 'Nothing gets through, and what was on its way is lost.';
  const faults = loss > 0 ? `, loses ${loss * 100} % and doubles ${duplicate * 100} %` : '';
  return `Each message takes ${delayMs} ms of the watch's time${faults}.`;
}
