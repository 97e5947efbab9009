/** `npm run sigkill`: SIGKILL under load, again and again, on one data folder. The last line is JSON. */
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { type Round, runRounds } from './run.js';

const HELP = `Runs the real server as a process, lets four accounts with eight devices push into it over Socket.IO and HTTP while four
dashboards follow, kills it with SIGKILL at a drawn instant, looks at what is on disk, starts it again on the same folder.

  npm run sigkill -- --rounds N      how often (default 10)
  npm run sigkill -- --seed S        draws the facts, the pushes and the instants (default 1)

The last line is JSON; the exit code is 1 unless lost, duplicated and diverged are 0.`;

function whole(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${text} is not a whole number`);
  return Number(text);
}

function tell({ round, acknowledged, killedAfterMs, lost, duplicated, diverged }: Round): void {
  console.log(
    `round ${round}: killed after ${killedAfterMs} ms of answers; ${acknowledged} acknowledged so far`,
  );
  for (const text of lost) console.log(`  lost: ${text}`);
  for (const text of duplicated) console.log(`  duplicated: ${text}`);
  for (const text of diverged) console.log(`  diverged: ${text}`);
}

const { values } = parseArgs({
  options: { rounds: { type: 'string' }, seed: { type: 'string' }, help: { type: 'boolean' } },
});
if (values.help === true) {
  console.log(HELP);
} else {
  const rounds = whole(values.rounds, 10);
  const seed = whole(values.seed, 1);
  const began = Date.now();
  let played = 0;
  const total = await runRounds({
    rounds,
    seed,
    tell: (round) => {
      played = round.round;
      tell(round);
    },
  });
  const seconds = (Date.now() - began) / 1_000;
  const counts = {
    lost: total.lost.length,
    duplicated: total.duplicated.length,
    diverged: total.diverged.length,
  };
  const { acknowledged, heard } = total;
  const secondsPerRound = Number((seconds / Math.max(played, 1)).toFixed(2));
  console.log(
    JSON.stringify({ rounds: played, seed, acknowledged, toldLive: heard, ...counts, secondsPerRound }),
  );
  process.exitCode = counts.lost + counts.duplicated + counts.diverged > 0 || played < rounds ? 1 : 0;
}
