import type { SimHousehold, Wrist } from '../world/household.js';
import { PEACE_MINUTES, STORM_MINUTES } from './length.js';

const MINUTE = 60_000;

/** What everybody does anyway. */
export function planDays(world: SimHousehold): void {
  const { chance, timeline } = world;
  for (const wrist of world.wrists) planWrist(world, wrist);
  for (const dashboard of world.dashboards)
    for (let i = chance.between(6, 16); i > 0; i -= 1)
      timeline.after(chance.between(60, STORM_MINUTES * 60) * 1_000, () => dashboard.act());
  for (let i = chance.between(0, 2); i > 0; i -= 1)
    timeline.after(chance.between(2, STORM_MINUTES - 10) * MINUTE, () => void timeline.track(world.backUp()));
}

function planWrist(world: SimHousehold, wrist: Wrist): void {
  const { chance, timeline } = world;
  const sometime = (least: number, most: number, run: () => void) =>
    timeline.after(chance.between(least, most) * MINUTE, run);
  timeline.after(chance.between(0, 60_000), () => wrist.watch.start());
  for (let i = chance.between(1, 3); i > 0; i -= 1) sometime(1, STORM_MINUTES - 12, () => world.wear(wrist));
  for (let i = chance.between(1, 6); i > 0; i -= 1) sometime(1, STORM_MINUTES, () => world.remind(wrist));
  for (let i = chance.between(0, 2); i > 0; i -= 1)
    sometime(2, STORM_MINUTES, () => void wrist.copies.push(wrist.watch.copy()));
  for (let minute = 3; minute < STORM_MINUTES + PEACE_MINUTES; minute += 3) {
    timeline.after(minute * MINUTE, () => wrist.watch.start());
    timeline.after(minute * MINUTE + 500, () => wrist.watch.poke());
    timeline.after(minute * MINUTE + 700, () => wrist.papers.pull());
  }
  for (let minute = 7; minute < STORM_MINUTES; minute += 7)
    timeline.after(minute * MINUTE, () => world.prune(wrist));
}

/** Everybody comes back: the wearer opens the watch, the owner starts the server, the page asks again. */
export async function bringPeace(world: SimHousehold): Promise<void> {
  const { faults, server, timeline, wrists, dashboards } = world;
  faults.end();
  server.spare();
  world.startServer();
  await timeline.quiet();
  await server.setDisk('sound');
  for (const { watch, phone, token, accountId, account } of wrists) {
    watch.disk.spare();
    watch.start();
    if (!phone.paired) phone.pair(token, { id: accountId, name: account });
  }
  // A server that went back to an older copy is found out by the next session, as in life.
  for (const wrist of wrists) timeline.after(2 * MINUTE, () => world.wear(wrist));
  await world.pass(PEACE_MINUTES);
  for (const dashboard of dashboards) dashboard.copy.pull();
  for (const { papers } of wrists) papers.pull();
  await timeline.quiet();
}
