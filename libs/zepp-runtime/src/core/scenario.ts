import { type Action, readings } from './scenario-actions.js';
import { readScenario } from './scenario-read.js';
import type { Instant } from './scheduler.js';
import type { Watch } from './watch.js';
import type { WatchParts } from './watch-parts.js';
import type { ZoneRules } from './zone.js';

/** A mistake in a scenario file; `path` is as `events[2].link.loss`. */
export type ScenarioProblem = { path: string; message: string };
export type Happening = { at: Instant; run: Action };
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

/** `watch.scenario`: lets things happen to the watch at their times. */
export class ScenarioPlayer {
  private readonly watch: Watch;
  private readonly parts: WatchParts;
  private readonly playing = {};

  constructor(watch: Watch, parts: WatchParts) {
    this.watch = watch;
    this.parts = parts;
  }

  /**
   * From now on the scenario happens, beside others that play. Its times count from the watch's present; throws `BadScenario`.
   * What it says of seed, device and language is for `createWatch`, which takes a scenario too.
   */
  play(source: unknown): void {
    const { core } = this.parts;
    const read = readScenario(source, { startAt: core.scheduler.now, zone: core.zone });
    if (!read.ok) throw new BadScenario(read.problems);
    this.plan(read.scenario);
  }

  plan({ happenings }: Scenario): void {
    const { core, sensors } = this.parts;
    for (const { at, run } of happenings) {
      core.scheduler.at(at, this.playing, () => run(this.watch, sensors.senses));
    }
  }

  /** Every reading a scenario may set, such as `step.current`. */
  readings(): string[] {
    return readings();
  }

  /** What has not happened yet never will. */
  stop(): void {
    this.parts.core.scheduler.cancelAllOf(this.playing);
  }
}
