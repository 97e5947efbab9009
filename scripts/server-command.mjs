/** One of the server's own commands, built when stale; `npm run NAME -- …` hands everything through. */
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { run } from './run.mjs';

export async function serverCommand(name) {
  await ensureInstalled();
  await ensureBuilt();
  process.exitCode = await run(process.execPath, [
    'dist/apps/server/src/main.js',
    name,
    ...process.argv.slice(2),
  ]);
}
