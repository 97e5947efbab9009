import { ofWatches, wordsOf } from '../judge/rows.js';
import { BEFORE_ANSWER } from '../parts/sim-server.js';
import type { Fault } from '../world/faults.js';
import type { SimHousehold } from '../world/household.js';
import { STORM_MINUTES } from './length.js';

const MINUTE = 60_000;
/** Statements that the server dies before; the empty one is any. */
const INSIDE = [
  '',
  'BEGIN',
  'SAVEPOINT',
  'INSERT INTO entry',
  'INSERT INTO journal',
  'UPDATE account',
  'INSERT INTO session',
  'INSERT INTO document',
  'RELEASE',
] as const;
const BAD_DISK_MS = 20_000;

type Kind = { fault: Fault; most: number; run(world: SimHousehold): boolean };

/** Happenings that hit the world rather than a message: how often at most, and how they are done. False when nothing was there to hit. */
const KINDS: readonly Kind[] = [
  { fault: 'server-killed', most: 3, run: killServer },
  { fault: 'server-killed-inside', most: 4, run: (world) => doom(world, 'server-killed-inside') },
  { fault: 'server-killed-at-commit', most: 3, run: (world) => doom(world, 'server-killed-at-commit') },
  {
    fault: 'server-killed-before-answer',
    most: 3,
    run: (world) => doom(world, 'server-killed-before-answer'),
  },
  { fault: 'server-disk-full', most: 2, run: (world) => badDisk(world, 'full') },
  { fault: 'server-read-only', most: 2, run: (world) => badDisk(world, 'read-only') },
  { fault: 'server-clock', most: 2, run: moveServerClock },
  { fault: 'server-rolled-back', most: 1, run: rollBack },
  { fault: 'phone-killed', most: 3, run: killPhone },
  { fault: 'phone-away', most: 2, run: leavePhone },
  { fault: 'watch-killed', most: 2, run: killWatch },
  { fault: 'watch-killed-inside', most: 3, run: killWatchInside },
  { fault: 'watch-clock', most: 3, run: moveWatchClock },
  { fault: 'watch-restored', most: 2, run: restoreWatch },
  { fault: 'dashboard-reloaded', most: 3, run: reload },
  { fault: 'dashboard-asleep', most: 2, run: fallAsleep },
];
/** These count when they come true, not when they are planned. */
const COUNT_THEMSELVES: readonly Fault[] = [
  'server-killed-inside',
  'server-killed-at-commit',
  'server-killed-before-answer',
  'watch-killed-inside',
];

export function planTrouble(world: SimHousehold): void {
  const { chance, faults, timeline } = world;
  for (const { fault, most, run } of KINDS) {
    if (!faults.knows(fault)) continue;
    for (let i = chance.between(1, most); i > 0; i -= 1) {
      timeline.after(chance.between(1, STORM_MINUTES - 2) * MINUTE + chance.between(0, 59_999), () => {
        if (!faults.knows(fault) || !run(world) || COUNT_THEMSELVES.includes(fault)) return;
        come(world, fault);
      });
    }
  }
}

function come(world: SimHousehold, fault: Fault, text = ''): void {
  world.faults.count(fault);
  world.note(`${fault} ${text}`);
}

function killServer({ server }: SimHousehold): boolean {
  if (!server.up) return false;
  server.kill();
  return true;
}

function doom(world: SimHousehold, fault: Fault): boolean {
  const { server, chance } = world;
  if (!server.up) return false;
  const words = { 'server-killed-at-commit': 'COMMIT', 'server-killed-before-answer': BEFORE_ANSWER };
  const word = fault in words ? words[fault as keyof typeof words] : chance.pick(INSIDE);
  const left = chance.between(1, word === '' ? 40 : 3);
  server.doomed({ word, left, told: () => come(world, fault, word) });
  return true;
}

function badDisk({ server, timeline }: SimHousehold, state: 'full' | 'read-only'): boolean {
  if (!server.up) return false;
  void timeline.track(server.setDisk(state));
  timeline.after(BAD_DISK_MS, () => void timeline.track(server.setDisk('sound')));
  return true;
}

function moveServerClock({ server, chance }: SimHousehold): boolean {
  server.skewMs = chance.between(-3_600_000, 3_600_000);
  return true;
}

/** The server is stopped and started on a copy from earlier, as a person does whose disk has died. */
function rollBack(world: SimHousehold): boolean {
  const { backups, chance, server, model, timeline } = world;
  const backup = backups.length > 0 ? chance.pick(backups) : undefined;
  if (backup === undefined) return false;
  const { entries, documents } = backup.seen;
  const marks = new Set(ofWatches(entries).map(({ body }) => body.mark));
  void timeline.track(server.rollBack(backup.copy));
  model.journal.rolledBack(marks, world.held());
  model.documents.rolledBack(documents);
  model.corrections.rolledBack(wordsOf(entries));
  return true;
}

function killPhone({ chance, wrists }: SimHousehold): boolean {
  chance.pick(wrists).phone.kill();
  return true;
}

function leavePhone({ chance, wrists }: SimHousehold): boolean {
  chance.pick(wrists).phone.leave(chance.between(5, 30) * MINUTE);
  return true;
}

function killWatch(world: SimHousehold): boolean {
  const { watch } = world.chance.pick(world.wrists);
  if (!watch.up) return false;
  watch.kill();
  world.reopen(watch);
  return true;
}

function killWatchInside(world: SimHousehold): boolean {
  const { watch, name } = world.chance.pick(world.wrists);
  if (!watch.up) return false;
  watch.killInside(world.chance.between(1, 12), () => {
    come(world, 'watch-killed-inside', name);
    world.reopen(watch);
  });
  return true;
}

/** The page that is open notices and writes it down. */
function moveWatchClock(world: SimHousehold): boolean {
  const wrist = world.chance.pick(world.wrists);
  const byMs = world.chance.between(-7_200_000, 7_200_000);
  wrist.watch.skewMs += byMs;
  world.write(wrist, { kind: 'clock-moved', at: wrist.watch.now, byMs });
  return true;
}

function restoreWatch(world: SimHousehold): boolean {
  const { watch, copies } = world.chance.pick(world.wrists);
  if (copies.length === 0) return false;
  world.model.journal.forgotten(watch.restore(world.chance.pick(copies)));
  world.reopen(watch);
  return true;
}

function reload({ chance, dashboards }: SimHousehold): boolean {
  chance.pick(dashboards).reload();
  return true;
}

function fallAsleep({ chance, dashboards }: SimHousehold): boolean {
  chance.pick(dashboards).sleep(chance.between(2, 20) * MINUTE);
  return true;
}
