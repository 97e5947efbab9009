import { AccountsController } from './accounts.controller.js';
import { Accounts } from './accounts.js';
import { AuditController } from './audit/audit.controller.js';
import { Credentials } from './credentials.js';
import { HouseholdController } from './household/household.controller.js';
import { Invitations } from './household/invitations.js';
import { Members } from './household/members.js';
import { KeysController } from './keys/keys.controller.js';
import { Keys } from './keys/keys.js';
import { Limits } from './limits.js';
import { SecondFactorController } from './second-factor/second-factor.controller.js';
import { SecondFactor } from './second-factor/second-factor.js';
import { HistoryGrants } from './sharing/history-grants.js';
import { HistoryLinks } from './sharing/history-links.js';
import { SharingController } from './sharing/sharing.controller.js';
import { ChangePassword } from './sign-in/change-password.js';
import { Cookies } from './sign-in/cookies.js';
import { Passwords } from './sign-in/passwords.js';
import { SignInController } from './sign-in/sign-in.controller.js';
import { SignIn } from './sign-in/sign-in.js';
import { SignIns } from './sign-in/sign-ins.js';

export const accountsFeature = {
  controllers: [
    AccountsController,
    AuditController,
    HouseholdController,
    KeysController,
    SecondFactorController,
    SharingController,
    SignInController,
  ],
  providers: [
    Accounts,
    ChangePassword,
    Cookies,
    Credentials,
    HistoryGrants,
    HistoryLinks,
    Invitations,
    Keys,
    Limits,
    Members,
    Passwords,
    SecondFactor,
    SignIn,
    SignIns,
  ],
};
