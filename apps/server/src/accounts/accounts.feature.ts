import { AccountsController } from './accounts.controller.js';
import { Accounts } from './accounts.js';
import { Credentials } from './credentials.js';

export const accountsFeature = { controllers: [AccountsController], providers: [Accounts, Credentials] };
