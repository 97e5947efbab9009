/** `npm run simulate`: seeded faults between watches, phones, server and dashboards. The last line is JSON. */
import 'reflect-metadata';
import { commitHere } from '../stage/commit.js';
import { openStore, prepareGround } from './disks/open-store.js';
import { tryMutants } from './mutants/try-mutants.js';
import { HELP, type Options, readOptions } from './options.js';
import { playMany } from './run/many.js';
import { progressOf } from './run/progress.js';
import { runSeed } from './run/run-seed.js';
import { isSound, sum, type Told, tameness } from './run/sum.js';

/** A run that stands for something; fewer worlds may well miss a kind of fault. */
const MANY = 200;

const say = (text: string) => console.log(text);

/** Everything that was wrong in a world, and how to see it again. */
function tell({ seed, lost, duplicated, diverged }: Told, database: string): void {
  for (const text of lost) say(`seed ${seed}: lost ${text}`);
  for (const text of duplicated) say(`seed ${seed}: duplicated ${text}`);
  for (const text of diverged) say(`seed ${seed}: diverged ${text}`);
  if (lost.length + duplicated.length + diverged.length === 0) return;
  const where = database === 'sqlite' ? '' : ` --database ${database}`;
  say(`see it again: npm run simulate -- --seed ${seed}${where}`);
}

async function replay({ first, database }: Options, address: string): Promise<Told[]> {
  const store = await openStore(address);
  try {
    const outcome = await runSeed(first, store);
    say(outcome.said.join('\n'));
    tell(outcome, database);
    return [outcome];
  } finally {
    await store.end();
  }
}

async function play({ first, count, jobs, database }: Options, address: string): Promise<Told[]> {
  const outcomes: Told[] = [];
  const progress = progressOf(count, (text) => console.error(text));
  const seeds = Array.from({ length: count }, (_, index) => first + index);
  await playMany({ seeds, jobs, address }, (outcome) => {
    outcomes.push(outcome);
    tell(outcome, database);
    progress();
    return true;
  });
  return outcomes;
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return say(HELP);
  if (options.mutants) {
    process.exitCode = (await tryMutants(options)) ? 0 : 1;
    return;
  }
  const ground = await prepareGround(options.database);
  const outcomes = await (options.isReplay ? replay : play)(options, ground.address).finally(ground.stop);
  const result = sum(outcomes);
  if (result.seeds >= MANY) for (const text of tameness(result)) say(`too tame: ${text}`);
  say(JSON.stringify({ ...result, from: options.first, count: options.count, commit: commitHere() }));
  if (!isSound(result)) process.exitCode = 1;
}

await main();
