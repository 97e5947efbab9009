/** `npm run verify`: everything CI holds. `--without-tests` leaves out `npm test`, for a caller that has just run it. */

import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { bin, run } from './run.mjs';
import { say } from './say.mjs';

await ensureInstalled();
await ensureBuilt();
const checks = [
  ['format and lint', bin('biome'), ['ci', '.', '--max-diagnostics=30']],
  ['types', process.execPath, ['scripts/types.mjs']],
  ['boundaries', bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'apps', 'libs', 'test']],
  ['sizes', process.execPath, ['scripts/sizes.mjs']],
  ['watch bundles', bin('tsx'), ['apps/watch/tools/build.ts', '--force']],
  ['tests', process.execPath, ['scripts/test.mjs']],
].filter(([name]) => name !== 'tests' || !process.argv.includes('--without-tests'));

const failed = [];
for (const [name, command, args] of checks) {
  say(`\n— ${name}`);
  if ((await run(command, args)) !== 0) failed.push(name);
}
say(failed.length === 0 ? '\nEverything holds.' : `\nDoes not hold: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
