/** `npm run fuzz -- --count N --seed S`: malformed messages against a real server; the last line is JSON, exit 1 on a finding. */
import { parseArgs } from 'node:util';
import { commitHere } from '../stage/commit.js';
import { run } from './run.js';

const { values } = parseArgs({
  options: { count: { type: 'string', default: '20000' }, seed: { type: 'string' } },
});
const count = Number(values.count);
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
if (!Number.isSafeInteger(count) || count < 1 || !Number.isSafeInteger(seed)) {
  process.stderr.write('npm run fuzz -- --count N --seed S: both whole numbers\n');
  process.exit(2);
}
const say = (line: string) => process.stdout.write(`${line}\n`);
const progress = (line: string) => process.stderr.write(`${line}\n`);
progress(`seed ${seed}, ${count} messages`);
const { details, ...report } = await run({ count, seed, progress });
for (const detail of details) say(JSON.stringify(detail, undefined, 1));
say(JSON.stringify({ name: 'fuzz', commit: commitHere(), ...report }));
process.exit(report.ok ? 0 : 1);
