import {
  type KeptState,
  type LogLine,
  type Machine,
  type MotorPulse,
  openMachine,
  type ScreenView,
  type SettingsPart,
  zoneRules,
} from '@plumbline/zepp-runtime/browser';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { keepState, keptState } from './memory.js';
import { openMotor } from './motor.js';

const FRAME = '/watch-frame';
const PACKAGE = '/plumbline.zab';
const MOST_LINES = 300;
const MOST_PULSES = 120;

export type Status = { kind: 'starting' | 'running' } | { kind: 'ended'; sentence: string };
export type RunningWatch = {
  status: Status;
  screen: ScreenView | undefined;
  pulses: readonly MotorPulse[];
  lines: readonly LogLine[];
  settingsPage: SettingsPart | undefined;
  /** What the phone has stored for the program, as far as it was handed over. */
  settings: Readonly<Record<string, string>>;
  machine: Machine | undefined;
  setSound(on: boolean): void;
  /** Starts the watch anew with what it has kept; `undefined` forgets that too. */
  restart(kept?: KeptState): void;
};

async function fetchPackage(): Promise<ArrayBuffer | undefined> {
  const answer = await fetch(PACKAGE, { credentials: 'omit', cache: 'no-cache' }).catch(() => undefined);
  return answer?.ok ? answer.arrayBuffer() : undefined;
}

const startWith = (
  bytes: ArrayBuffer,
  given: { device: string; speed: number; kept: KeptState | undefined },
) => ({
  package: bytes,
  startAt: Date.now(),
  zone: zoneRules(Intl.DateTimeFormat().resolvedOptions().timeZone, Date.now()),
  seed: Math.floor(Math.random() * 2 ** 31),
  ...given,
});

/** One virtual watch of this model; a change of the model starts another with the same memory. */
export function useWatch(device: string, speed: number): RunningWatch {
  const [status, setStatus] = useState<Status>({ kind: 'starting' });
  const [screen, setScreen] = useState<ScreenView>();
  const [pulses, setPulses] = useState<readonly MotorPulse[]>([]);
  const [lines, setLines] = useState<readonly LogLine[]>([]);
  const [settingsPage, setSettingsPage] = useState<SettingsPart>();
  const [machine, setMachine] = useState<Machine>();
  const [round, setRound] = useState(0);
  const motor = useMemo(openMotor, []);
  const speedNow = useRef(speed);
  const kept = useRef(keptState());
  const [settings, setSettings] = useState<Readonly<Record<string, string>>>({});

  useEffect(() => {
    let gone = false;
    let opened: Machine | undefined;
    const end = (sentence: string) => {
      setMachine(undefined);
      setStatus({ kind: 'ended', sentence });
    };
    const open = (bytes: ArrayBuffer) =>
      openMachine(FRAME, startWith(bytes, { device, speed: speedNow.current, kept: kept.current }), {
        screen: (view) => {
          setScreen(view);
          setStatus({ kind: 'running' });
        },
        motor: (news, at) => {
          motor.play(news, at);
          setPulses((old) => [...old, ...news].slice(-MOST_PULSES));
        },
        log: (news) => setLines((old) => [...old, ...news].slice(-MOST_LINES)),
        settingsPage: setSettingsPage,
        keep: (state) => {
          kept.current = state;
          keepState(state);
          setSettings(state.settings);
        },
        ended: (_code, message) => end(message),
      });
    setStatus({ kind: 'starting' });
    setScreen(undefined);
    setPulses([]);
    void fetchPackage().then((bytes) => {
      if (gone) return;
      if (bytes === undefined) return end('The watch program could not be fetched from the server.');
      opened = open(bytes);
      setMachine(opened);
    });
    return () => {
      gone = true;
      opened?.close();
      setMachine(undefined);
    };
  }, [device, round, motor]);

  useEffect(() => {
    speedNow.current = speed;
    machine?.speed(speed);
  }, [speed, machine]);

  const restart = useCallback((state?: KeptState) => {
    kept.current = state;
    setLines([]);
    setRound((count) => count + 1);
  }, []);
  return { status, screen, pulses, lines, settingsPage, settings, machine, setSound: motor.sound, restart };
}
