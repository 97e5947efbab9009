/** `npm run simulate`: seeded faults between watches, phones, server and dashboards. The last line is JSON. */
import 'reflect-metadata';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { FAULTS } from './faults.js';
import { type Outcome, runSeed } from './run.js';
import { makeTemplate } from './template.js';
import { tryMutants } from './try-mutants.js';

const HELP = `Plays whole households in a simulated world in which messages are lost, doubled, late and cut, in which watches, phones
and the server die at any point, disks fill and clocks jump; then checks that nothing was lost, doubled or told differently.

  npm run simulate -- --seeds N      N worlds, from seed 1 (default 50)
  npm run simulate -- --from S       the first seed
  npm run simulate -- --seed S       one world again, with what was said in it
  npm run simulate -- --mutants      breaks the product on purpose, three times, and must notice each

The last line is JSON; the exit code is 1 unless lost, duplicated and diverged are 0.`;

const whole = (text: string | undefined, otherwise: number): number => {
  if (text === undefined) return otherwise;
  if (!/^\d+$/.test(text)) throw new Error(`${text} is not a whole number`);
  return Number(text);
};

function sum(outcomes: readonly Outcome[]) {
  const total = (of: (outcome: Outcome) => number) => outcomes.reduce((all, outcome) => all + of(outcome), 0);
  const byFault = Object.fromEntries(
    FAULTS.map((fault) => [fault, total(({ byFault: hits }) => hits.get(fault) ?? 0)]),
  );
  return {
    seeds: outcomes.length,
    events: total(({ events }) => events),
    faults: total(({ faults }) => faults),
    lost: total(({ lost }) => lost.length),
    duplicated: total(({ duplicated }) => duplicated.length),
    diverged: total(({ diverged }) => diverged.length),
    gaps: total(({ gaps }) => gaps),
    byFault,
    trace: outcomes
      .map(({ trace }) => trace)
      .join('')
      .slice(0, 64),
  };
}

function tell({ seed, lost, duplicated, diverged }: Outcome): void {
  for (const text of lost) console.log(`seed ${seed}: lost ${text}`);
  for (const text of duplicated) console.log(`seed ${seed}: duplicated ${text}`);
  for (const text of diverged) console.log(`seed ${seed}: diverged ${text}`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string' },
      from: { type: 'string' },
      seed: { type: 'string' },
      help: { type: 'boolean' },
      mutants: { type: 'boolean' },
    },
  });
  if (values.help === true) return console.log(HELP);
  if (values.mutants === true) {
    process.exitCode = tryMutants(whole(values.seeds, 40)) > 0 ? 1 : 0;
    return;
  }
  const one = values.seed !== undefined;
  const first = whole(values.seed ?? values.from, 1);
  const count = one ? 1 : whole(values.seeds, 50);
  const root = mkdtempSync(path.join(os.tmpdir(), 'plumbline-simulate-'));
  const outcomes: Outcome[] = [];
  try {
    const template = await makeTemplate(root);
    for (let seed = first; seed < first + count; seed += 1) {
      const outcome = await runSeed(seed, root, template);
      outcomes.push(outcome);
      if (one) console.log(outcome.said.join('\n'));
      tell(outcome);
      if (outcomes.length % 100 === 0) console.log(`${outcomes.length} of ${count}`);
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  const result = sum(outcomes);
  console.log(JSON.stringify(result));
  if (result.lost + result.duplicated + result.diverged > 0) process.exitCode = 1;
}

await main();
