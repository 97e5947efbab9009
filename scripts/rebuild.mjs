/** `npm run rebuild`: computes the read models anew from the journals, with the server stopped. */
import { serverCommand } from './server-command.mjs';

await serverCommand('rebuild');
