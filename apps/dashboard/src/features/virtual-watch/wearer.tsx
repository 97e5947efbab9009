import {
  type Device,
  type Input,
  type KeyName,
  type KeyPress,
  keyCount,
  type Machine,
  type ScreenView,
} from '@plumbline/zepp-runtime/browser';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/index.js';

type WearerProps = {
  model: Device;
  machine: Machine | undefined;
  screen: ScreenView | undefined;
  openWords: string;
};

const NAMES: Record<KeyName, string> = {
  select: 'Upper key',
  back: 'Back key',
  up: 'Up key',
  down: 'Down key',
  home: 'Home key',
  shortcut: 'Shortcut key',
  lock: 'Lock key',
};
const KEYS = Object.keys(NAMES) as KeyName[];
const PRESSES: [KeyPress, string][] = [
  ['click', 'short'],
  ['long', 'long'],
  ['double', 'twice'],
];

/** What a wearer does with the watch itself: opens it, presses its keys, moves the wrist. */
export function Wearer({ model, machine, screen, openWords }: WearerProps) {
  const [press, setPress] = useState<KeyPress>('click');
  const lit = screen?.lit === true;
  const act = (input: Input) => () => machine?.input(input);
  const shown = Math.max(2, Math.min(4, keyCount(model.code) ?? 4));
  const key = (name: KeyName) => (
    <Button key={name} kind="quiet" onClick={act({ kind: 'key', key: name, press })}>
      {NAMES[name]}
    </Button>
  );
  return (
    <div class="wearer stack">
      <div class="button-row">
        {screen?.running === true ? (
          <Button kind="quiet" onClick={act({ kind: lit ? 'screen-off' : 'wake' })}>
            {lit ? 'Screen off' : 'Wake'}
          </Button>
        ) : (
          <Button onClick={act({ kind: 'launch' })}>{openWords}</Button>
        )}
        {KEYS.slice(0, shown).map(key)}
      </div>
      <details>
        <summary>More keys, wrist and palm</summary>
        <div class="stack">
          <fieldset class="watch-choice">
            <legend>Keys are pressed</legend>
            {PRESSES.map(([name, words]) => (
              <label key={name}>
                <input
                  type="radio"
                  name="watch-press"
                  checked={press === name}
                  onChange={() => setPress(name)}
                />
                <span>{words}</span>
              </label>
            ))}
          </fieldset>
          <div class="button-row">
            {KEYS.slice(shown).map(key)}
            <Button kind="quiet" onClick={act({ kind: 'wake' })}>
              Raise the wrist
            </Button>
            <Button kind="quiet" onClick={act({ kind: 'wrist-drop' })}>
              Drop the wrist
            </Button>
            <Button kind="quiet" onClick={act({ kind: 'palm' })}>
              Cover with the palm
            </Button>
            <Button kind="quiet" onClick={act({ kind: 'crown', degrees: 30 })}>
              Crown up
            </Button>
            <Button kind="quiet" onClick={act({ kind: 'crown', degrees: -30 })}>
              Crown down
            </Button>
          </div>
          <p class="soft small">
            Which code each key of this model sends is not documented, so all of them can be pressed.
          </p>
        </div>
      </details>
    </div>
  );
}
