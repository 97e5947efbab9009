import { AccountsController } from './accounts.controller.js';
import { Accounts } from './accounts.js';
import { Credentials } from './credentials.js';
import { KeysController } from './keys/keys.controller.js';
import { Keys } from './keys/keys.js';

export const accountsFeature = {
  controllers: [AccountsController, KeysController],
  providers: [Accounts, Credentials, Keys],
};
