import { INSIDE, playGuarded } from './guard.js';
import { run } from './run.js';

const words = process.argv.slice(2);
const err = (text: string) => void process.stderr.write(`${text}\n`);
const out = (text: string) => void process.stdout.write(`${text}\n`);

process.exitCode =
  process.env[INSIDE] === undefined
    ? await playGuarded(words, err)
    : await run(words, { out, err, note: err });
