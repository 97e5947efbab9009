import {
  pauseDropWristScreenOff,
  pausePalmScreenOff,
  resetDropWristScreenOff,
  resetPageBrightTime,
  resetPalmScreenOff,
  setPageBrightTime,
  setWakeUpRelaunch,
} from '@zos/display';
import { guarded } from './log.js';
import { repeat, type Undo } from './timers.js';

/** Some models lose or cap the bright time, so it is asked for again well within it. */
const RENEW_MS = 15_000;
const BRIGHT_MS = 60_000;
/** For both pauses: until reset. */
const UNTIL_RESET = { duration: 0 };

const renew = () => guarded('bright time', 0, () => setPageBrightTime({ brightTime: BRIGHT_MS }));

/** Keeps the screen lit and the page alive, and brings the program back after a wake, until undone. */
export function keepAwake(): Undo {
  renew();
  guarded('wrist', 0, () => pauseDropWristScreenOff(UNTIL_RESET));
  guarded('palm', 0, () => pausePalmScreenOff(UNTIL_RESET));
  guarded('relaunch', undefined, () => setWakeUpRelaunch({ relaunch: true }));
  const stop = repeat(RENEW_MS, renew);
  return () => {
    stop();
    guarded('relaunch', undefined, () => setWakeUpRelaunch({ relaunch: false }));
    guarded('palm', 0, () => resetPalmScreenOff());
    guarded('wrist', 0, () => resetDropWristScreenOff());
    guarded('bright time', 0, () => resetPageBrightTime());
  };
}

/** Leaves the screen lit for `ms` once; the platform takes it back when the page goes. */
export function brightFor(ms: number): void {
  guarded('bright time', 0, () => setPageBrightTime({ brightTime: ms }));
}
