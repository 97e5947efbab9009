import type { Machine, ScreenView } from '@plumbline/zepp-runtime/browser';
import { Button } from '../../ui/index.js';
import type { Choices } from './memory.js';
import { modelWords, otherModels, shortList } from './models.js';

type ControlsProps = {
  choices: Choices;
  onChoose: (change: Partial<Choices>) => void;
  machine: Machine | undefined;
  screen: ScreenView | undefined;
  onAnew: () => void;
};

const SPEEDS = [1, 10, 60];

const options = (models: typeof shortList) =>
  models.map((model) => (
    <option key={model.code} value={model.code}>
      {modelWords(model)}
    </option>
  ));

/** What a wearer does with the watch itself, and the bench it lies on. */
export function Controls({ choices, onChoose, machine, screen, onAnew }: ControlsProps) {
  const lit = screen?.lit === true;
  const running = screen?.running === true;
  const say = (kind: 'launch' | 'screen-off' | 'wake' | 'kill') => () => machine?.input({ kind });
  return (
    <section class="sheet stack watch-controls" aria-label="Controls">
      <div class="button-row">
        {running ? (
          <Button kind="quiet" onClick={say(lit ? 'screen-off' : 'wake')}>
            {lit ? 'Screen off' : 'Wake'}
          </Button>
        ) : (
          <Button onClick={say('launch')}>Open Plumbline</Button>
        )}
        <Button kind="quiet" onClick={() => machine?.input({ kind: 'key', key: 'select', press: 'click' })}>
          Upper key
        </Button>
        <Button kind="quiet" onClick={() => machine?.input({ kind: 'key', key: 'back', press: 'click' })}>
          Back key
        </Button>
      </div>
      <SpeedChoice speed={choices.speed} onChoose={(speed) => onChoose({ speed })} />
      <div class="field">
        <label for="watch-model">Model</label>
        <select
          id="watch-model"
          value={choices.model}
          onChange={(event) => onChoose({ model: event.currentTarget.value })}
        >
          <optgroup label="One of each screen">{options(shortList)}</optgroup>
          <optgroup label="All others">{options(otherModels)}</optgroup>
        </select>
      </div>
      <Switches choices={choices} onChoose={onChoose} machine={machine} />
      <details class="watch-faults">
        <summary>Try what goes wrong</summary>
        <div class="button-row">
          <Button kind="quiet" onClick={say('kill')}>
            Kill the program
          </Button>
          <Button kind="quiet" onClick={onAnew}>
            Forget everything
          </Button>
        </div>
        <p class="soft small">
          A killed program keeps what it has stored. Forgetting empties watch and phone.
        </p>
      </details>
    </section>
  );
}

function SpeedChoice({ speed, onChoose }: { speed: number; onChoose: (speed: number) => void }) {
  return (
    <fieldset class="watch-choice">
      <legend>Time passes</legend>
      {SPEEDS.map((one) => (
        <label key={one}>
          <input type="radio" name="watch-speed" checked={speed === one} onChange={() => onChoose(one)} />
          <span>× {one}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Switches({ choices, onChoose, machine }: Pick<ControlsProps, 'choices' | 'onChoose' | 'machine'>) {
  return (
    <div class="watch-switches">
      <label>
        <input
          type="checkbox"
          defaultChecked
          onChange={(event) => machine?.bluetooth(event.currentTarget.checked)}
        />
        Bluetooth
      </label>
      <label>
        <input
          type="checkbox"
          checked={choices.sound}
          onChange={(event) => onChoose({ sound: event.currentTarget.checked })}
        />
        Sound of the motor
      </label>
    </div>
  );
}
