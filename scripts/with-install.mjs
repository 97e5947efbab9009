/** `node scripts/with-install.mjs COMMAND …`: installs what is missing, then runs a command of node_modules/.bin. */
import { ensureInstalled } from './install.mjs';
import { bin, run } from './run.mjs';

const [command, ...args] = process.argv.slice(2);
await ensureInstalled();
process.exitCode = await run(bin(command), args);
