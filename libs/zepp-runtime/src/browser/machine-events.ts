import type { LogLine } from '../core/log.js';
import type { KeptState } from '../core/memory.js';
import type { MotorPulse } from '../core/motor-timeline.js';
import type { SettingsPart } from '../core/settings-page.js';
import type { WatchState } from './messages.js';

/** `texts`: what is written on the screen, for those who cannot see the picture. */
export type ScreenView = { svg: string; texts: string[]; running: boolean; lit: boolean; at: number };
/** The motor's pulses from the `from`th on; what was told of those before is changed by it. */
export type MotorNews = { from: number; pulses: MotorPulse[]; speed: number };

/** What the page hears of a running watch. */
export type MachineEvents = {
  screen(view: ScreenView): void;
  state(state: WatchState): void;
  /** The watch's time, about once a second. */
  clock(at: number): void;
  motor(news: MotorNews): void;
  log(lines: LogLine[]): void;
  /** What the phone's page shows, and what it has stored. */
  settingsPage(tree: SettingsPart | undefined, settings: Record<string, string>): void;
  keep(kept: KeptState): void;
  /** The watch has ended: the package was refused, or the program stopped answering. */
  ended(code: string, message: string): void;
};
