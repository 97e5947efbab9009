import type { Operations } from '../api/operation.js';
import { AccountAnswer, ClaimForm, DoneAnswer, LoginForm, MeAnswer } from './forms.js';
import { keysOperations } from './keys/operations.js';

const open = { access: ['anyone'], scopes: 'no-key' } as const;

export const accountsOperations: Operations = {
  'GET /api/v1/me': {
    does: 'Who is signed in or whose key this is, if anyone’s.',
    ...open,
    answer: MeAnswer,
  },
  'POST /api/v1/claim': {
    does: 'Makes the first account.',
    ...open,
    body: ClaimForm,
    answer: AccountAnswer,
  },
  'POST /api/v1/login': { does: 'Signs in.', ...open, body: LoginForm, answer: AccountAnswer },
  'POST /api/v1/logout': {
    does: 'Signs out.',
    access: ['account'],
    scopes: 'no-key',
    answer: DoneAnswer,
  },
  ...keysOperations,
};
