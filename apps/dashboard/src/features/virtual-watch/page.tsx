import { useEffect, useState } from 'preact/hooks';
import { Button, PageHeader } from '../../ui/index.js';
import { Controls } from './controls.js';
import { LogPanel } from './log-panel.js';
import { type Choices, choices, forgetState, keepChoices, keptState } from './memory.js';
import { FIRST_MODEL, modelNamed, models } from './models.js';
import { MotorStrip } from './motor-strip.js';
import { PhonePanel } from './phone-panel.js';
import { type Status, useWatch } from './use-watch.js';
import './virtual-watch.css';
import { WatchFace } from './watch-face.js';

const FIRST: Choices = { model: FIRST_MODEL, speed: 1, sound: false };

/** A watch, and the phone beside it, running the very package that a real one gets. */
export function VirtualWatchPage() {
  const [chosen, setChosen] = useState(() => choices(FIRST));
  const model = modelNamed(chosen.model) ?? modelNamed(FIRST_MODEL) ?? models[0];
  if (model === undefined) throw new Error('The list of models is empty.');
  const watch = useWatch(model.code, chosen.speed);
  const choose = (change: Partial<Choices>) => {
    const made = { ...chosen, ...change };
    setChosen(made);
    keepChoices(made);
  };
  useEffect(() => watch.setSound(chosen.sound), [chosen.sound, watch.setSound]);
  const anew = () => {
    forgetState();
    watch.restart(undefined);
  };
  return (
    <>
      <PageHeader
        title="Virtual watch"
        lead="It runs the same package as a real watch. Pair it with a code from Devices, and its sessions appear here."
      />
      <div class="virtual-watch">
        <div class="watch-bench">
          <WatchFace
            model={model}
            screen={watch.screen}
            machine={watch.machine}
            lastPulse={watch.pulses[watch.pulses.length - 1]}
          />
          <StatusLine
            status={watch.status}
            off={watch.screen?.running === false}
            onAgain={() => watch.restart(keptState())}
          />
        </div>
        <div class="watch-side stack">
          <Controls
            choices={chosen}
            onChoose={choose}
            machine={watch.machine}
            screen={watch.screen}
            onAnew={anew}
          />
          <PhonePanel machine={watch.machine} page={watch.settingsPage} values={watch.settings} />
          <MotorStrip pulses={watch.pulses} />
          <LogPanel lines={watch.lines} />
        </div>
      </div>
    </>
  );
}

type StatusProps = { status: Status; off: boolean; onAgain: () => void };

function StatusLine({ status, off, onAgain }: StatusProps) {
  if (status.kind === 'ended') {
    return (
      <div class="notice notice-problem watch-status" role="alert">
        <span>{status.sentence}</span>
        <Button kind="quiet" onClick={onAgain}>
          Start again
        </Button>
      </div>
    );
  }
  const words = off
    ? 'The program is closed.'
    : 'Click the screen. The wheel turns the crown, dragging swipes.';
  return (
    <p class="soft small watch-status">{status.kind === 'starting' ? 'The watch is starting …' : words}</p>
  );
}
