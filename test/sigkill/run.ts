/** Rounds of load, SIGKILL and judgement on one data folder. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { World } from '../../apps/server/src/testing/world.js';
import { Chance } from '../simulate/chance.js';
import { serverProgram } from '../stage/server-program.js';
import { makeId } from './facts.js';
import { Follower } from './follower.js';
import { emptyVerdict, type Household, judgeDisk, judgePulled, type Verdict } from './judge.js';
import { Pusher } from './pusher.js';
import { gone, launch, type RunningServer, started } from './running-server.js';

const ACCOUNTS = 4;
const DEVICES_EACH = 2;
/** The kill falls this long after the round's first acknowledgement, and in some rounds also into the start. */
const KILL_MS = { from: 0, to: 1_000 };
const START_KILL_MS = { from: 20, to: 900 };
const START_KILL_SHARE = 0.15;
/** Without an answer until then it is killed all the same, and the sum at the end tells. */
const FIRST_ANSWER_MS = 5_000;

/** Nobody is kept waiting by it once the rounds are over. */
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms).unref());

export type Round = Verdict & { round: number; acknowledged: number; killedAfterMs: number };
export type Options = { rounds: number; seed: number; tell?: (round: Round) => void };

/** Plays all rounds; stops early at the first that does not hold. */
export async function runRounds({
  rounds,
  seed,
  tell,
}: Options): Promise<Verdict & { acknowledged: number; heard: number }> {
  const chance = new Chance(seed);
  const program = await serverProgram();
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'plumbline-sigkill-'));
  const { world, household } = await furnish(chance);
  try {
    const total = emptyVerdict();
    for (let round = 1; round <= rounds; round += 1) {
      const played = await playRound({ household, program, scratch, chance });
      for (const key of ['lost', 'duplicated', 'diverged'] as const) total[key].push(...played[key]);
      tell?.({ round, acknowledged: acknowledgedBy(household), ...played });
      if (total.lost.length + total.duplicated.length + total.diverged.length > 0) break;
    }
    total.diverged.push(...(await startOnceMore(household, program, scratch)));
    const heard = household.followers.reduce((sum, follower) => sum + follower.heard, 0);
    return { ...total, acknowledged: acknowledgedBy(household), heard };
  } finally {
    await world.end();
    rmSync(scratch, { recursive: true, force: true });
  }
}

const acknowledgedBy = ({ pushers }: Household): number =>
  pushers.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0);

/** Accounts, devices and dashboards, made by a server that has stopped when this resolves. */
async function furnish(chance: Chance): Promise<{ world: World; household: Household }> {
  const world = await new World().start({ clock: Date.now });
  const household: Household = { dataDir: world.dataDir, pushers: [], followers: [] };
  for (let account = 0; account < ACCOUNTS; account += 1) {
    const person = await world.person(`Person ${account}`);
    household.followers.push(new Follower(person));
    for (let index = 0; index < DEVICES_EACH; index += 1) {
      const journalId = makeId(chance);
      const device = await world.device(person, journalId);
      const over = index === 0 ? 'socket' : 'http';
      const own = new Chance(chance.between(1, 2 ** 31));
      household.pushers.push(new Pusher(journalId, person.accountId, device, over, own));
    }
  }
  await world.stop();
  return { world, household };
}

type Stage = { household: Household; program: string; scratch: string; chance: Chance };

async function playRound({ household, program, scratch, chance }: Stage) {
  if (chance.happens(START_KILL_SHARE)) await killWhileStarting(program, household.dataDir, chance);
  const server = await started(launch(program, household.dataDir));
  const diverged = await catchUp(household, server, path.join(scratch, 'pulled'));
  const killedAfterMs = chance.between(KILL_MS.from, KILL_MS.to);
  await pressUntilKilled(household, server, killedAfterMs);
  const verdict = await judgeDisk(household, path.join(scratch, 'killed'));
  return { ...verdict, diverged: [...diverged, ...verdict.diverged], killedAfterMs };
}

/** Behind the last kill as well: everything is there after the restart. */
async function startOnceMore(household: Household, program: string, scratch: string): Promise<string[]> {
  const server = await started(launch(program, household.dataDir));
  const diverged = await catchUp(household, server, path.join(scratch, 'last'));
  await server.end('SIGKILL');
  return diverged;
}

async function killWhileStarting(program: string, dataDir: string, chance: Chance): Promise<void> {
  const child = launch(program, dataDir);
  await pause(chance.between(START_KILL_MS.from, START_KILL_MS.to));
  child.kill('SIGKILL');
  await gone(child);
}

async function catchUp(household: Household, { url }: RunningServer, scratch: string): Promise<string[]> {
  for (const follower of household.followers) await follower.catchUp(url);
  return judgePulled(household, scratch);
}

async function pressUntilKilled(household: Household, server: RunningServer, killAfterMs: number) {
  const { pushers, followers } = household;
  for (const follower of followers) await follower.follow(server.url);
  let isOver = false;
  const load = pushers.map((pusher) => pusher.press(server.url, () => isOver));
  await Promise.race([...pushers.map((pusher) => pusher.heard()), pause(FIRST_ANSWER_MS)]);
  await pause(killAfterMs);
  const ended = await server.end('SIGKILL');
  if (ended !== 'SIGKILL')
    throw new Error(`the server ended by itself with ${ended}: ${server.words.join('\n')}`);
  isOver = true;
  await Promise.all(load);
  for (const follower of followers) follower.leave();
}
