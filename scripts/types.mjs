import { existsSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './run.mjs';
import { say } from './say.mjs';

const tsc = path.join(root, 'node_modules/typescript-7/bin/tsc');
const projects = [
  'libs/routine-core',
  'libs/zepp-runtime',
  'apps/server',
  'apps/watch',
  'apps/dashboard',
  'test',
];

let failures = 0;
for (const project of projects.filter((name) => existsSync(path.join(root, name, 'tsconfig.json')))) {
  const code = await run(process.execPath, [tsc, '--noEmit', '-p', project]);
  say(`${code === 0 ? 'ok  ' : 'FAIL'} types of ${project}`);
  if (code !== 0) failures += 1;
}
process.exitCode = failures === 0 ? 0 : 1;
