/** `npm run restore -- FILE`: a backup in the place of the data, which is kept aside; with the server stopped. */
import { serverCommand } from './server-command.mjs';

await serverCommand('restore');
