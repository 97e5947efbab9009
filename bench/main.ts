/** `npm run bench`: each benchmark prints lines of JSON with a figure beside its limit or peer of the same run. */
import { type Benchmark, isMissed, told } from './benchmark.js';
import { backup } from './benchmarks/backup.js';
import { httpPush } from './benchmarks/http-push.js';
import { idleSockets } from './benchmarks/idle-sockets.js';
import { ingestBenchmarks } from './benchmarks/ingest.js';
import { live } from './benchmarks/live.js';
import { memory } from './benchmarks/memory.js';
import { pages } from './benchmarks/pages.js';
import { buildPrograms, buildServer } from './build.js';

const BENCHMARKS: Benchmark[] = [...ingestBenchmarks, live, idleSockets, httpPush, pages, backup, memory];

const HELP = `Measures the server against peers and limits in the same run, in turn, at least five rounds each; takes some minutes.

  npm run bench              all of them
  npm run bench -- NAME …    only these

${BENCHMARKS.map(({ name, title }) => `  ${name.padEnd(20)} ${title}`).join('\n')}

Each line of JSON has name, ratio, against, better (higher or lower) and its figures; one with a limit says whether it holds.
Exit code 1 when a limit is missed. docs/benchmarks.md says what each compares.`;

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
      console.log(JSON.stringify(told(line)));
      if (isMissed(line)) process.exitCode = 1;
    }
  }
}
