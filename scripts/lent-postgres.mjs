/** A PostgreSQL beside a run of tests: `url` is undefined where there is none, and `why` says so. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { bin, root } from './run.mjs';

export async function lendPostgres() {
  const child = spawn(bin('tsx'), ['--tsconfig', 'test/tsconfig.json', 'test/stage/lend-postgres.ts'], {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: '' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    new Promise((resolve) => lines.once('line', resolve)),
    ended.then(() => 'PostgreSQL did not start, so its tests cannot run.'),
  ]);
  const stop = () => {
    child.stdin.end();
    return ended;
  };
  return line.startsWith('postgres:') ? { url: line, stop } : { why: line, stop };
}
