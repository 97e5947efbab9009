/** The house's limits on length (design.md §8): a file stops at 300 lines. Generated data and tests are counted apart. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './run.mjs';
import { say } from './say.mjs';

const LIMIT = 300;
const TEST_LIMIT = 400;
const GENERATED = /font-data\.ts$|bundled-routines\.ts$|guest-bundle\.ts$/;
const tracked = spawnSync('git', ['ls-files', '*.ts', '*.tsx', '*.mjs', '*.css'], {
  cwd: root,
  encoding: 'utf8',
});
const files = tracked.stdout.split('\n').filter((file) => file && !GENERATED.test(file));
const long = files
  .map((file) => ({ file, lines: readFileSync(path.join(root, file), 'utf8').split('\n').length - 1 }))
  .filter(({ file, lines }) => lines > (/\.test\.tsx?$/.test(file) ? TEST_LIMIT : LIMIT));
for (const { file, lines } of long) say(`${file}: ${lines} lines; split it by reason to change`);
say(`${files.length} files, ${long.length} over the limit of ${LIMIT} lines (${TEST_LIMIT} for tests)`);
process.exitCode = long.length === 0 ? 0 : 1;
