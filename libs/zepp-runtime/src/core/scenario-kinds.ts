import type { ClockByHand } from './by-hand.js';
import type { Link } from './link.js';
import type { SystemMode } from './modes.js';
import type { Instant } from './scheduler.js';
import type { Senses } from './sensors.js';
import type { SystemByHand } from './system-by-hand.js';
import type { WatchPhone } from './watch-phone.js';
import type { ZoneRules } from './zone.js';

/** What of a watch a scenario has in its hands; the `Watch` is one. */
export type ScenarioStage = {
  readonly link: Link;
  readonly phone: WatchPhone;
  readonly clock: ClockByHand;
  readonly system: SystemByHand;
  readonly mode: SystemMode;
  language: string;
  sense<K extends keyof Senses>(sensor: K, change: Partial<Senses[K]>): void;
  systemEvent(name: string, given: Record<string, string | number> | string): boolean;
  grant(permission: string): void;
  launch(page?: string): void;
  wake(): void;
  screenOff(): void;
  dropWrist(): void;
  coverWithPalm(): void;
  kill(): void;
  reboot(): void;
  lowMemory(): void;
  updateSystem(): void;
  uninstall(): void;
};

/** What an event does to the watch when its time has come. */
export type Action = (watch: ScenarioStage, senses: Senses) => void;
export type Happening = { at: Instant; run: Action };

/** A mistake in a scenario file; `path` is as `events[2].link.loss`. */
export type ScenarioProblem = { path: string; message: string };
/** A scenario that has been read: what the watch begins with, and what happens to it. */
export type Scenario = {
  seed?: number;
  device?: string;
  language?: string;
  zone: ZoneRules;
  startAt: Instant;
  happenings: readonly Happening[];
};
export type ReadScenario = { ok: true; scenario: Scenario } | { ok: false; problems: ScenarioProblem[] };

/** A scenario cannot be played; the message is a sentence for each mistake, with its place. */
export class BadScenario extends Error {
  readonly problems: readonly ScenarioProblem[];

  constructor(problems: readonly ScenarioProblem[]) {
    super(problems.map(({ path, message }) => `${path}: ${message}.`).join('\n'));
    this.name = 'BadScenario';
    this.problems = problems;
  }
}
