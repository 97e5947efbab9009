import { spawn } from 'node:child_process';
import { parseArguments } from './arguments.js';
import { EXIT } from './run.js';

/** Marks the process that plays; its parent watches the clock. */
export const INSIDE = 'ZEPP_INSIDE';

const sentence = (limitS: number) =>
  `The command was ended after ${limitS} s of real time (--limit-s). A program that loops for ever is contained by --engine quickjs.`;

/**
 * Runs this same command in a process of its own and ends it at the limit: in V8 nothing else stops an endless loop. Answers
 * the exit code.
 */
export function playGuarded(words: readonly string[], err: (text: string) => void): Promise<number> {
  const parsed = parseArguments(words);
  const limitS = parsed.ok ? parsed.wanted.limitS : 60;
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1] ?? '', ...words], {
    stdio: 'inherit',
    env: { ...process.env, [INSIDE]: '1' },
  });
  return new Promise((done) => {
    let late = false;
    const alarm = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, limitS * 1_000);
    process.once('SIGTERM', () => child.kill('SIGTERM'));
    child.on('error', (fault) => {
      err(`The command could not be started: ${fault.message}`);
      done(EXIT.wrong);
    });
    child.on('exit', (code) => {
      clearTimeout(alarm);
      if (late) err(sentence(limitS));
      done(late ? EXIT.limit : (code ?? EXIT.program));
    });
  });
}
