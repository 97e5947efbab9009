/** `npm run fuzz -- --count N --seed S`: malformed messages against a real server; the last line is JSON, exit 1 on a finding. */
import { parseArgs } from 'node:util';
import { commitHere } from '../stage/commit.js';
import { run } from './run.js';

const HELP = `Sends malformed messages and requests, drawn from a grammar and at random, to a real server, beside a client that behaves.

  npm run fuzz -- --count N   how many (default 20000)
  npm run fuzz -- --seed S    draws them (default: by the clock; it is printed)

Every finding is told; the last line is JSON, and the exit code is 1 when there is a finding.`;

const whole = /^\d{1,9}$/;
const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '20000' },
    seed: { type: 'string', default: `${Date.now() % 1_000_000}` },
    help: { type: 'boolean' },
  },
  strict: false,
});
const count = Number(values.count);
const seed = Number(values.seed);
if (values.help) {
  process.stdout.write(`${HELP}\n`);
  process.exit(0);
}
if (!whole.test(`${values.count}`) || count < 1 || !whole.test(`${values.seed}`)) {
  process.stderr.write(`${HELP}\n`);
  process.exit(2);
}
const say = (line: string) => process.stdout.write(`${line}\n`);
const progress = (line: string) => process.stderr.write(`${line}\n`);
progress(`seed ${seed}, ${count} messages`);
const { details, ...report } = await run({ count, seed, progress });
for (const detail of details) say(JSON.stringify(detail, undefined, 1));
say(JSON.stringify({ name: 'fuzz', commit: commitHere(), ...report }));
process.exit(report.ok ? 0 : 1);
