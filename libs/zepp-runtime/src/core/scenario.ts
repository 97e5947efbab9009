import { readings } from './scenario-actions.js';
import { BadScenario, type Scenario, type ScenarioStage } from './scenario-kinds.js';
import { readScenario } from './scenario-read.js';
import type { WatchParts } from './watch-parts.js';

/** `watch.scenario`: lets things happen to the watch at their times. */
export class ScenarioPlayer {
  private readonly watch: ScenarioStage;
  private readonly parts: WatchParts;
  private readonly playing = {};

  constructor(watch: ScenarioStage, parts: WatchParts) {
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
