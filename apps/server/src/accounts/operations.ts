import type { Operations } from '../api/operation.js';
import { auditOperations } from './audit/operations.js';
import { AccountAnswer, ClaimForm, MeAnswer } from './forms.js';
import { householdOperations } from './household/operations.js';
import { keysOperations } from './keys/operations.js';
import { secondFactorOperations } from './second-factor/operations.js';
import { sharingOperations } from './sharing/operations.js';
import { signInOperations } from './sign-in/operations.js';

const open = { access: ['anyone'], scopes: 'no-key' } as const;

export const accountsOperations: Operations = {
  'GET /api/v1/me': {
    does: 'Who is signed in or whose key this is, if anyone’s.',
    ...open,
    limit: 'cheap',
    answer: MeAnswer,
  },
  'POST /api/v1/claim': {
    does: 'Makes the first account.',
    ...open,
    limit: 'entry',
    body: ClaimForm,
    answer: AccountAnswer,
  },
  ...signInOperations,
  ...secondFactorOperations,
  ...householdOperations,
  ...sharingOperations,
  ...keysOperations,
  ...auditOperations,
};
