/** `npm run backup -- [--to FILE]`: a whole copy of the data while the server runs, read back before it gets its name. */
import { serverCommand } from './server-command.mjs';

await serverCommand('backup');
