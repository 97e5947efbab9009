import { createHash } from 'node:crypto';
import type { Fault } from './faults.js';
import { SimHousehold } from './household.js';
import { judge } from './judge.js';
import type { Verdict } from './model.js';

export type Outcome = Verdict & {
  seed: number;
  events: number;
  faults: number;
  byFault: Map<Fault, number>;
  gaps: number;
  /** A digest of everything that was seen: the same seed gives the same one. */
  trace: string;
  said: readonly string[];
};

const MINUTE = 60_000;
/** Minutes in which things go wrong, and minutes of peace after which everything must be in order. */
const STORM = 50;
const PEACE = 40;
/** Statements that the server dies before; the empty one is any. */
const DOOMED = ['', 'BEGIN', 'COMMIT', 'INSERT INTO entry', 'UPDATE journal', 'INSERT INTO session'] as const;
const BAD_DISK_MS = 20_000;

/** Happenings that hit the world rather than a message, and how they are done. */
function planTrouble(world: SimHousehold): void {
  const { chance, faults, timeline, server, wrists, dashboards } = world;
  const sometime = () => chance.between(1, STORM - 2) * MINUTE + chance.between(0, 59_999);
  const plan = (fault: Fault, most: number, run: () => void) => {
    if (!faults.knows(fault)) return;
    for (let i = chance.between(1, most); i > 0; i -= 1) {
      timeline.after(sometime(), () => {
        if (faults.knows(fault)) run();
      });
    }
  };
  const done = (fault: Fault, text = '') => {
    faults.count(fault);
    world.note(`${fault} ${text}`);
  };
  plan('server-killed', 3, () => {
    if (!server.up) return;
    done('server-killed');
    server.kill();
  });
  plan('server-killed-inside', 3, () => {
    if (!server.up) return;
    const word = chance.pick(DOOMED);
    const left = chance.between(1, word === '' ? 40 : 3);
    server.killBefore({ word, left, told: () => done('server-killed-inside', word) });
  });
  plan('server-disk-full', 2, () => badDisk(world, 'full'));
  plan('server-read-only', 2, () => badDisk(world, 'read-only'));
  plan('server-clock', 2, () => {
    server.skewMs = chance.between(-3_600_000, 3_600_000);
    done('server-clock', String(server.skewMs));
  });
  plan('phone-killed', 3, () => {
    chance.pick(wrists).phone.kill();
    done('phone-killed');
  });
  plan('watch-clock', 3, () => {
    const { watch } = chance.pick(wrists);
    watch.skewMs = chance.between(-7_200_000, 7_200_000);
    done('watch-clock');
  });
  plan('watch-restored', 2, () => {
    const wrist = chance.pick(wrists);
    const copy = wrist.copies.length > 0 ? chance.pick(wrist.copies) : undefined;
    if (copy === undefined) return;
    done('watch-restored');
    const before = wrist.watch.held();
    const since = wrist.watch.restore(copy);
    const after = new Set(wrist.watch.held());
    world.model.forgotten([...before.filter((mark) => !after.has(mark)), ...since]);
    world.reopen(wrist.watch);
  });
  plan('server-rolled-back', 1, () => void timeline.track(rollBack(world)));
  plan('dashboard-reloaded', 3, () => {
    done('dashboard-reloaded');
    chance.pick(dashboards).reload();
  });
}

function badDisk(world: SimHousehold, state: 'full' | 'read-only'): void {
  const { server, timeline, faults } = world;
  if (!server.up) return;
  faults.count(state === 'full' ? 'server-disk-full' : 'server-read-only');
  world.note(`disk ${state}`);
  void timeline.track(server.setDisk(state));
  timeline.after(BAD_DISK_MS, () => void timeline.track(server.setDisk('sound')));
}

/** The server is stopped and started on a copy from earlier, as a person does whose disk has died. */
async function rollBack(world: SimHousehold): Promise<void> {
  const { server, backups, chance, model, faults } = world;
  const copy = backups.length > 0 ? chance.pick(backups) : undefined;
  if (copy === undefined) return;
  faults.count('server-rolled-back');
  world.note('server rolled back');
  server.kill();
  server.restore(copy.folder);
  model.rolledBack(copy.marks, world.held());
}

function planDays(world: SimHousehold): void {
  const { chance, timeline, wrists } = world;
  for (const wrist of wrists) {
    timeline.after(chance.between(0, 60_000), () => wrist.watch.start());
    for (let i = chance.between(1, 3); i > 0; i -= 1) {
      timeline.after(chance.between(1, STORM - 12) * MINUTE, () => world.wear(wrist));
    }
    for (let minute = 3; minute < STORM + PEACE; minute += 3) {
      timeline.after(minute * MINUTE, () => wrist.watch.start());
      timeline.after(minute * MINUTE + 500, () => wrist.watch.poke());
    }
    for (let i = chance.between(0, 2); i > 0; i -= 1) {
      timeline.after(chance.between(2, STORM) * MINUTE, () => void wrist.copies.push(wrist.watch.copy()));
    }
    for (let minute = 7; minute < STORM; minute += 7)
      timeline.after(minute * MINUTE, () => world.prune(wrist));
  }
  for (let i = chance.between(0, 2); i > 0; i -= 1) {
    timeline.after(chance.between(2, STORM - 10) * MINUTE, () => void timeline.track(world.backUp()));
  }
}

/** Everybody comes back: the wearer opens the watch, the owner starts the server, the page asks again. */
async function bringPeace(world: SimHousehold): Promise<void> {
  world.faults.end();
  world.server.spare();
  world.startServer();
  await world.timeline.quiet();
  await world.server.setDisk('sound');
  for (const wrist of world.wrists) {
    wrist.watch.start();
    if (!wrist.phone.paired) wrist.phone.pair(wrist.token, { id: wrist.accountId, name: wrist.name });
  }
  // A server that went back to an older copy is found out by the next session, as in life.
  for (const wrist of world.wrists) world.timeline.after(2 * MINUTE, () => world.wear(wrist));
  await world.pass(PEACE);
  for (const dashboard of world.dashboards) dashboard.pull();
  await world.timeline.quiet();
}

export async function runSeed(seed: number, root: string, template: string): Promise<Outcome> {
  const world = new SimHousehold(seed, root, template);
  world.startServer();
  await world.timeline.quiet();
  planDays(world);
  planTrouble(world);
  await world.pass(STORM);
  await bringPeace(world);
  const verdict = await judge(world);
  await world.server.end();
  const byFault = world.faults.hits;
  const faults = [...byFault.values()].reduce((sum, count) => sum + count, 0);
  const trace = createHash('sha256').update(world.said.join('\n')).digest('hex').slice(0, 16);
  return {
    ...verdict,
    seed,
    events: world.model.events,
    faults,
    byFault,
    gaps: world.model.gaps,
    trace,
    said: world.said,
  };
}
