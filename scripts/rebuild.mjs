/** `npm run rebuild`: computes the read models anew from the journals, with the server stopped. */
import { ensureBuilt } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { run } from './run.mjs';

await ensureInstalled();
await ensureBuilt();
process.exitCode = await run(process.execPath, ['dist/apps/server/src/main.js', 'rebuild']);
