import { asNumber, asObject, type Json } from '../wire/json.js';
import type { Core, OpCall } from './core.js';
import type { Screen } from './screen.js';

/** The pauses last 30 s unless the program says otherwise; 0 means until reset. */
const DEFAULT_PAUSE_MS = 30_000;
const DEFAULT_BRIGHT_MS = 10_000;
const LEAST_BRIGHT_MS = 1_000;
const MOST_BRIGHT_MS = 2_147_483_000;
const DONE = 0;
const FAILED = -1;
/** Modes of lift-to-wake and of the always-on display. */
const OFF = 0;
const ALL_DAY = 2;

/** An argument that is either the value itself or an object with it under `name`. */
const fieldOf = (given: Json | undefined, name: string): Json | undefined =>
  typeof given === 'object' ? asObject(given)[name] : given;

function setBright(screen: Screen, { args: [option] }: OpCall): number {
  const ms = asNumber(fieldOf(option, 'brightTime'), DEFAULT_BRIGHT_MS);
  if (ms < LEAST_BRIGHT_MS || ms > MOST_BRIGHT_MS) return FAILED;
  screen.setBright(ms);
  return DONE;
}

/** With automatic brightness on, the hand has no say. */
function setBrightness(screen: Screen, { args: [option] }: OpCall): number {
  const value = asNumber(fieldOf(option, 'brightness'), -1);
  if (screen.autoBrightness || value < 0 || value > 100) return FAILED;
  screen.brightness = value;
  return DONE;
}

function settingsOf({ on, settings, choices }: Screen): Json {
  const allDay = { startTime: 0, endTime: 24 * 60 - 1 };
  return {
    screen: { status: on ? 1 : 2, duration: Math.round(settings.screenTimeoutMs / 1_000) },
    wrist: { speed: 0, model: choices.liftToWake ? ALL_DAY : OFF, ...allDay },
    standby: { style: choices.aodStyle, model: choices.aod ? ALL_DAY : OFF, ...allDay },
  };
}

/** Members of `@zos/display`. */
export function displayOps(screen: Screen, { scheduler }: Core) {
  const untilOf = ({ args: [option] }: OpCall): number => {
    const ms = asNumber(fieldOf(option, 'duration'), DEFAULT_PAUSE_MS);
    return ms === 0 ? Number.POSITIVE_INFINITY : scheduler.now + ms;
  };
  const done = (run: () => void): number => {
    run();
    return DONE;
  };
  return {
    setPageBrightTime: (call: OpCall) => setBright(screen, call),
    resetPageBrightTime: () => done(() => screen.setBright(undefined)),
    pauseDropWristScreenOff: (call: OpCall) => done(() => screen.pauseWrist(untilOf(call))),
    resetDropWristScreenOff: () => done(() => screen.pauseWrist(0)),
    pausePalmScreenOff: (call: OpCall) => done(() => screen.pausePalm(untilOf(call))),
    resetPalmScreenOff: () => done(() => screen.pausePalm(0)),
    setScreenOff: () => done(() => screen.turnOff()),
    setWakeUpRelaunch: ({ args: [option] }: OpCall) => {
      screen.relaunch = fieldOf(option, 'relaunch') === true;
    },
    setBrightness: (call: OpCall) => setBrightness(screen, call),
    getBrightness: () => screen.brightness,
    setAutoBrightness: ({ args: [option] }: OpCall) => {
      screen.autoBrightness = fieldOf(option, 'autoBright') === true;
    },
    getAutoBrightness: () => screen.autoBrightness,
    getSettings: () => settingsOf(screen),
  };
}
