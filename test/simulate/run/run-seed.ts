import { createHash } from 'node:crypto';
import type { Store } from '../disks/disk.js';
import { judge } from '../judge/judge.js';
import type { Verdict } from '../model/plain.js';
import type { Hits } from '../world/faults.js';
import { SimHousehold } from '../world/household.js';
import { bringPeace, planDays } from './days.js';
import { STORM_MINUTES } from './length.js';
import { planTrouble } from './trouble.js';

export type Outcome = Verdict & {
  seed: number;
  /** Distinct entries made on watches. */
  events: number;
  byFault: Hits;
  gaps: number;
  /** A digest of everything that was said and of all that was stored: the same seed gives the same one. */
  trace: string;
  said: readonly string[];
};

export async function runSeed(seed: number, store: Store): Promise<Outcome> {
  const world = new SimHousehold(seed, await store.newDisk(`seed-${seed}`));
  try {
    world.startServer();
    await world.timeline.quiet();
    planDays(world);
    planTrouble(world);
    await world.pass(STORM_MINUTES);
    await bringPeace(world);
    const { gaps, digest, ...verdict } = await judge(world);
    const { said, faults, model } = world;
    const trace = createHash('sha256')
      .update([...said, digest].join('\n'))
      .digest('hex');
    return { ...verdict, seed, events: model.journal.events, byFault: faults.hits, gaps, trace, said };
  } finally {
    await world.server.end();
  }
}
