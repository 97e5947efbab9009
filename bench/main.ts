/** `npm run bench`: each benchmark prints lines of JSON with a figure beside its limit or peer of the same run. */
import { type Benchmark, isMissed } from './benchmark.js';
import { ingestBenchmarks } from './ingest.js';
import { buildPrograms, buildServer } from './programs.js';

const BENCHMARKS: Benchmark[] = [...ingestBenchmarks];

const HELP = `Measures the server against peers and limits in the same run, in turn, at least five rounds each; takes some minutes.

  npm run bench              all of them
  npm run bench -- NAME …    only these

${BENCHMARKS.map(({ name, title }) => `  ${name.padEnd(12)} ${title}`).join('\n')}

Each line of JSON has name, ratio, against, better (higher or lower) and its figures. Exit code 1 when a limit is missed.`;

const names = process.argv.slice(2).filter((name) => name !== '--');
const unknown = names.filter((name) => !BENCHMARKS.some((benchmark) => benchmark.name === name));
if (names.includes('--help')) {
  console.log(HELP);
} else if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. ${HELP}`);
  process.exitCode = 2;
} else {
  buildServer();
  await buildPrograms();
  for (const { name, run } of BENCHMARKS) {
    if (names.length > 0 && !names.includes(name)) continue;
    for (const line of await run((text) => console.error(text))) {
      console.log(JSON.stringify(line));
      if (isMissed(line)) process.exitCode = 1;
    }
  }
}
