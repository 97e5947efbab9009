import {
  type LogLine,
  type Machine,
  type MachineEvents,
  openMachine,
  type ScreenView,
  type SettingsPart,
  type StartOptions,
  type WatchState,
  zoneRules,
} from '@plumbline/zepp-runtime/browser';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { forget, keptState, remember } from './memory.js';
import { fresh, heard, type MotorLog, noPulses, openMotor } from './motor.js';
import { fetchPlumbline, type Program } from './program.js';
import { emptyVault, openVault } from './vault.js';

const FRAME = '/watch-frame';
const MOST_LINES = 2_000;

export type Status = { kind: 'starting' | 'running' } | { kind: 'ended'; sentence: string };
type Seen = {
  status: Status;
  screen: ScreenView | undefined;
  state: WatchState | undefined;
  clock: number;
  motor: MotorLog;
  lines: readonly LogLine[];
  settingsPage: SettingsPart | undefined;
  /** What the phone has stored for the program. */
  settings: Readonly<Record<string, string>>;
};
export type RunningWatch = Seen & {
  machine: Machine | undefined;
  setSound(on: boolean): void;
  /** Starts the watch anew with what it has kept. */
  restart(): void;
  /** Takes the program off the watch with all it has kept; a watch that has ended starts anew and empty. */
  uninstall(): void;
};

const blank: Seen = {
  status: { kind: 'starting' },
  screen: undefined,
  state: undefined,
  clock: 0,
  motor: noPulses,
  lines: [],
  settingsPage: undefined,
  settings: {},
};

const memoryOf = ({ own }: Program): string => (own === undefined ? 'plumbline' : `own ${own.name}`);

const startNow = (): Pick<StartOptions, 'startAt' | 'zone' | 'seed'> => ({
  startAt: Date.now(),
  zone: zoneRules(Intl.DateTimeFormat().resolvedOptions().timeZone, Date.now()),
  seed: Math.floor(Math.random() * 2 ** 31),
});

type Setting = { device: string; program: Program; speed: number };

/** A program of one's own has no vault: it could not use our tokens even if it knew their stand-ins. */
async function openWith({ device, program, speed }: Setting, events: MachineEvents) {
  const bytes = program.own?.bytes ?? (await fetchPlumbline());
  if (bytes === undefined) return undefined;
  const kept = await keptState(memoryOf(program));
  const secrets = program.own === undefined ? { secrets: await openVault() } : {};
  const start = { ...startNow(), package: bytes, device, speed, kept, network: program.network, asks: true };
  return () => openMachine({ frame: FRAME, start, ...secrets }, events);
}

/** One virtual watch of this model; a change of model or program starts another. */
export function useWatch({ device, program, speed }: Setting): RunningWatch {
  const [seen, setSeen] = useState(blank);
  const [machine, setMachine] = useState<Machine>();
  const [round, setRound] = useState(0);
  const motor = useMemo(openMotor, []);
  const speedNow = useRef(speed);
  const memory = memoryOf(program);
  const put = useCallback((change: Partial<Seen>) => setSeen((old) => ({ ...old, ...change })), []);

  useEffect(() => {
    let gone = false;
    let opened: Machine | undefined;
    let log = noPulses;
    const events: MachineEvents = {
      screen: (screen) => put({ screen, clock: screen.at, status: { kind: 'running' } }),
      state: (state) => put({ state }),
      clock: (clock) => put({ clock }),
      motor(news) {
        motor.play(fresh(log, news), news.speed);
        log = heard(log, news);
        put({ motor: log });
      },
      log: (news) => setSeen((old) => ({ ...old, lines: [...old.lines, ...news].slice(-MOST_LINES) })),
      settingsPage: (settingsPage, settings) => put({ settingsPage, settings }),
      keep: (state) => void remember(memory, state),
      ended(_code, sentence) {
        setMachine(undefined);
        put({ status: { kind: 'ended', sentence } });
      },
    };
    setSeen(blank);
    void openWith({ device, program, speed: speedNow.current }, events).then((open) => {
      if (gone) return;
      if (open === undefined)
        return events.ended('no-package', 'The watch program could not be fetched from the server.');
      opened = open();
      setMachine(opened);
    });
    return () => {
      gone = true;
      opened?.close();
      setMachine(undefined);
    };
  }, [device, program, memory, round, motor, put]);

  useEffect(() => {
    speedNow.current = speed;
    machine?.speed(speed);
  }, [speed, machine]);

  const restart = useCallback(() => setRound((count) => count + 1), []);
  const uninstall = useCallback(() => {
    const forgotten = program.own === undefined ? emptyVault() : undefined;
    if (machine !== undefined) return machine.input({ kind: 'uninstall' });
    void Promise.all([forgotten, forget(memory)]).then(restart);
  }, [machine, memory, program, restart]);
  return { ...seen, machine, setSound: motor.sound, restart, uninstall };
}
