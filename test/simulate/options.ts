import os from 'node:os';
import { parseArgs } from 'node:util';

export const HELP = `Plays whole households in a simulated world in which messages are lost, doubled, late, overtaken and cut, in which watches, phones
and the server die at any point, disks fill and clocks jump; then checks that nothing was lost, doubled or told differently.

  npm run simulate -- --seeds N      N worlds, from seed 1 (default 50)
  npm run simulate -- --from S       the first seed
  npm run simulate -- --seed S       one world again, with what was said in it
  npm run simulate -- --database D   sqlite (default) or postgres
  npm run simulate -- --jobs J       how many processes share the worlds; the result does not depend on it
  npm run simulate -- --mutants      breaks the product on purpose, in one place at a time, and must notice each

The last line is JSON; the exit code is 1 unless lost, duplicated and diverged are 0. More: docs/simulation.md.`;

/** Below this it is not worth starting processes. */
const FEW = 8;
const MOST_JOBS = 4;

export type Options = {
  help: boolean;
  mutants: boolean;
  /** One world, with all that was said in it. */
  isReplay: boolean;
  first: number;
  count: number;
  jobs: number;
  database: string;
};

export function readOptions(args: string[]): Options {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args,
    options: {
      ...{ seeds: text, from: text, seed: text, database: text, jobs: text },
      ...{ help: flag, mutants: flag },
    },
  });
  const isReplay = values.seed !== undefined;
  const count = isReplay ? 1 : whole(values.seeds, 50);
  const cores = Math.min(MOST_JOBS, os.availableParallelism());
  return {
    help: values.help,
    mutants: values.mutants,
    isReplay,
    first: whole(values.seed ?? values.from, 1),
    count,
    jobs: Math.max(1, whole(values.jobs, count < FEW ? 1 : cores)),
    database: values.database ?? 'sqlite',
  };
}

function whole(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${text} is not a whole number`);
  return Number(text);
}
