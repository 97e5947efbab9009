import { useEffect, useState } from 'preact/hooks';
import { Button, PageHeader } from '../../ui/index.js';
import { CardsPanel } from './cards-panel.js';
import { Troubles, Waiting } from './life-panel.js';
import { LogPanel } from './log-panel.js';
import { type Choices, choices, keepChoices } from './memory.js';
import { FIRST_MODEL, modelNamed, models } from './models.js';
import { MotorStrip } from './motor-strip.js';
import { PhonePanel } from './phone-panel.js';
import { PictureSave } from './picture-save.js';
import type { Program } from './program.js';
import { Senses } from './senses.js';
import { SetupPanel } from './setup-panel.js';
import { Surroundings } from './surroundings.js';
import { useProgram } from './use-program.js';
import { type Status, useWatch } from './use-watch.js';
import './virtual-watch.css';
import { WatchFace } from './watch-face.js';
import { Wearer } from './wearer.js';

const FIRST: Choices = { model: FIRST_MODEL, speed: 1, sound: false };

/** A watch, and the phone beside it, running the very package that a real one gets. */
export function VirtualWatchPage() {
  const [program, setProgram] = useProgram();
  return (
    <>
      <PageHeader
        title="Virtual watch"
        lead="It runs the same package as a real watch. Pair it with a code from Devices, and its sessions appear here."
      />
      {program !== undefined && <Bench program={program} onProgram={setProgram} />}
    </>
  );
}

type BenchProps = { program: Program; onProgram: (program: Program) => void };

function Bench({ program, onProgram }: BenchProps) {
  const [chosen, setChosen] = useState(() => choices(FIRST));
  const model = modelNamed(chosen.model) ?? modelNamed(FIRST_MODEL) ?? models[0];
  if (model === undefined) throw new Error('The list of models is empty.');
  const watch = useWatch({ device: model.code, program, speed: chosen.speed });
  const { machine, screen } = watch;
  const choose = (change: Partial<Choices>) => {
    const made = { ...chosen, ...change };
    setChosen(made);
    keepChoices(made);
  };
  useEffect(() => watch.setSound(chosen.sound), [chosen.sound, watch.setSound]);
  return (
    <div class="virtual-watch">
      <div class="watch-bench">
        <WatchFace
          model={model}
          screen={screen}
          machine={machine}
          pulses={watch.motor.pulses}
          speed={chosen.speed}
        />
        <StatusLine status={watch.status} off={screen?.running === false} onAgain={watch.restart} />
        {watch.status.kind !== 'ended' && (
          <Wearer
            model={model}
            machine={machine}
            screen={screen}
            openWords={program.own === undefined ? 'Open Plumbline' : 'Open the program'}
          />
        )}
        <PictureSave model={model} screen={screen} />
      </div>
      <div class="watch-side stack">
        <SetupPanel
          model={model.code}
          onModel={(code) => choose({ model: code })}
          program={program}
          onProgram={onProgram}
          speed={chosen.speed}
          onSpeed={(speed) => choose({ speed })}
          machine={machine}
          clock={watch.clock}
        />
        <Waiting machine={machine} state={watch.state} />
        <PhonePanel
          machine={machine}
          running={watch.status.kind === 'running'}
          page={watch.settingsPage}
          values={watch.settings}
        />
        <MotorStrip
          pulses={watch.motor.pulses}
          machine={machine}
          sound={chosen.sound}
          onSound={(sound) => choose({ sound })}
        />
        <Surroundings machine={machine} phoneRuns={watch.state?.phoneRuns === true} />
        <CardsPanel machine={machine} state={watch.state} />
        <Senses machine={machine} />
        <Troubles machine={machine} onUninstall={watch.uninstall} />
        <LogPanel lines={watch.lines} />
      </div>
    </div>
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
