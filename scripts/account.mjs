/** `npm run account -- list | reset NAME | second-factor-off NAME`: for an owner who is locked out; with the server stopped. */
import { serverCommand } from './server-command.mjs';

await serverCommand('account');
